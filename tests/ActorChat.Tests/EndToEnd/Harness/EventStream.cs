namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>A stream of server-sent events, as a client of the HTTP door reads it.</summary>
sealed class EventStream : IAsyncDisposable
{
    readonly HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };
    readonly FrameLog log = new("event stream", () => "");
    readonly CancellationTokenSource stop = new();
    Task reading = Task.CompletedTask;

    public IReadOnlyList<Frame> Frames => log.All;

    /// <summary>The id of the last event that came whole and had one.</summary>
    public string? LastId { get; private set; }

    /// <summary>Comments so far: signs of life.</summary>
    public int Comments { get; private set; }

    /// <summary>Opens a stream, or goes on after an event.</summary>
    public static async Task<EventStream> Open(string address, string? token, string? lastId = null)
    {
        var stream = new EventStream();
        var request = new HttpRequestMessage(HttpMethod.Get, $"http://{address}/v1/events");
        request.Headers.Authorization = new("Bearer", token);
        if (lastId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", lastId);
        var answer = await stream.http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Eventually.Deadline);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, await Text(answer));
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        stream.reading = stream.Read(answer);
        return stream;
    }

    public Task<Frame> See(string type, params (string Field, object Value)[] with) =>
        log.Wait(frame => frame.Is(type, with), $"{type} with {string.Join(", ", with)}");

    public Task SeeCount(int count, Func<Frame, bool> isOne, string what) => log.WaitForCount(count, isOne, what);

    /// <summary>Waits until the node ends it.</summary>
    public Task Ended() => reading.WaitAsync(Eventually.Deadline);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await reading;
        http.Dispose();
    }

    async Task Read(HttpResponseMessage answer)
    {
        try
        {
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(stop.Token));
            string? id = null, data = null;
            while (await lines.ReadLineAsync(stop.Token) is { } line)
            {
                if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
                else if (line.StartsWith(':')) Comments++;
                else if (line.Length == 0 && data is not null)
                {
                    LastId = id ?? LastId;
                    log.Add(new Frame(data));
                    id = data = null;
                }
            }
            log.End("the node ended the stream");
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            log.End($"the stream broke: {e.Message}");
        }
    }

    static async Task<string> Text(HttpResponseMessage answer) =>
        answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync();
}

using System.Net.Http.Headers;
using System.Text;
using ActorChat.Node;
using ActorChat.Torture.Clients;

namespace ActorChat.Torture.Faults;

/// <summary>
/// How long after a kill a room that lived on the killed node answers again: each is asked all the time over the others, by HTTP.
/// </summary>
sealed class Failovers(Cluster cluster, IReadOnlyList<string> rooms, string token, Func<IReadOnlyList<Happened>> faults, Clock clock)
{
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100), Patience = TimeSpan.FromSeconds(90),
        Echo = TimeSpan.FromSeconds(20);

    readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20) };
    readonly Lock gate = new();
    readonly List<(TimeSpan Took, bool IsAlone)> times = [];
    readonly List<Task> probes = [];
    readonly Dictionary<string, IReadOnlySet<int>> shards = [];

    /// <summary>Kills of nodes that had none of the rooms, and so say nothing.</summary>
    public int WithoutRooms { get; private set; }

    /// <summary>Looks all the time who has which rooms.</summary>
    public async Task Watch(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var member in cluster.Members)
            {
                var now = await member.RoomShards();
                lock (gate) shards[member.Name] = now;
            }
            await Task.Delay(500, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A node is killed now.</summary>
    public void Killed(Fault fault)
    {
        var name = cluster.Members[fault.Node].Name;
        lock (gate)
        {
            var its = shards.GetValueOrDefault(name) ?? new HashSet<int>();
            var there = rooms.Where(room => its.Contains(Shards.Of(new EntityId("room", room), Shards.Count))).ToList();
            if (there.Count == 0) WithoutRooms++;
            else probes.Add(Measure(fault, there));
        }
    }

    /// <summary>A time for each room of each killed node, and whether nothing else was wrong meanwhile.</summary>
    public async Task<IReadOnlyList<(TimeSpan Took, bool IsAlone)>> Times()
    {
        await Task.WhenAll(probes);
        lock (gate) return [.. times];
    }

    async Task Measure(Fault fault, List<string> there)
    {
        var begun = clock.Elapsed;
        var took = await Task.WhenAll(there.Select(room => Task.Run(() => FirstAnswer(fault.Node, room, begun))));
        var isAlone = faults().All(one => one.Fault == fault || !one.Fault.IsOfNodes || one.Begun > begun + took.Max()
            || (one.Ended is { } ended && ended + Echo < begun));
        lock (gate) times.AddRange(took.Select(time => (time, isAlone)));
    }

    async Task<TimeSpan> FirstAnswer(int killed, string room, TimeSpan begun)
    {
        var answered = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var i = 0; !answered.Task.IsCompleted && clock.Elapsed - begun < Patience; i++)
        {
            _ = Ask(killed, i, room, begun, answered);
            await Task.WhenAny(answered.Task, Task.Delay(Between));
        }
        return answered.Task.IsCompleted ? await answered.Task : Patience;
    }

    async Task Ask(int killed, int turn, string room, TimeSpan begun, TaskCompletionSource<TimeSpan> answered)
    {
        var others = cluster.Members.Where((member, i) => i != killed && member.IsUp && member.Address is not null).ToList();
        if (others.Count == 0) return;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{others[turn % others.Count].Address}/v1/history")
            {
                Content = new StringContent($$"""{"feed":"room/{{room}}","limit":1}""", Encoding.UTF8, "application/json"),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await http.SendAsync(request);
            if (answer.IsSuccessStatusCode) answered.TrySetResult(clock.Elapsed - begun);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // The next one may go better.
        }
    }
}

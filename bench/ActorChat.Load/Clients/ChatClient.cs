using System.Globalization;
using System.Text;
using ActorChat.Load.Wire;

namespace ActorChat.Load.Clients;

/// <summary>A client of the generator: asks, posts, and checks that every event of its room comes once and in order.</summary>
sealed class ChatClient(EventLoop loop, Tally tally, string name) : ILineSink
{
    [ThreadStatic]
    static byte[]? scratch;

    readonly Dictionary<long, TaskCompletionSource<string>> asked = [];
    readonly TaskCompletionSource shown = NewSource();
    TaskCompletionSource synced = NewSource();
    Connection? connection;
    Room? room;
    Poster? poster;
    long lastId;

    public string Name => name;

    /// <summary>The last sequence number of the room's feed.</summary>
    public long Cursor { get; private set; }

    public Poster? Poster => poster;

    /// <summary>What the node gave at login.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Whether the client posts: the window's messages again and again, or what the pace says.</summary>
    public bool IsClosedLoop { get; set; }

    /// <summary>Ends when the client has all that it missed.</summary>
    public Task Synced => synced.Task;

    /// <summary>When it was told so.</summary>
    public long SyncedAt { get; private set; }

    /// <summary>Connects; nobody is logged in yet.</summary>
    public async Task Connect(string address, int number)
    {
        var socket = await Dialling.Dial(address, number);
        synced = NewSource();
        var connected = connection = new(socket, loop, this);
        loop.Do(() => loop.Add(connected));
    }

    /// <summary>Makes an account and logs in.</summary>
    public async Task Register() =>
        Token = Scan.Text(Encoding.UTF8.GetBytes(await Ask("register", $"\"name\":\"{name}\",\"password\":\"a-load-password\",\"client\":\"load\"")), "\"token\":\""u8) ?? "";

    /// <summary>Comes into a room, and posts there from now on.</summary>
    public async Task Enter(Room entered, bool isNew, int textBytes)
    {
        (room, poster) = (entered, new(entered.Name, name, textBytes));
        await Ask(isNew ? "create-room" : "join-room", isNew ? $"\"room\":\"{entered.Name}\",\"access\":\"open\"" : $"\"room\":\"{entered.Name}\"");
        // The room's state: from there on no event may be missing.
        await shown.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Asks, and waits for the answer, an error included only as an exception.</summary>
    public async Task<string> Ask(string type, string fields = "")
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        loop.Do(() =>
        {
            var id = ++lastId;
            asked[id] = answer;
            connection!.Send(ClientFrame.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{id},\"type\":\"{type}\"{(fields.Length > 0 ? "," : "")}{fields}}}"))));
        });
        var text = await answer.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return text.Contains("\"type\":\"error\"", StringComparison.Ordinal) ? throw new InvalidOperationException($"{name} was refused {type}: {text}") : text;
    }

    /// <summary>Sends the messages that are due. On the loop's thread.</summary>
    public void Post(long now)
    {
        if (poster is not { Due: > 0 } || connection is null) return;
        var buffer = scratch ??= new byte[256 << 10];
        var length = 0;
        while (poster.Due > 0 && length + poster.FrameBytes <= buffer.Length)
        {
            poster.Write(buffer.AsSpan(length), now);
            length += poster.FrameBytes;
        }
        connection.Send(buffer.AsSpan(0, length));
    }

    /// <inheritdoc/>
    public void OnLine(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("{\"feed\":\""u8)) OnEvent(line);
        else if (line.StartsWith("{\"re\":"u8)) OnReply(line);
        else OnNotice(line);
    }

    /// <inheritdoc/>
    public void OnPause()
    {
        if (IsClosedLoop) Post(System.Diagnostics.Stopwatch.GetTimestamp());
    }

    /// <inheritdoc/>
    public void OnEnd()
    {
        tally.Ended++;
        connection = null;
        foreach (var one in asked.Values) one.TrySetException(new IOException($"the connection of {name} ended"));
    }

    void OnEvent(ReadOnlySpan<byte> line)
    {
        if (room is null || !line.StartsWith(room.EventHead)) return;
        line = line[room.EventHead.Length..];
        if (!System.Buffers.Text.Utf8Parser.TryParse(line, out long seq, out var digits)) return;
        if (seq <= Cursor)
        {
            tally.Repeated++;
            return;
        }
        tally.Lost += seq - Cursor - 1;
        Cursor = seq;
        var at = line[digits..].IndexOf("\"text\":\""u8);
        if (at < 0) return;
        tally.Delivered++;
        if (tally.IsMeasuring) tally.ToReceive.Add(loop.Now - Poster.TimeIn(line[(digits + at + 8)..]));
    }

    void OnReply(ReadOnlySpan<byte> line)
    {
        if (!System.Buffers.Text.Utf8Parser.TryParse(line["{\"re\":".Length..], out long id, out _)) return;
        if (id < Poster.FirstId)
        {
            if (asked.Remove(id, out var answer)) answer.TrySetResult(Encoding.UTF8.GetString(line));
            return;
        }
        var sent = poster!.End(id);
        if (IsClosedLoop) poster.Due++;
        var seq = Scan.Number(line, "\"type\":\"posted\",\"seq\":"u8);
        if (seq < 0)
        {
            tally.Refused++;
            tally.FirstRefusal ??= Encoding.UTF8.GetString(line);
            return;
        }
        tally.Acknowledged++;
        if (seq > room!.Acknowledged) room.Acknowledged = seq;
        if (tally.IsMeasuring) tally.ToAcknowledge.Add(loop.Now - sent);
    }

    void OnNotice(ReadOnlySpan<byte> line)
    {
        if (room is not null && line.StartsWith(room.StateHead))
        {
            Cursor = Scan.Number(line, "\"seq\":"u8);
            shown.TrySetResult();
        }
        else if (line.StartsWith("{\"type\":\"lagging\""u8)) tally.Lagged++;
        else if (line.StartsWith("{\"type\":\"synced\""u8))
        {
            SyncedAt = loop.Now;
            synced.TrySetResult();
        }
    }

    static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

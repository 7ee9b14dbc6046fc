using System.Globalization;
using System.Text;
using ActorChat.Load.Wire;

namespace ActorChat.Load.Clients;

/// <summary>A client of the generator: asks, posts, and checks that every event of its room comes once and in order.</summary>
sealed class ChatClient(EventLoop loop, Tally tally, string name, bool byAkka = false) : ILineSink
{
    /// <summary>Everybody's.</summary>
    public const string Password = "a-load-password";

    // Of a set-up step.
    const int MaxTries = 20;

    [ThreadStatic]
    static byte[]? scratch;

    readonly Dictionary<long, Question> asked = [];
    TaskCompletionSource shown = NewSource(), synced = NewSource(), ended = NewSource();
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

    /// <summary>Ends when the connection has.</summary>
    public Task Ended => ended.Task;

    /// <summary>When it was told so.</summary>
    public long SyncedAt { get; private set; }

    /// <summary>Connects; nobody is logged in yet.</summary>
    public void Connect(string address, int number)
    {
        var socket = Dialling.Dial(address, number, byAkka);
        (synced, ended) = (NewSource(), NewSource());
        var connected = connection = new(socket, loop, this, byAkka);
        loop.Do(() =>
        {
            loop.Add(connected);
            connected.Begin();
        });
    }

    /// <summary>Makes an account and logs in.</summary>
    public async Task Register() =>
        Token = Scan.Text(Encoding.UTF8.GetBytes(await AskUntilDone("register",
            $"\"name\":\"{name}\",\"password\":\"{Password}\",\"client\":\"load\"", ifDone: "login")), "\"token\":\""u8) ?? "";

    /// <summary>
    /// Connects anew and goes on after the last event that it has; ends when the node has answered, <see cref="Synced"/> when all that
    /// was missed is there.
    /// </summary>
    public async Task Resume(string address, int number)
    {
        Connect(address, number);
        await Ask("resume", string.Create(CultureInfo.InvariantCulture,
            $"\"token\":\"{Token}\",\"cursors\":{{\"room/{room!.Name}\":{Cursor}}},\"client\":\"load\""));
    }

    /// <summary>Comes into a room, and posts there from now on.</summary>
    public async Task Enter(Room entered, bool isNew, int textBytes)
    {
        // A new poster goes on with the numbers of the one before: the device's keys grow.
        (room, poster, shown) = (entered, new(entered.Name, name, textBytes, poster?.Next ?? Poster.FirstId, connection!), NewSource());
        await AskUntilDone(isNew ? "create-room" : "join-room",
            isNew ? $"\"room\":\"{entered.Name}\",\"access\":\"open\"" : $"\"room\":\"{entered.Name}\"");
        // The room's state: from there on no event may be missing.
        await shown.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Asks, and waits for the answer, an error included only as an exception.</summary>
    public async Task<string> Ask(string type, string fields = "") => (await AskTimed(type, fields)).Text;

    // On a machine that is too busy for its nodes a set-up step may fail, or its outcome be unknown: it is asked again, and "it is so
    // already" is as good.
    async Task<string> AskUntilDone(string type, string fields, string? ifDone = null)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await Ask(type, fields);
            }
            catch (InvalidOperationException e) when (tries < MaxTries && Says(e, "outcome-unknown", "unavailable", "overloaded"))
            {
                await Task.Delay(500);
            }
            catch (InvalidOperationException e) when (tries > 0 && Says(e, "name-taken", "room-exists", "in-room"))
            {
                return ifDone is null ? "" : await Ask(ifDone, fields);
            }
        }

        static bool Says(Exception refusal, params string[] codes) =>
            codes.Any(code => refusal.Message.Contains($"\"code\":\"{code}\"", StringComparison.Ordinal));
    }

    /// <summary>The same, with the timestamps of sending and receiving.</summary>
    public async Task<Answer> AskTimed(string type, string fields = "")
    {
        var waiting = new Question(name, type);
        loop.Do(() =>
        {
            var id = ++lastId;
            asked[id] = waiting;
            var line = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $"{{\"id\":{id},\"type\":\"{type}\"{(fields.Length > 0 ? "," : "")}{fields}}}"));
            waiting.SentAt = System.Diagnostics.Stopwatch.GetTimestamp();
            if (connection is null) waiting.Fail();
            else connection.SendLine(line);
        });
        return await waiting.Answer;
    }

    /// <summary>Reads nothing any more. On the loop's thread.</summary>
    public void Stall()
    {
        if (connection is not null) loop.Stall(connection);
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
        ended.TrySetResult();
        foreach (var one in asked.Values) one.Fail();
        asked.Clear();
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
            if (asked.Remove(id, out var question)) question.End(Encoding.UTF8.GetString(line), loop.Now);
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

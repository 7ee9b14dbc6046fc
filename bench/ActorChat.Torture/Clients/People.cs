using ActorChat.Harness;
using ActorChat.Messages;

namespace ActorChat.Torture.Clients;

/// <summary>Who is in the run, and where they may talk.</summary>
static class People
{
    /// <summary>In no room but Global.</summary>
    public const string Stranger = "mal";

    /// <summary>Asks rooms how they are, and says nothing.</summary>
    public const string Prober = "probe";

    /// <summary>Admin of all rooms.</summary>
    public const string Admin = "ann";

    /// <summary>Everyone.</summary>
    public static IReadOnlyList<string> Users { get; } = ["ann", "bob", "cid", "dan", "eve", "fay"];

    /// <summary>Rooms that everyone may enter.</summary>
    public static IReadOnlyList<string> Open { get; } = ["lab1", "lab2", "lab3", "lab4", "lab5"];

    /// <summary>
    /// Rooms for those who were let in, and who they are. The last one of each is taken out and let in again all the time.
    /// </summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Restricted { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["board1"] = ["bob", "cid", "eve"],
        ["board2"] = ["bob", "dan", "fay"],
    };

    /// <summary>Who talks to whom alone.</summary>
    public static IReadOnlyList<(string, string)> Dialogues { get; } = [("ann", "bob"), ("cid", "dan")];

    /// <summary>All feeds of the run.</summary>
    public static IReadOnlyList<string> Feeds { get; } =
        ["room/Global", .. Open.Concat(Restricted.Keys).Select(room => $"room/{room}"), .. Dialogues.Select(FeedOf)];

    /// <summary>Where this user talks.</summary>
    public static IReadOnlyList<string> FeedsOf(string user) =>
    [
        .. Certain(user), .. Restricted.Where(room => room.Value.Contains(user) || user == Admin).Select(room => $"room/{room.Key}"),
    ];

    /// <summary>Where this user is all the time.</summary>
    public static IReadOnlyList<string> Certain(string user) =>
        ["room/Global", .. Open.Select(room => $"room/{room}"), .. Dialogues.Where(pair => pair.Item1 == user || pair.Item2 == user)
            .Select(FeedOf)];

    /// <summary>Registers everyone, makes the rooms and lets people in; the prober's token.</summary>
    public static async Task<string> Settle(Func<IReadOnlyList<string>> addresses)
    {
        string token = "";
        foreach (var user in (string[])[.. Users, Stranger, Prober])
        {
            await using var one = await As(user, addresses);
            token = one.Token;
            if (user == Stranger) continue;
            if (user == Admin)
            {
                foreach (var room in Open) await one.Must("create-room", $"\"room\":\"{room}\",\"access\":\"open\"",
                    ErrorCodes.RoomExists);
                foreach (var room in Restricted) await one.Must("create-room", $"\"room\":\"{room.Key}\",\"access\":\"restricted\"",
                    ErrorCodes.RoomExists);
            }
            else
            {
                foreach (var room in Open) await one.Must("join-room", $"\"room\":\"{room}\"", ErrorCodes.InRoom);
            }
        }
        await LetIn(addresses);
        return token;
    }

    static async Task LetIn(Func<IReadOnlyList<string>> addresses)
    {
        await using var admin = await As(Admin, addresses);
        foreach (var (room, members) in Restricted)
        {
            foreach (var member in members)
            {
                await admin.Must("add-user", $"\"room\":\"{room}\",\"user\":\"{member}\"", ErrorCodes.InRoom);
                await using var one = await As(member, addresses);
                await one.Must("join-room", $"\"room\":\"{room}\"", ErrorCodes.InRoom);
            }
        }
        foreach (var (first, second) in Dialogues)
        {
            await using var one = await As(first, addresses);
            await one.Must("open-dialogue", $"\"user\":\"{second}\"", ErrorCodes.DialogueOpen);
        }
    }

    /// <summary>This user, logged in; registered when there is no such user.</summary>
    public static async Task<LoggedIn> As(string user, Func<IReadOnlyList<string>> addresses)
    {
        var one = new LoggedIn(user, addresses);
        await Eventually.See(one.LogIn, isIn => isIn, $"{user} logs in");
        return one;
    }

    static string FeedOf((string First, string Second) pair) => $"dialogue/{pair.First}~{pair.Second}";
}

/// <summary>A user who sets things up, or looks in the end; a connection that breaks is made anew.</summary>
sealed class LoggedIn(string user, Func<IReadOnlyList<string>> addresses) : IAsyncDisposable
{
    Connection? connection;
    int turn;

    /// <summary>From the last login.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Logs in, or registers, over the next node; false when that did not go well.</summary>
    public async Task<bool> LogIn()
    {
        await DisposeAsync();
        var all = addresses();
        if (all.Count == 0) return false;
        connection = await Connection.Open(all[turn++ % all.Count], false, _ => { });
        var fields = $"\"name\":\"{user}\",\"password\":\"{Client.Password}\"";
        foreach (var way in (string[])["login", "register"])
        {
            if (connection is null) return false;
            if (await connection.Ask(way, fields) is not { Type: "logged-in" } answer) continue;
            Token = answer.Text("token")!;
            return true;
        }
        return false;
    }

    /// <summary>Asks until it is done.</summary>
    public Task<Frame?> Must(string type, string fields, string doneAlready = "") => Eventually.See<Frame?>(
        async () =>
        {
            var reply = await connection!.Ask(type, fields);
            if (reply is null) await Eventually.See(LogIn, isIn => isIn, $"{user} logs in again");
            return reply;
        },
        reply => reply is not null && (reply.Type != "error" || reply.Code == doneAlready), $"{type} {fields}");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection?.DisposeAsync() ?? ValueTask.CompletedTask;
}

using System.Text.Json;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>
/// The users of the table of rights, each with a connection and a token. For every cell of the table there is a room of its own, with an
/// admin, a member, and one who was removed; so no cell depends on another.
/// </summary>
sealed class RightsScene(string address) : IAsyncDisposable
{
    const string Password = "\"password\":\"correct-horse\"";

    // Those of the requests that say who asks: each is made on a connection, or with a token, that nobody else uses.
    static readonly string[] OfTheLogin = ["register", "login", "resume", "logout"];

    readonly Dictionary<string, WireClient> sockets = [];
    readonly Dictionary<string, ApiClient> apis = [];
    int cells;

    public async Task Enter()
    {
        foreach (var user in (string[])["banned", "stranger", "member", "removed", "admin", "operator", "guest"])
        {
            (sockets[user], apis[user]) = (await WireClient.Connect(address, user), new ApiClient(address));
            await sockets[user].Register(user);
            apis[user].Token = await NewToken(user);
        }
        (sockets["nobody"], apis["nobody"]) = (await WireClient.Connect(address, "nobody"), new ApiClient(address));
        // The ban ends the connection; the token stays with its owner, for what it is worth.
        await apis["operator"].Right("ban", "\"user\":\"banned\"");
        await sockets["banned"].DisposeAsync();
        sockets["banned"] = await WireClient.Connect(address, "banned");
    }

    /// <summary>What a role gets for a request, over one door: ok, or the error's code.</summary>
    public async Task<string> Outcome(RightsRow row, string role, bool overHttp)
    {
        var fields = await Fill(row, role);
        if (!OfTheLogin.Contains(row.Type))
        {
            return overHttp ? Of(await apis[role].Ask(row.Type, fields)) : Of(await sockets[role].Ask(row.Type, fields));
        }
        using var api = new ApiClient(
            address) { Token = role switch { "nobody" => null, "banned" => apis[role].Token, _ => await NewToken(role) } };
        if (overHttp) return Of(await api.Ask(row.Type, fields));
        await using var socket = await WireClient.Connect(address, role);
        if (role is not ("nobody" or "banned")) await socket.Right("login", $"\"name\":\"{role}\",{Password}");
        return Of(await socket.Ask(row.Type, fields));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var socket in sockets.Values) await socket.DisposeAsync();
        foreach (var api in apis.Values) api.Dispose();
    }

    static string Of(Frame reply) => reply.Type == "error" ? reply.Code! : "ok";

    static string Of(ApiAnswer answer) => answer.Status == 200 ? "ok" : answer.Code ?? answer.ToString();

    // Sets the cell's own scene, as far as the request has to do with it, and names it in the request.
    async Task<string> Fill(RightsRow row, string role)
    {
        var cell = ++cells;
        var room = row.Place == "global" ? "Global" : $"{row.Place}-{cell}";
        if (row.Place is "open" or "restricted") await MakeRoom(room, row.Place);
        if (row.Place == "dialogue") await MakeDialogue();
        // The one room that all cells share.
        if (row.Place == "global") await OpenGlobal();
        var text = row.Fields
            .Replace("{room}", room).Replace("{new}", $"new-{cell}").Replace("{number}", $"{cell}")
            .Replace("{feed}", row.Place == "dialogue" ? "dialogue/admin~member" : $"room/{room}")
            .Replace("{other}", role == "admin" ? "member" : "admin").Replace("{self}", role)
            .Replace("{due}", $"{TimeProvider.System.GetUtcNow().AddDays(1):O}")
            .Replace("{sha256}", Samples.Sha256Of(1, 2, 3));
        if (text.Contains("{seq}", StringComparison.Ordinal))
        {
            var posted = row.Place == "dialogue"
                ? await apis["member"].Right("post-private", "\"user\":\"admin\",\"text\":\"about\"")
                : await apis["member"].Right("post", $"\"room\":\"{room}\",\"text\":\"about\"");
            text = text.Replace("{seq}", $"{posted.Seq}");
        }
        if (text.Contains("{upload}", StringComparison.Ordinal)) text = text.Replace("{upload}", await Upload());
        if (text.Contains("{key}", StringComparison.Ordinal))
        {
            text = text.Replace("{key}", (await apis["member"].Right("finish-file", $"\"file\":\"{await Upload()}\"")).Text("key"));
        }
        if (text.Contains("{link}", StringComparison.Ordinal)) text = text.Replace("{link}", await Link(room));
        if (text.Contains("{asker}", StringComparison.Ordinal))
        {
            await apis["guest"].Ask("join-link", $"\"link\":\"{await Link(room)}\"");
            text = text.Replace("{asker}", "guest");
        }
        if (text.Contains("{session}", StringComparison.Ordinal)) text = text.Replace("{session}", await Session("member"));
        if (text.Contains("{schedule}", StringComparison.Ordinal)) text = text.Replace("{schedule}", await Schedule());
        if (text.Contains("{victim}", StringComparison.Ordinal)) text = text.Replace("{victim}", await Victim($"victim-{cell}"));
        if (text.Contains("{token}", StringComparison.Ordinal)) text = text.Replace("{token}", await NewToken("guest"));
        return text;
    }

    async Task OpenGlobal()
    {
        await apis["operator"].Ask("unmute", "\"room\":\"Global\",\"user\":\"member\"");
        await apis["operator"].Right("set-room", "\"room\":\"Global\",\"setting\":\"send-limit\",\"value\":\"off\"");
    }

    async Task MakeRoom(string room, string access)
    {
        var admin = apis["admin"];
        await admin.Right("create-room", $"\"room\":\"{room}\",\"access\":\"{access}\"");
        foreach (var user in (string[])["member", "removed"])
        {
            if (access == "restricted") await admin.Right("add-user", $"\"room\":\"{room}\",\"user\":\"{user}\"");
            await apis[user].Right("join-room", $"\"room\":\"{room}\"");
        }
        await admin.Right("remove-user", $"\"room\":\"{room}\",\"user\":\"removed\"");
        // What the users themselves know comes by letter.
        await sockets["admin"].See("room-created", ("room", room));
        await sockets["member"].See("room-joined", ("room", room));
        await sockets["removed"].See("room-removed", ("room", room));
    }

    // Between admin and member it is open; the one with removed was deleted, and with others there was none.
    async Task MakeDialogue()
    {
        await apis["admin"].Ask("open-dialogue", "\"user\":\"member\"");
        foreach (var user in (string[])["stranger", "removed", "operator"])
        {
            await apis["admin"].Ask("delete-dialogue", $"\"user\":\"{user}\"");
        }
    }

    async Task<string> Upload()
    {
        var begun = await apis["member"].Right("begin-file", $"\"name\":\"f\",\"size\":3,\"sha256\":\"{Samples.Sha256Of(1, 2, 3)}\"");
        await apis["member"].Right("put-chunk", $"\"file\":\"{begun.Text("file")}\",\"index\":0,\"data\":\"AQID\"");
        return begun.Text("file")!;
    }

    async Task<string> Session(string user)
    {
        using var api = new ApiClient(address);
        return (await api.Right("login", $"\"name\":\"{user}\",{Password}")).Text("session")!;
    }

    async Task<string> Schedule() =>
        $"{(await apis["member"].Right("schedule", $"\"due\":\"{TimeProvider.System.GetUtcNow().AddDays(1):O}\",\"text\":\"x\",\"room\":\"Global\"")).Number("schedule")}";

    async Task<string> Victim(string name)
    {
        using var api = new ApiClient(address);
        await api.Register(name);
        return name;
    }

    async Task<string> Link(string room) => (await apis["admin"].Right("create-link", $"\"room\":\"{room}\"")).Text("link")!;

    async Task<string> NewToken(string user)
    {
        using var api = new ApiClient(address);
        return (await api.Right("login", $"\"name\":{JsonSerializer.Serialize(user)},{Password}")).Text("token")!;
    }
}

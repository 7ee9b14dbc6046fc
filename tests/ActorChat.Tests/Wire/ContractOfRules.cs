using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>The part of the contract that is about a room's rules and its messages: two users of its own, after all else.</summary>
/// <param name="address">The node's.</param>
/// <param name="ask">Asks, and keeps the frames for the golden files.</param>
sealed class ContractOfRules(string address, Func<WireClient, string, string, Task<Frame>> ask) : IAsyncDisposable
{
    readonly List<WireClient> clients = [];

    public IReadOnlyList<WireClient> Clients => clients;

    public async Task Run()
    {
        var dave = await Enter("dave");
        var erin = await Enter("erin");
        await dave.Right("create-room", "\"room\":\"Club\",\"access\":\"open\"");
        await erin.Right("join-room", "\"room\":\"Club\"");
        await erin.See("room-state", ("room", "Club"));
        await ask(dave, "set-room", "\"room\":\"Club\",\"setting\":\"send-limit\",\"value\":\"20\"");
        await erin.See("setting-changed");
        await Lifetimes(dave, erin);
        await Messages(dave, erin);
        await Ruling(dave, erin);
    }

    /// <summary>An operator helps a user who has forgotten the password, and the user chooses another.</summary>
    public static async Task Passwords(Func<WireClient, string, string, Task<Frame>> ask, WireClient root, WireClient mallory)
    {
        await ask(root, "one-time-password", "\"user\":\"mallory\"");
        await ask(mallory, "change-password", "\"password\":\"correct-horse\",\"newPassword\":\"better-horse\"");
        await mallory.See("password-changed");
    }

    async Task Ruling(WireClient dave, WireClient erin)
    {
        await ask(dave, "topic", "\"room\":\"Club\",\"text\":\"Where to go\"");
        var posted = await dave.Right("post", "\"room\":\"Club\",\"text\":\"@erin: to the sea\",\"key\":\"tests:3\"");
        var mentioned = await erin.See("mentioned");
        await ask(erin, "ring", $"\"upTo\":{mentioned.Seq}");
        await erin.See("rung");
        await ask(dave, "pin", $"\"room\":\"Club\",\"message\":{posted.Seq}");
        await ask(erin, "pins", "\"room\":\"Club\"");
        await ask(erin, "unread", "");
        await ask(dave, "unpin", $"\"room\":\"Club\",\"message\":{posted.Seq}");
        await ask(dave, "mute", "\"room\":\"Club\",\"user\":\"erin\"");
        await erin.See("room-muted");
        await ask(dave, "unmute", "\"room\":\"Club\",\"user\":\"erin\"");
        await erin.See("room-unmuted");
        await ask(dave, "make-admin", "\"room\":\"Club\",\"user\":\"erin\"");
        await erin.See("unmuted");
        await dave.Right("edit", $"\"feed\":\"room/Club\",\"message\":{posted.Seq},\"text\":\"To the sea\"");
        await erin.See("call-withdrawn");
    }

    async Task Messages(WireClient dave, WireClient erin)
    {
        var posted = await dave.Right("post", "\"room\":\"Club\",\"text\":\"Shall we?\",\"key\":\"tests:2\"");
        var at = $"\"feed\":\"room/Club\",\"message\":{posted.Seq}";
        await ask(erin, "comment", $"{at},\"text\":\"Why not\",\"key\":\"tests:1\"");
        await dave.See("commented");
        await dave.See("comment-received");
        await ask(dave, "edit", $"{at},\"text\":\"Shall we go?\"");
        await erin.See("edited");
        await ask(erin, "react", $"{at},\"emoji\":\"👍\"");
        await dave.See("reacted");
        await ask(erin, "thread", at);
        await ask(dave, "delete-message", at);
        await erin.See("message-deleted");
    }

    async Task Lifetimes(WireClient dave, WireClient erin)
    {
        await dave.Right("open-dialogue", "\"user\":\"erin\"");
        await erin.See("dialogue-state");
        var posted = await dave.Right("post-private", "\"user\":\"erin\",\"text\":\"Soon gone\",\"key\":\"tests:1\"");
        await erin.See("posted", ("feed", "dialogue/dave~erin"));
        await ask(erin, "delivered", $"\"user\":\"dave\",\"upTo\":{posted.Seq},\"ordinal\":1");
        await dave.See("expired", ("feed", "dialogue/dave~erin"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) await client.DisposeAsync();
    }

    async Task<WireClient> Enter(string name)
    {
        var client = await WireClient.Connect(address);
        clients.Add(client);
        await client.Register(name);
        await client.See("synced");
        return client;
    }
}

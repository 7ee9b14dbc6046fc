using System.Text.RegularExpressions;
using ActorChat.Remoting;
using ActorChat.Remoting.Guarding;
using ActorChat.Remoting.Links;
using ActorChat.Remoting.Systems;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.AtTheGate;

/// <summary>A real gate, with real actor systems and raw attackers that connect to it.</summary>
sealed partial class GateScene : IAsyncDisposable
{
    readonly List<IAsyncDisposable> all = [];
    readonly List<string> log = [];

    /// <summary>A gate, less what is taken out of it.</summary>
    public GateScene(Measures without = Measures.None, bool allowList = true, TimeProvider? time = null, int? maxSilent = null)
    {
        Time = time ?? TimeProvider.System;
        Gate = GateSystem.Start(Time, line => { lock (log) log.Add(line); },
            GuardRules.OfNode with { Measures = Measures.All & ~without }, allowList, maxSilent);
    }

    public GateSystem Gate { get; }

    public TimeProvider Time { get; }

    /// <summary>What the gate has warned of.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (log) return [.. log];
        }
    }

    /// <summary>A connection to the gate with nothing said on it, and the node's side of it.</summary>
    public async Task<(RawPeer Peer, RemoteLink Node)> Connect()
    {
        var (node, other) = await RawPeer.Pair();
        var link = new RemoteLink();
        _ = Gate.Serve(node, link).ContinueWith(_ => node.Dispose(), TaskScheduler.Default);
        var peer = new RawPeer(other);
        all.Add(peer);
        return (peer, link);
    }

    /// <summary>An attacker that has shaken hands.</summary>
    public async Task<RawPeer> Attacker(string host, ulong uid = 1)
    {
        var (peer, _) = await Connect();
        await peer.Send(Pdu.Associate(host, uid));
        await peer.See("\"\u0009actorchat");
        return peer;
    }

    /// <summary>An attacker with a session, and the session's path.</summary>
    public async Task<(RawPeer Peer, string Session, RemoteLink Node)> Visitor(string host, ulong uid = 1)
    {
        var (peer, node) = await Connect();
        await peer.Send(Pdu.Associate(host, uid));
        await peer.Send(Pdu.Hello(host));
        var welcome = System.Text.Encoding.Latin1.GetString(await peer.See("/user/gate/"));
        return (peer, SessionForm().Match(welcome).Value, node);
    }

    /// <summary>One of ours, welcomed; and the node's side of it.</summary>
    public async Task<(RemoteLink Client, RemoteLink Node)> Honest()
    {
        var (node, other) = await RawPeer.Pair();
        var link = new RemoteLink();
        _ = Gate.Serve(node, link).ContinueWith(_ => node.Dispose(), TaskScheduler.Default);
        var client = await ClientSystem.Start(other, TimeProvider.System);
        all.Add(client);
        await client.Link.Opened.WaitAsync(Eventually.Deadline);
        return (client.Link, link);
    }

    /// <summary>Bytes pass in both directions.</summary>
    public static async Task Works(RemoteLink client, RemoteLink node)
    {
        await client.Send("up\n"u8.ToArray(), default).WaitAsync(Eventually.Deadline);
        (await node.Receive(default).AsTask().WaitAsync(Eventually.Deadline)).ShouldBe("up\n"u8.ToArray());
        await node.Send("down\n"u8.ToArray(), default).WaitAsync(Eventually.Deadline);
        (await client.Receive(default).AsTask().WaitAsync(Eventually.Deadline)).ShouldBe("down\n"u8.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in all) await one.DisposeAsync();
        await Gate.DisposeAsync();
    }

    [GeneratedRegex($@"{RemoteContract.AkkaScheme}://gate@chat:1/user/gate/[0-9a-f]{{32}}")]
    private static partial Regex SessionForm();
}

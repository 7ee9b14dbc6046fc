using ActorChat.Node.Behaviours;
using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;
using ActorChat.Node.Former.Links;
using ActorChat.Node.Former.Ownership;
using ActorChat.Node.Clustering;
using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Former.Hosting;

/// <summary>
/// Where frames from links meet the parts of the node, and what the parts send finds its link. It knows every kind of frame, and
/// nothing else does.
/// </summary>
sealed partial class Switchboard(INetwork network, Pulse pulse, ClusterView view, ActorOptions options, IReadOnlyDictionary<string, EntityKind> kinds, TimeProvider time, ILogger log)
    : INetworkEvents, IFeedOutlet, IFeedUplink, IRemoteAsk
{
    static readonly TimeSpan FollowTimeout = TimeSpan.FromSeconds(5);
    readonly PendingAnswers<RawAnswer> answers = new(time);
    readonly PendingAnswers<FollowAnswer> follows = new(time);

    sealed record RawAnswer(AskStatus Status, ReadOnlyMemory<byte> Reply);

    // The parts are made after the switchboard that they send through; set before the network listens.
    public required Func<EntityHost> Host { get; init; }
    public required Func<Relays> Relays { get; init; }
    public required Action LettersWaiting { get; init; }
    public required Action ClusterChanged { get; init; }

    /// <summary>This node's incarnation.</summary>
    public string Me { get; set; } = "";

    /// <inheritdoc/>
    public Task Changed => view.Changed;

    /// <inheritdoc/>
    public ShardClaim? OwnerOf(EntityId feed) => view.ClaimOf(Shards.Of(feed, options.ShardCount));

    /// <inheritdoc/>
    public async Task<AskResult> Ask(NodeRecord owner, EntityId to, EntityKind kind, object command, TimeSpan timeout)
    {
        var (number, answer) = answers.Begin(owner.Incarnation, timeout);
        var frame = FrameWriter.Begin(FrameKind.Ask).Number(number).Text(to.ToString()).Number((long)timeout.TotalMilliseconds)
            .Bytes(kind.Commands.Encode(command)).End();
        // What would go into the void is rather not sent: then it is certain that it was not done.
        if (!pulse.Reaches(owner.Incarnation) || !network.Send(owner.Incarnation, frame))
        {
            answers.Forget(number);
            return new(AskStatus.Moved);
        }
        var raw = await answer;
        if (raw is null) return new(AskStatus.Unknown);
        if (raw.Reply.IsEmpty) return new(raw.Status);
        return Understood(kind.Replies, raw.Reply, owner.Incarnation) is { } reply ? new(raw.Status, reply) : new(AskStatus.Unknown);
    }

    /// <inheritdoc/>
    public async Task<bool> Follow(string owner, EntityId feed, IReadOnlyCollection<string> labels, Action<FollowAnswer> atOnce)
    {
        if (owner == Me) return await FollowHere(feed, labels, atOnce);
        var (number, answer) = follows.Begin(owner, FollowTimeout, atOnce);
        if (network.Send(owner, FrameWriter.Begin(FrameKind.Follow).Number(number).Text(feed.ToString()).Texts(labels).End())) return await answer is not null;
        follows.Forget(number);
        return false;
    }

    /// <inheritdoc/>
    public void Relabel(string owner, EntityId feed, IReadOnlyList<string> added, IReadOnlyList<string> removed)
    {
        if (owner == Me) RelabelHere(Me, feed, added, removed);
        else network.Send(owner, FrameWriter.Begin(FrameKind.Relabel).Text(feed.ToString()).Texts(added).Texts(removed).End());
    }

    /// <inheritdoc/>
    public void Unfollow(string owner, EntityId feed)
    {
        if (owner == Me) Host().FindHub(feed)?.Unfollow(Me);
        else network.Send(owner, FrameWriter.Begin(FrameKind.Unfollow).Text(feed.ToString()).End());
    }

    /// <inheritdoc/>
    public void Check(string owner, EntityId feed, long head) =>
        network.Send(owner, FrameWriter.Begin(FrameKind.Check).Text(feed.ToString()).Number(head).End());

    /// <inheritdoc/>
    public void Publish(IReadOnlyCollection<string> nodes, EntityId feed, FeedRun published)
    {
        ReadOnlyMemory<byte>? frame = null;
        foreach (var node in nodes)
        {
            if (node == Me)
            {
                Relays().OnEvents(feed, published);
                continue;
            }
            frame ??= FeedRunFrame.Write(feed, published);
            network.Send(node, frame.Value);
        }
    }

    /// <inheritdoc/>
    public void PublishLabels(IReadOnlyCollection<string> nodes, EntityId feed, IReadOnlyList<string> online, IReadOnlyList<string> offline)
    {
        var frame = FrameWriter.Begin(FrameKind.Labels).Text(feed.ToString()).Texts(online).Texts(offline).End();
        foreach (var node in nodes)
        {
            if (node == Me) Relays().OnLabels(feed, online, offline);
            else network.Send(node, frame);
        }
    }

    /// <inheritdoc/>
    public void Signal(string owner, EntityId feed, ReadOnlyMemory<byte> frame)
    {
        if (owner == Me) Host().FindHub(feed)?.Signal(frame);
        else network.Send(owner, Encode(FrameKind.Signal, feed, frame));
    }

    /// <inheritdoc/>
    public void PublishSignal(IReadOnlyCollection<string> nodes, EntityId feed, ReadOnlyMemory<byte> frame)
    {
        ReadOnlyMemory<byte>? encoded = null;
        foreach (var node in nodes)
        {
            if (node == Me) Relays().OnSignal(feed, frame);
            else network.Send(node, encoded ??= Encode(FrameKind.Signalled, feed, frame));
        }
    }

    static ReadOnlyMemory<byte> Encode(FrameKind kind, EntityId feed, ReadOnlyMemory<byte> signal) =>
        FrameWriter.Begin(kind).Text(feed.ToString()).Bytes(signal).End();

    /// <inheritdoc/>
    public void TellToRefollow(IReadOnlyCollection<string> nodes, EntityId feed)
    {
        foreach (var node in nodes) TellToRefollow(node, feed);
    }

    /// <summary>Tells every other node.</summary>
    public void TellAll(FrameKind kind)
    {
        foreach (var node in view.Nodes)
        {
            if (node.Incarnation != Me) network.Send(node.Incarnation, FrameWriter.Begin(kind).End());
        }
    }

    /// <summary>Tells the owner of a letter's shard that it waits there.</summary>
    public void OnLetter(NewLetter letter)
    {
        if (letter.Due > time.GetUtcNow() || view.OwnerOf(letter.Shard) is not { } owner) return;
        if (owner.Incarnation == Me) LettersWaiting();
        else network.Send(owner.Incarnation, FrameWriter.Begin(FrameKind.LettersWaiting).End());
    }

    /// <inheritdoc/>
    public void OnUp(string peer)
    {
        // A peer that is new to this node may not have heard of it yet.
        network.Send(peer, FrameWriter.Begin(FrameKind.ClusterChanged).End());
        pulse.OnUp(peer);
        Relays().OnReset(peer);
    }

    /// <inheritdoc/>
    public void OnReset(string peer)
    {
        answers.Reset(peer);
        follows.Reset(peer);
        Relays().OnReset(peer);
        ClusterChanged();
    }

    async Task<bool> FollowHere(EntityId feed, IReadOnlyCollection<string> labels, Action<FollowAnswer> atOnce)
    {
        var done = Completion.Source<bool>();
        Host().Deliver(feed, new FollowEnvelope(Me, labels, result =>
        {
            if (result.Reply is FollowAnswer answer) atOnce(answer);
            done.TrySetResult(result.Status == AskStatus.Answered);
        }));
        return await done.Task;
    }

    void RelabelHere(string node, EntityId feed, IReadOnlyList<string> added, IReadOnlyList<string> removed)
    {
        if (Host().FindHub(feed)?.Relabel(node, added, removed) != true) TellToRefollow(node, feed);
    }

    void TellToRefollow(string node, EntityId feed)
    {
        if (node == Me) Relays().OnRefollow(feed);
        else network.Send(node, FrameWriter.Begin(FrameKind.Refollow).Text(feed.ToString()).End());
    }
}

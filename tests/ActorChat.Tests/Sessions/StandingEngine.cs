using ActorChat.Node.Clustering;
using ActorChat.Node.Feeds;
using ActorChat.Node.Stores;

namespace ActorChat.Tests.Sessions;

/// <summary>An engine that asks nothing and says what a test wants.</summary>
sealed class StandingEngine : IEngine
{
    public bool IsServing { get; set; } = true;
    public string? Trouble { get; set; }
    public string? Limitation => null;
    public Region Region => throw new NotSupportedException();
    public Relays Relays => throw new NotSupportedException();
    public IReadOnlyList<NodeRecord> Nodes => [];
    public IReadOnlyList<string> Generations { get; set; } = [];
    public string WhyNot() => "";
}

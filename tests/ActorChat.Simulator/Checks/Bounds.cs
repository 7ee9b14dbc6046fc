using ActorChat.Simulator.Clients;
using ActorChat.Simulator.Cluster;

namespace ActorChat.Simulator.Checks;

/// <summary>What a node keeps for a client that takes nothing is bounded (invariant 7), however much goes on meanwhile.</summary>
static class Bounds
{
    // Beyond the bound of feed events: answers, of which so many are under way at most, and the states of feeds that the client begins to
    // follow.
    const int AnswersAndStates = 8 << 10;

    /// <summary>Clients for whom more waits than may; nothing when all is well.</summary>
    public static IEnumerable<string> Check(IEnumerable<SimClient> clients) => clients
        .Where(client => client.Connection?.Waiting > SimNode.MaxQueueBytes + AnswersAndStates)
        .Select(client => $"{client.Connection!.Waiting} bytes wait for {client.Name} at {client.Connection.Node.Name}");
}

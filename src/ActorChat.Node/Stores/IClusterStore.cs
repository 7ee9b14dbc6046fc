namespace ActorChat.Node.Stores;

/// <summary>What the cluster has agreed on.</summary>
public interface IAgreementStore
{
    /// <summary>What the cluster has agreed on under a name: the first value that any node ever proposed.</summary>
    Task<string> Agree(string name, string proposal, CancellationToken cancel);
}

/// <summary>
/// Where the nodes of one store find each other, and where one of them is chosen. All times in here are the database's own. A lease in
/// here is a hint with an end: what a dead node held is free again by itself, and what must never happen twice is held by the journal.
/// </summary>
public interface IClusterStore : IAgreementStore, IGenerationStore
{
    /// <summary>
    /// Enters a node with a lease, or renews what the same incarnation had entered. Fails while another incarnation holds the name with a
    /// lease that runs; unless <paramref name="replaces"/> and it had the same cluster address: who has the port now knows that the other
    /// has it no longer.
    /// </summary>
    Task<JoinOutcome> Enter(NodeRecord node, TimeSpan lease, bool replaces, CancellationToken cancel);

    /// <summary>
    /// Extends the lease of an incarnation, also one that has run out while nobody took the name, and notes which side of the cluster it is
    /// on and whether it is leaving. False when the row is gone.
    /// </summary>
    Task<bool> Keep(string incarnation, TimeSpan lease, string side, bool leaving, CancellationToken cancel);

    /// <summary>Removes the node's row.</summary>
    Task Remove(string incarnation, CancellationToken cancel);

    /// <summary>Nodes whose lease has not run out, by name.</summary>
    Task<IReadOnlyList<NodeRow>> ReadNodes(CancellationToken cancel);

    /// <summary>
    /// Takes the lease of that name when it is free or has run out, or extends it when the owner has it already. False: another
    /// certainly has it.
    /// </summary>
    Task<bool> AcquireLease(string name, string owner, TimeSpan timeToLive, CancellationToken cancel);

    /// <summary>Extends the lease while it runs. False: the owner has lost it, even if nobody else has it.</summary>
    Task<bool> RenewLease(string name, string owner, TimeSpan timeToLive, CancellationToken cancel);

    /// <summary>Frees the lease if the owner has it.</summary>
    Task ReleaseLease(string name, string owner, CancellationToken cancel);
}

/// <summary>A node as it stands in the store.</summary>
/// <param name="Node">Its names and addresses.</param>
/// <param name="Side">The cluster that it sees itself in, by a name that all its members give it; empty while it is in none.</param>
/// <param name="EnteredMs">When it entered, in milliseconds of the Unix epoch by the database's clock.</param>
public sealed record NodeRow(NodeRecord Node, string Side, long EnteredMs);

using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Memory;

namespace ActorChat.Simulator.Cluster;

/// <summary>
/// The deliberate bugs that show at the store: what a node hands in is changed on its way there, or the answer on its way back.
/// </summary>
static class MutatedStore
{
    /// <summary>The write as a node with this bug would hand it in.</summary>
    public static Write Mutate(this Write write, Mutation mutation, MemoryStore shared) => mutation switch
    {
        Mutation.SkipTheConflictCheck => write with { After = shared.ReadLast(write.Entity, default).Result },
        Mutation.ForgetToDeleteLetters => write with { Consumes = [] },
        Mutation.LoseLetters => write with { Letters = [] },
        Mutation.SnapshotsKeepTheOldState when write.Snapshot is { } snapshot
            && shared.ReadSnapshot(write.Entity, default).Result is { } old =>
            write with { Snapshot = snapshot with { Body = old.Body } },
        _ => write,
    };

    /// <summary>The outcomes as a node with this bug would take them.</summary>
    public static IReadOnlyList<CommitOutcome> Mutate(this IReadOnlyList<CommitOutcome> outcomes, Mutation mutation) =>
        mutation == Mutation.TakeFailureForSuccess ? [.. outcomes.Select(_ => CommitOutcome.Committed)] : outcomes;

    /// <summary>Events as a node with this bug would read them.</summary>
    public static IReadOnlyList<StoredEvent> Mutate(this IReadOnlyList<StoredEvent> events, Mutation mutation) =>
        mutation == Mutation.ForgetWhoIsExpelled ? [.. events.Select(one => one with { Expels = null })] : events;
}

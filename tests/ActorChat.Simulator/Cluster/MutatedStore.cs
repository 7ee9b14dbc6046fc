using ActorChat.Actors.Stores;
using ActorChat.Actors.Stores.Memory;

namespace ActorChat.Simulator.Cluster;

/// <summary>The deliberate bugs that show at the store: what a node hands in is changed on its way there, or the answer on its way back.</summary>
static class MutatedStore
{
    /// <summary>The write as a node with this bug would hand it in.</summary>
    public static Write Mutate(this Write write, Mutation mutation, MemoryStore shared) => mutation switch
    {
        Mutation.SkipTheEpochCheck => write with { Claim = CurrentClaim(write.Claim, shared) },
        Mutation.ForgetToDeleteLetters => write with { Consumes = [] },
        _ => write,
    };

    /// <summary>The outcomes as a node with this bug would take them.</summary>
    public static IReadOnlyList<CommitOutcome> Mutate(this IReadOnlyList<CommitOutcome> outcomes, Mutation mutation) =>
        mutation == Mutation.TakeFailureForSuccess ? [.. outcomes.Select(_ => CommitOutcome.Committed)] : outcomes;

    static ShardClaim CurrentClaim(ShardClaim claim, MemoryStore shared)
    {
        var shard = shared.ReadCluster(default).Result.Shards[claim.Shard];
        return shard.Owner is null ? claim : new(claim.Shard, shard.Owner, shard.Epoch);
    }
}

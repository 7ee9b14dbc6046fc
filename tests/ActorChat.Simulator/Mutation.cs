namespace ActorChat.Simulator;

/// <summary>
/// Deliberate bugs, each a promise that the real code keeps and the mutated world breaks. They show that the simulator can fail:
/// what it can't find there it would not find in the code either. They live in the simulated seams; production has no switch.
/// </summary>
public enum Mutation
{
    /// <summary>The code as it is.</summary>
    None,

    /// <summary>The store says "committed" at once and commits later, if at all.</summary>
    AcknowledgeBeforeCommit,

    /// <summary>A commit is not compared with the shard's owner and epoch: whoever lost a shard goes on writing.</summary>
    SkipTheEpochCheck,

    /// <summary>A letter is not deleted by the commit that acts on it.</summary>
    ForgetToDeleteLetters,

    /// <summary>A commit that failed or is unknown counts as done: what was provisional stays.</summary>
    TakeFailureForSuccess,

    /// <summary>Nodes don't know a message's key again: a repetition is posted once more.</summary>
    ForgetTheKeys,

    /// <summary>Events between nodes get lost without their link breaking, and nobody compares heads.</summary>
    LoseEventsInSilence,

    /// <summary>A node first fetches what it missed of a feed, and follows it a moment later: what comes in between is covered by neither. Nobody compares heads.</summary>
    FetchBeforeSubscribe,

    /// <summary>A commit forgets the letters that it should send.</summary>
    LoseLetters,

    /// <summary>The event that takes a user off a feed is followed by more: sessions are not taken off.</summary>
    ForgetWhoIsExpelled,

    /// <summary>A node believes in its lease for twice as long as it runs.</summary>
    TrustALeaseTooLong,

    /// <summary>A snapshot has the number of now and the state of the snapshot before it: a replay misses what was in between.</summary>
    SnapshotsKeepTheOldState,
}

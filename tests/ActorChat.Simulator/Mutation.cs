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

    /// <summary>A commit is not compared with the entity's last number: whoever was replaced goes on writing.</summary>
    SkipTheConflictCheck,

    /// <summary>A letter is not deleted by the commit that acts on it.</summary>
    ForgetToDeleteLetters,

    /// <summary>A commit that failed or is unknown counts as done: what was provisional stays.</summary>
    TakeFailureForSuccess,

    /// <summary>Nodes don't know a message's key again: a repetition is posted once more.</summary>
    ForgetTheKeys,

    /// <summary>Events between nodes get lost, and nobody compares heads.</summary>
    LoseEventsInSilence,

    /// <summary>News of who is online get lost between nodes, and nobody compares labels.</summary>
    LoseLabelsInSilence,

    /// <summary>
    /// A node first fetches what it missed of a feed, and follows it a moment later: what comes in between is covered by neither. Nobody
    /// compares heads.
    /// </summary>
    FetchBeforeSubscribe,

    /// <summary>A commit forgets the letters that it should send.</summary>
    LoseLetters,

    /// <summary>The event that takes a user off a feed is followed by more: sessions are not taken off.</summary>
    ForgetWhoIsExpelled,

    /// <summary>A snapshot has the number of now and the state of the snapshot before it: a replay misses what was in between.</summary>
    SnapshotsKeepTheOldState,

    /// <summary>An entity answers when it hands a write to the journal, and not when that is done.</summary>
    ReplyBeforePersist,

    /// <summary>
    /// An entity whose write was refused tells whoever waits, and goes on with the state that the write would have led to.
    /// </summary>
    RejectionKeepsTheProvisionalState,

    /// <summary>Nobody looks whether an event has come about late: it stays unseen until the next command.</summary>
    SleepersEventStaysUnseen,

    /// <summary>Followers do not learn that the entity which they follow has ended: they stay with a hub that is apart from it.</summary>
    HubApartFromItsEntity,
}

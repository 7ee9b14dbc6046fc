namespace ActorChat.Torture.Planted;

/// <summary>Deliberate bugs, made between a node and its store; a node as it is has no switch for them. Each must be found.</summary>
enum Bug
{
    /// <summary>None.</summary>
    None,

    /// <summary>What was handed to the store counts as committed, and is committed a moment later.</summary>
    AcknowledgeBeforeCommit,

    /// <summary>Now and then a commit that nobody knows the end of, or that was refused, counts as done.</summary>
    FailedIsDone,

    /// <summary>
    /// Any number of nodes found a cluster of their own, and the journal does not compare what a write follows with what is there.
    /// </summary>
    TwoFounders,

    /// <summary>The journal does not compare what a write follows with what is there.</summary>
    NoConflictCheck,

    /// <summary>The postman never sees some of the letters.</summary>
    ForgetfulPostman,

    /// <summary>A letter is not deleted by the commit that acts on it.</summary>
    LetterStays,
}

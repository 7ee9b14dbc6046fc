using ActorChat.Node.Stores;
using Akka.Actor.Setup;

namespace ActorChat.Node.Journals;

/// <summary>Hands the node's group commit and its store, which live outside, to the actor system's <see cref="ChatJournal"/>.</summary>
public sealed class JournalSetup(Journal journal, IStore store) : Setup
{
    /// <summary>Commits.</summary>
    public Journal Journal => journal;

    /// <summary>Reads.</summary>
    public IStore Store => store;
}

/// <summary>
/// The write is certainly not stored: the entity's journal has gone on without this actor, or a letter that it consumes is gone. Whoever
/// asked may be asked again of the entity as it recovers.
/// </summary>
public sealed class WriteConflictException(string message) : Exception(message);

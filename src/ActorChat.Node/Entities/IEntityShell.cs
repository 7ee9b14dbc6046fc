using ActorChat.Node.Stores;

namespace ActorChat.Node.Entities;

/// <summary>
/// What the actor around an entity does for it: nothing but translation, so that all that decides stands in <see cref="EntityLife{TRef}"/>,
/// and runs in a simulation as well, where a model of the actor system stands in for it.
/// </summary>
/// <typeparam name="TRef">What stands for an actor: its ref; in a simulation, the actor itself.</typeparam>
public interface IEntityShell<TRef>
{
    /// <summary>
    /// Writes events and what goes with them. It ends with <see cref="EntityLife{TRef}.OnWritten"/>, <see
    /// cref="EntityLife{TRef}.OnRejected"/>, or, when nobody knows how, with the end of the actor.
    /// </summary>
    void Persist(Write write);

    /// <summary>Commits what has no event; it ends with <see cref="EntityLife{TRef}.OnCommitted"/>.</summary>
    void Commit(Write write);

    /// <summary>Sends a letter that is committed and due to its entity. If it is lost, the postman sends it.</summary>
    void Send(EntityMessage letter);

    /// <summary>Sends a message, as the entity.</summary>
    void Tell(TRef to, object message);

    /// <summary>Tells of an actor's end, by <see cref="EntityLife{TRef}.OnFollowerEnded"/>.</summary>
    void Watch(TRef follower);

    /// <summary>Tells of it no more.</summary>
    void Unwatch(TRef follower);

    /// <summary>
    /// So long from now, if <see cref="EntityLife{TRef}.MayCheckHead"/> then, reads the journal's highest number:
    /// <see cref="EntityLife{TRef}.OnHeadRead"/>.
    /// What was to be done so before does not count.
    /// </summary>
    void CheckHeadIn(TimeSpan delay);

    /// <summary>Asks to leave memory: a <see cref="StopEntity"/> comes.</summary>
    void Passivate();

    /// <summary>Ends the actor after this message; then <see cref="EntityLife{TRef}.End"/>.</summary>
    void Stop();
}

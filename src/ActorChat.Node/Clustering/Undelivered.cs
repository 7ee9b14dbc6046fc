using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Event;
using ActorChat.Node.Entities;

namespace ActorChat.Node.Clustering;

/// <summary>
/// Tells askers whose commands ended as dead letters on this node: in the mailbox of an entity that left, on the way to a node that can't
/// be reached, or in a shard region that dropped what came while it handed the shard off, or when its buffer was full. They were
/// certainly not acted on, and may be asked again at once.
/// </summary>
sealed class Undelivered : UntypedActor
{
    FullRegions? full;

    protected override void PreStart()
    {
        var events = Context.System.EventStream;
        events.Subscribe(Self, typeof(DeadLetter));
        events.Subscribe(Self, typeof(Dropped));
        full = new FullRegions(((ExtendedActorSystem)Context.System).Provider, Self);
        events.Subscribe(full, typeof(DeadLetter));
    }

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(full);

    protected override void OnReceive(object message)
    {
        if (message is not AllDeadLetters dead) return;
        // What a shard region drops comes wrapped twice.
        if (dead.Message is AllDeadLetters dropped) dead = dropped;
        if (dead is { Message: EntityMessage { Letter: null }, Sender: { } asker } && !asker.IsNobody()) asker.Tell(AskResult.Moved, Self);
    }

    /// <summary>
    /// Akka's shard region, when its buffer is full, drops a message as if it were its own, without a word of who asked. It does so while
    /// it deals with that message, and events are published on the publisher's thread: there the asker is still known, nowhere else.
    /// </summary>
    sealed class FullRegions(IActorRefProvider provider, IActorRef teller) : MinimalActorRef
    {
        public override ActorPath Path { get; } = teller.Path / "full-regions";

        public override IActorRefProvider Provider { get; } = provider;

        protected override void TellInternal(object message, IActorRef sender)
        {
            if (message is not DeadLetter { Message: EntityMessage { Letter: null }, Sender: var by }) return;
            if (InternalCurrentActorCellKeeper.Current is not { } cell || !cell.Self.Equals(by) || cell.Sender is not { } asker) return;
            if (!asker.IsNobody()) asker.Tell(AskResult.Moved, teller);
        }
    }
}

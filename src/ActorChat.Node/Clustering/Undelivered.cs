using Akka.Actor;
using Akka.Event;
using ActorChat.Node.Entities;

namespace ActorChat.Node.Clustering;

/// <summary>
/// Tells askers whose commands ended as dead letters on this node: in the mailbox of an entity that left, on the way to a node that can't
/// be
/// reached, or in a shard region that dropped what came while it handed the shard off. They were certainly not acted on, and may be asked
/// again at once.
/// </summary>
sealed class Undelivered : UntypedActor
{
    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(DeadLetter));
        Context.System.EventStream.Subscribe(Self, typeof(Dropped));
    }

    protected override void OnReceive(object message)
    {
        if (message is not AllDeadLetters dead) return;
        // What a shard region drops comes wrapped twice.
        if (dead.Message is AllDeadLetters dropped) dead = dropped;
        if (dead is { Message: EntityMessage { Letter: null }, Sender: { } asker } && !asker.IsNobody()) asker.Tell(AskResult.Moved, Self);
    }
}

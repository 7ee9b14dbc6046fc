using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace ActorChat.Remoting.Systems;

/// <summary>
/// A mailbox for actors that mostly have no message: empty it takes a tenth of Akka's own, whose queue makes room for 32 when it begins.
/// Every connection has some seven actors, and everything that somebody follows has one. As unbounded as Akka's: who sends bounds what can
/// be in one. Also for actors that put messages aside and take them back.
/// </summary>
public sealed class SmallMailbox(Settings settings, Config config)
    : MailboxType(settings, config), IProducesMessageQueue<SmallMailbox.Messages>
{
    /// <inheritdoc/>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new Messages();

    /// <summary>The queue, with a lock: there is one reader, and seldom more than one writer.</summary>
    public sealed class Messages : IMessageQueue, IUnboundedDequeBasedMessageQueueSemantics
    {
        // Room that has grown beyond this goes when the queue is empty.
        const int KeptCapacity = 16;

        readonly Queue<Envelope> waiting = new();

        // What came back from the stash, the next one on top; most actors have none.
        Stack<Envelope>? first;

        /// <inheritdoc/>
        public int Count
        {
            get
            {
                lock (waiting) return waiting.Count + (first?.Count ?? 0);
            }
        }

        /// <inheritdoc/>
        public bool HasMessages => Count > 0;

        /// <inheritdoc/>
        public void Enqueue(IActorRef receiver, Envelope envelope)
        {
            lock (waiting) waiting.Enqueue(envelope);
        }

        /// <inheritdoc/>
        public void EnqueueFirst(Envelope envelope)
        {
            lock (waiting) (first ??= new()).Push(envelope);
        }

        /// <inheritdoc/>
        public bool TryDequeue(out Envelope envelope)
        {
            lock (waiting)
            {
                if (first is not null && first.TryPop(out envelope))
                {
                    if (first.Count == 0) first = null;
                    return true;
                }
                var isThere = waiting.TryDequeue(out envelope);
                if (waiting.Count == 0 && waiting.Capacity > KeptCapacity) waiting.TrimExcess();
                return isThere;
            }
        }

        /// <inheritdoc/>
        public void CleanUp(IActorRef owner, IMessageQueue deadletters)
        {
            while (TryDequeue(out var envelope)) deadletters.Enqueue(owner, envelope);
        }
    }
}

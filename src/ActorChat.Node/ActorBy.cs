using Akka.Actor;

namespace ActorChat.Node;

/// <summary>Props of an actor that a function makes: without reflection, as entities and relays come by the thousand.</summary>
public static class ActorBy
{
    /// <summary>The props.</summary>
    public static Props Props<TActor>(Func<TActor> make) where TActor : ActorBase => Akka.Actor.Props.CreateBy(new Producer<TActor>(make));

    sealed class Producer<TActor>(Func<TActor> make) : IIndirectActorProducer where TActor : ActorBase
    {
        public Type ActorType => typeof(TActor);

        public ActorBase Produce() => make();

        public void Release(ActorBase actor)
        {
            // Nothing is kept of it.
        }
    }
}

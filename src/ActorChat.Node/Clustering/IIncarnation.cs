using Akka.Actor;

namespace ActorChat.Node.Clustering;

/// <summary>
/// What takes part in the life of a node's actor systems: one after the other, each with an incarnation of its own. All methods are
/// called by the one loop of <see cref="ClusterLife"/>, in this order.
/// </summary>
public interface IIncarnation
{
    /// <summary>A new actor system is there, in no cluster yet: start what is to work once it is a member.</summary>
    void OnStarting(ActorSystem system, string incarnation);

    /// <summary>The node is a member and up.</summary>
    void OnUp();

    /// <summary>
    /// It leaves in good order; what this does is waited for, within the time that leaving may take. Not called when it is downed or has
    /// slept.
    /// </summary>
    Task OnLeaving();

    /// <summary>The actor system is gone: nothing of it may be used. Called once for every <see cref="OnStarting"/>.</summary>
    void OnEnded();
}

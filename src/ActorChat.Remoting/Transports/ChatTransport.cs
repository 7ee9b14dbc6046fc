using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Remote.Transport;

namespace ActorChat.Remoting.Transports;

/// <summary>
/// The transport that Akka.Remote makes when an actor system starts: it listens nowhere and dials nowhere by itself, but hands on what its
/// <see cref="ITransportEnd"/> has.
/// </summary>
public sealed class ChatTransport : Transport
{
    readonly ITransportEnd end;
    readonly TaskCompletionSource<IAssociationEventListener> listener = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Called by Akka.Remote, by this signature.</summary>
    public ChatTransport(ActorSystem system, Config config)
    {
        (System, Config) = (system, config);
        end = system.Settings.Setup.Get<TransportSetup>().Value.End;
        SchemeIdentifier = RemoteContract.Scheme;
        MaximumPayloadBytes = RemoteContract.MaxPduBytes;
    }

    /// <inheritdoc/>
    public override bool IsResponsibleFor(Address remote) => true;

    /// <inheritdoc/>
    public override Task<(Address, TaskCompletionSource<IAssociationEventListener>)> Listen()
    {
        end.Begin(listener.Task);
        return Task.FromResult((end.Local, listener));
    }

    /// <inheritdoc/>
    public override Task<AssociationHandle> Associate(Address remoteAddress) => end.Associate(remoteAddress);

    /// <inheritdoc/>
    public override async Task<bool> Shutdown()
    {
        await end.Close();
        return true;
    }
}

/// <summary>What an actor system's transport does: a node's takes connections, a client's has one.</summary>
interface ITransportEnd
{
    /// <summary>The address that this side announces.</summary>
    Address Local { get; }

    /// <summary>Whoever takes associations will be there.</summary>
    void Begin(Task<IAssociationEventListener> listener);

    /// <summary>An association that this side begins.</summary>
    /// <exception cref="InvalidAssociationException">It begins none, or none any more.</exception>
    Task<AssociationHandle> Associate(Address remote);

    /// <summary>The actor system ends: so do its connections.</summary>
    Task Close();
}

/// <summary>Brings the transport's end into the actor system.</summary>
sealed class TransportSetup(ITransportEnd end) : Setup
{
    /// <summary>The end.</summary>
    public ITransportEnd End => end;
}

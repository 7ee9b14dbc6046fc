using Akka.Actor;

namespace ActorChat.Remoting.Links;

/// <summary>The connection of a link is over; never sent to another system.</summary>
sealed class Over : INoSerializationVerificationNeeded
{
    /// <summary>All of them are alike.</summary>
    public static Over Instance { get; } = new();
}

/// <summary>
/// The actor of one side of a connection: gives what comes to the link. It looks at who sends: on a node a message to a session must come
/// from the address that the session belongs to, whoever has learned the session's name.
/// </summary>
sealed class LinkActor(RemoteLink link) : UntypedActor
{
    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Over:
                Context.Stop(Self);
                break;
            case Welcome when link.TryOpen(Self, Sender):
                link.Leave(RemoteContract.MessageCost);
                break;
            case Lines or Ack or Bye when link.IsFrom(Sender):
                Take(message);
                break;
            default:
                // A second welcome, or somebody else's message: it counts against the window of the connection it came by.
                break;
        }
    }

    void Take(object message)
    {
        switch (message)
        {
            case Lines lines:
                link.Arrive(lines.Bytes);
                break;
            case Ack ack:
                link.Acknowledged(ack.Cost);
                break;
            default:
                link.Leave(RemoteContract.MessageCost);
                link.Finished();
                break;
        }
    }
}

/// <summary>
/// Where clients say hello: each gets a session, an actor with a name of 128 random bits below this one. Nothing else is taken.
/// </summary>
/// <param name="newName">A name that nobody guesses.</param>
/// <param name="find">The link of the connection that has announced this host; null when there is none any more.</param>
sealed class GateActor(Func<string> newName, Func<string, RemoteLink?> find) : UntypedActor
{
    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        if (message is not Hello || find(Sender.Path.Address.Host ?? "") is not { } link) return;
        // By its sender a second hello is a second session of the same connection: it goes unanswered.
        if (link.Opened.IsCompleted) return;
        link.Leave(RemoteContract.MessageCost);
        var session = Context.ActorOf(Props.Create(() => new LinkActor(link)), newName());
        if (link.TryOpen(session, Sender)) link.Tell(Welcome.Instance);
    }

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);
}

using ActorChat.Node.Journals;
using ActorChat.Node.Stores;
using Akka.Actor;
using Akka.Persistence;

namespace ActorChat.Load.Journals;

/// <summary>Persists one event after the other, so many at a time, until it is told to stop; answers once it has recovered.</summary>
sealed class PostingEntity(string id, byte[] body, Action onPersisted) : UntypedPersistentActor
{
    bool stopped;

    public override string PersistenceId => id;

    public sealed record Begin(int Window);

    public sealed record End;

    public sealed record Ask;

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case Begin begin:
                for (var i = 0; i < begin.Window; i++) Post();
                break;
            case End:
                stopped = true;
                break;
            case Ask:
                Sender.Tell(LastSequenceNr);
                break;
        }
    }

    protected override void OnRecover(object message)
    {
    }

    void Post() => PersistAsync(new Persisted(new NewEvent(DateTimeOffset.UtcNow, "posted", null, null, body)), _ =>
    {
        onPersisted();
        if (!stopped) Post();
    });
}

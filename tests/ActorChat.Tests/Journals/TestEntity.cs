using System.Text;
using ActorChat.Node.Journals;
using ActorChat.Node.Stores;
using Akka.Actor;
using Akka.Persistence;

namespace ActorChat.Tests.Journals;

/// <summary>
/// A persistent actor that says what it is told to, and answers as what came of it; it ends when a write fails or is rejected.
/// </summary>
sealed class TestEntity(string id) : UntypedPersistentActor
{
    readonly List<string> said = [];
    string snapshot = "";
    IActorRef saving = ActorRefs.Nobody;

    public override string PersistenceId => id;

    /// <summary>What it has said so far.</summary>
    public sealed record Ask;

    /// <summary>To be said.</summary>
    public sealed record Say(string Text, WriteExtras? Extras = null);

    /// <summary>To be saved as its state.</summary>
    public sealed record Save(string State);

    protected override void OnCommand(object message)
    {
        var asker = Sender;
        if (message is Save save)
        {
            saving = asker;
            SaveSnapshot(new StoredSnapshotState("room", Encoding.UTF8.GetBytes(save.State)));
        }
        if (message is SaveSnapshotSuccess) saving.Tell("saved");
        if (message is Ask) asker.Tell($"{snapshot}{string.Join(' ', said)}");
        else if (message is Say say)
        {
            PersistAsync(JournalClient.Said(say.Text, say.Extras), persisted =>
            {
                said.Add(JournalClient.TextOf(persisted));
                asker.Tell($"ok {LastSequenceNr}");
            });
        }
    }

    protected override void OnRecover(object message)
    {
        if (message is SnapshotOffer { Snapshot: StoredSnapshotState state })
        {
            snapshot = $"{state.Kind}:{Encoding.UTF8.GetString(state.Body.Span)} ";
        }
        else if (message is Persisted) said.Add(JournalClient.TextOf(message));
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => Sender.Tell("failed");

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        Sender.Tell($"rejected {cause.GetType().Name}");
        Context.Stop(Self);
    }
}

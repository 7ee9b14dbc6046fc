using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Persistence;
using Akka.TestKit.Xunit2;
using ActorChat.Tests.Entities;

namespace ActorChat.Tests.ModelOfAkka;

/// <summary>
/// What the simulator's model claims of persisting, shown with the real thing: callbacks in order, with messages taken in between; what a
/// refused write leaves behind; what a failed one does to its actor; order from one actor to another.
/// </summary>
public sealed class PersistingTests : TestKit
{
    readonly JournalControl journal;
    readonly IActorRef writer;

    public PersistingTests() : this(new())
    {
    }

    PersistingTests(JournalControl journal)
        : base(ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString(HeldJournal.Config)), journal))
    {
        this.journal = journal;
        var told = TestActor;
        writer = Sys.ActorOf(Props.Create(() => new Writer(told)));
    }

    sealed record Write(params int[] Events);

    sealed record Said(string What, int Number);

    [Fact]
    public void Callbacks_WhenWritesAreUnderWay_ComeInTheOrderOfTheEvents_AndMessagesAreTakenMeanwhile()
    {
        journal.HoldWrites();
        writer.Tell(new Write(1, 2, 3));
        writer.Tell(new Write(4));
        writer.Tell(new Write(5, 6));
        writer.Tell("still here");
        ExpectMsg("still here");
        journal.ReleaseWrites();
        for (var i = 1; i <= 6; i++) ExpectMsg(new Said("written", i));
    }

    [Fact]
    public void Write_WhenRefused_IsToldForEachOfItsEvents_AndTheActorGoesOnBehindAHole()
    {
        writer.Tell(new Write(1));
        ExpectMsg(new Said("written", 1));
        journal.RejectNext();
        writer.Tell(new Write(2, 3));
        ExpectMsg(new Said("refused", 2));
        ExpectMsg(new Said("refused", 3));
        writer.Tell(new Write(4));
        ExpectMsg(new Said("written", 4));
        // Why an entity ends when it is refused: it would write under numbers that do not follow.
        journal.Rows.Values.ShouldHaveSingleItem().Select(row => row.SequenceNr).ShouldBe([1L, 4L]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_WhenItFails_EndsTheActor_ThoughItMayBeStored(bool isStored)
    {
        Watch(writer);
        journal.FailNext(isStored);
        writer.Tell(new Write(1));
        FishForMessage(message => message is Terminated);
        journal.Rows.ContainsKey("writer").ShouldBe(isStored);
    }

    [Fact]
    public void Messages_FromOneActorToAnother_ArriveInOrder()
    {
        const int Many = 10_000;
        for (var i = 0; i < Many; i++) writer.Tell($"{i}");
        for (var i = 0; i < Many; i++) ExpectMsg($"{i}");
    }

    sealed class Writer(IActorRef told) : UntypedPersistentActor
    {
        public override string PersistenceId => "writer";

        protected override void OnCommand(object message)
        {
            if (message is Write write) PersistAllAsync(write.Events, number => told.Tell(new Said("written", number)));
            else told.Tell(message);
        }

        protected override void OnRecover(object message)
        {
            // It begins empty.
        }

        protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
            told.Tell(new Said("refused", (int)@event));

        protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
            told.Tell(new Said("failed", (int)@event));
    }
}

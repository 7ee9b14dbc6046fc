using ActorChat.Node.Settings;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Rooms;
using ActorChat.Node.Chat.Talk;
using static ActorChat.Tests.Chat.Rooms.RoomScene;

namespace ActorChat.Tests.Chat.Rooms;

public class LifetimeTests
{
    static readonly TimeSpan Grain = Lives.Grain;

    // Messages live ten minutes.
    static Scene<Room> Lab() => Open(new SettingChanged(new RoomSettings(600)));

    static Scene<Room> Said(Scene<Room> scene, int number) => scene.When("alice", new Post("lab", "hi", $"k:{number}"));

    static ExpireDue? Letter<TState>(Scene<TState> scene) where TState : class =>
        scene.Last.Letters.Select(letter => letter.Body).OfType<ExpireDue>().SingleOrDefault();

    [Fact]
    public void Post_WhenItIsTheFirstToLive_WritesTheOneLetter()
    {
        var scene = Lab();
        var due = scene.Now + Grain + TimeSpan.FromMinutes(10);
        Said(scene, 1).Last.Letters.ShouldBe([new LetterDraft(Ids.Room("lab"), new ExpireDue(1), due)]);
        Letter(Said(scene, 2)).ShouldBeNull();
        Letter(Said(scene.Later(60), 3)).ShouldBeNull();
    }

    [Fact]
    public void Post_WhenMessagesLiveForEver_WritesNone() => Said(Open(), 1).Last.Letters.ShouldBeEmpty();

    [Fact]
    public void ExpireDue_WhenTheTimeIsOver_LetsThemDisappearAndWritesTheNextLetter()
    {
        var scene = Said(Said(Said(Lab(), 1), 2).Later(60), 3);
        scene.Later(600 - 60 + 5).When(new ExpireDue(1)).ThenEvents(new Expired([new SeqRange(3, 4)], Gone: 2));
        var purge = scene.Last.Purges.ShouldHaveSingleItem();
        (purge.From, purge.To, purge.End, string.Join(',', purge.Types)).ShouldBe((3, 5, 5, "posted,expired,delivered"));
        scene.Last.Letters.ShouldHaveSingleItem().Due.ShouldNotBeNull().ShouldBeGreaterThan(scene.Now);
        scene.Later(61).When(new ExpireDue(1)).ThenEvents(new Expired([new SeqRange(5, 5)], Gone: 3));
        scene.Last.Letters.ShouldBeEmpty();
        Letter(Said(scene, 4)).ShouldNotBeNull();
    }

    [Fact]
    public void ExpireDue_WhenItComesTooEarly_OnlyWritesTheNextLetter()
    {
        var scene = Said(Lab(), 1);
        scene.Later(590).When(new ExpireDue(1)).ThenEvents();
        scene.Last.Letters.ShouldHaveSingleItem();
        scene.Last.Purges.ShouldBeEmpty();
    }

    [Fact]
    public void ExpireDue_WhenOfAnEarlierLifetime_IsVoid()
    {
        var scene = Said(Lab(), 1).When("alice", new SetRoom("lab", "message-lifetime", "1h"));
        Letter(scene).ShouldBe(new ExpireDue(2));
        scene.Later(700).When(new ExpireDue(1)).ThenNothing();
        scene.Later(3000).When(new ExpireDue(2)).ThenEvents(new Expired([new SeqRange(3, 3)], 1));
    }

    [Fact]
    public void SetRoom_WhenTheLifetimeIsShorter_LetsTheOldDisappearAtOnce()
    {
        var scene = Said(Lab(), 1).Later(300).When("alice", new SetRoom("lab", "message-lifetime", "1m"));
        scene.Last.Letters.ShouldHaveSingleItem().Due.ShouldNotBeNull().ShouldBeLessThan(scene.Now);
        scene.When(Letter(scene)!).ThenEvents(new Expired([new SeqRange(3, 3)], 1));
    }

    [Fact]
    public void SetRoom_WhenMessagesLivedForEver_TheirTimeBeginsNow()
    {
        var scene = Said(Said(Open(), 1), 2).Later(5000).When("alice", new SetRoom("lab", "message-lifetime", "10m"));
        var letter = Letter(scene).ShouldNotBeNull();
        scene.Later(590).When(letter).ThenEvents();
        scene.Later(20).When(letter).ThenEvents(new Expired([new SeqRange(1, 3)], 2));
    }

    [Fact]
    public void SetRoom_WhenSwitchedOff_NothingDisappears()
    {
        var scene = Said(Lab(), 1).When("alice", new SetRoom("lab", "message-lifetime", "off"));
        Letter(scene).ShouldBeNull();
        scene.Later(9000).When(new ExpireDue(1)).ThenNothing();
        Letter(Said(scene, 2)).ShouldBeNull();
    }

    [Fact]
    public void ExpireDue_WhenMuchIsDue_TakesASliceAndGoesOnAtOnce()
    {
        var scene = Open(Enumerable.Range(1, 3).Select(n => Message("alice", n)));
        scene.Given(Enumerable.Repeat<Event>(new Joined("bob"), (int)Lives.MaxSlice))
            .When("alice", new SetRoom("lab", "message-lifetime", "1m"));
        var letter = Letter(scene)!;
        scene.Later(70).When(letter).ThenEvents(new Expired([new SeqRange(1, Lives.MaxSlice)], 0));
        scene.Last.Letters.ShouldHaveSingleItem().Due.ShouldNotBeNull().ShouldBeLessThan(scene.Now);
        scene.When(letter).ThenEvents(new Expired([new SeqRange(Lives.MaxSlice + 1, Lives.MaxSlice + 4)], 3));
        scene.Last.Letters.ShouldBeEmpty();
    }

    [Fact]
    public void Room_WhenDeletedAndMadeAnew_OldLettersAreVoid()
    {
        var scene = Said(Lab(), 1).When("alice", new DeleteRoom("lab")).When("alice", new CreateRoom("Lab", RoomAccess.Open))
            .When("alice", new SetRoom("lab", "message-lifetime", "10m"));
        Letter(Said(scene, 2)).ShouldNotBe(new ExpireDue(1));
    }

    [Fact]
    public void Global_LetsMessagesLiveAnHour_AndThoseOfOldJournalsBeginWithTheFirstNewOne()
    {
        var scene = Said(RoomScene.Global(), 1);
        scene.Later(3604).When(Letter(scene)!).ThenEvents();
        scene.Later(1).When(Letter(scene)!).ThenEvents(new Expired([new SeqRange(1, 1)], 1));

        // As a snapshot of an older version left it.
        var old = Room.Global with { Log = new MessageLog(7, SentMemory.Empty) };
        new RoomBehaviour(NodeSettings.Default.Rooms).Apply(old, Message("bob", 8), new EventPlace(20, scene.Now))
            .Log.Living.Runs[0].ShouldBe(
            new LifeRun(1, 20, 1, scene.Now, scene.Now, Sides.None));
    }

    [Fact]
    public void Visit_WhenSomeHaveDisappeared_ShowsHowFar()
    {
        var scene = Said(Said(Lab(), 1).Later(700), 2).When(new ExpireDue(1)).When(new Visit("alice"));
        var state = scene.Last.ThenAnswer<Visited>().State.ShouldBeOfType<RoomState>();
        (state.Ordinal, state.Gone, state.Changed).ShouldBe((2, 1, 5));
    }

    [Fact]
    public void Runs_WhenTheRoomIsNeverQuiet_AreBoundedAndLoseNothing()
    {
        var start = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
        var lives = Enumerable.Range(1, Lives.MaxRuns + 50).Aggregate(Lives.None, (so, i) => so.Add(i, i, start.AddSeconds(i * 6)));
        lives.Runs.Count.ShouldBe(Lives.MaxRuns);
        lives.Runs.Zip(lives.Runs.Skip(1)).ShouldAllBe(pair => pair.First.Last + 1 == pair.Second.First);
        (lives.Runs[0].First, lives.Runs[^1].Last).ShouldBe((1, Lives.MaxRuns + 50));
        // Never before its time.
        lives.Due(start.AddSeconds(6 * 100) + TimeSpan.FromHours(1), TimeSpan.FromHours(1)).ShouldAllBe(range => range.To <= 100);
    }
}

using System.Globalization;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Rooms;
using static ActorChat.Tests.Chat.Rooms.RoomScene;

namespace ActorChat.Tests.Chat.Rooms;

public class SendLimitTests
{
    // Two messages in ten minutes.
    static Scene<Room> Lab() => Open(new Joined("bob"), new SettingChanged(new RoomSettings(null, 2, 600)));

    static Scene<Room> Said(Scene<Room> scene, string by, int number) =>
        scene.When(by, new Post("lab", "hi", string.Create(CultureInfo.InvariantCulture, $"k:{number}")));

    [Fact]
    public void Post_WhenTheLimitIsReached_SaysWhenItResets()
    {
        var scene = Said(Said(Lab(), "alice", 1).Later(60), "alice", 2).Later(60);
        Said(scene, "alice", 3).ThenError(ErrorCodes.RateLimited, "2 messages", "Lab", "10m", "again in 7m");
        // The first was event 4, a second for each; five seconds and twice a minute have passed.
        scene.Last.ThenReply<Error>().RetryAfterMs.ShouldBe(604_000 - 125_000);
    }

    [Fact]
    public void Post_WhenThePeriodHasEnded_IsTakenAndBeginsANewOne()
    {
        var scene = Said(Said(Lab(), "alice", 1), "alice", 2).Later(600);
        Said(scene, "alice", 3).ThenReply(new PostedReply(6));
        Said(scene.Later(599 - 1), "alice", 4).ThenReply(new PostedReply(7));
        Said(scene, "alice", 5).ThenError(ErrorCodes.RateLimited);
    }

    [Fact]
    public void Post_WhenRepeated_IsNotCounted()
    {
        var scene = Said(Said(Lab(), "alice", 1), "alice", 1).ThenReply(new PostedReply(4));
        Said(scene, "alice", 2).ThenReply(new PostedReply(5));
        Said(scene, "alice", 3).ThenError(ErrorCodes.RateLimited);
        Said(scene, "alice", 1).ThenReply(new PostedReply(4));
    }

    [Fact]
    public void Post_WhenSomebodyElseHasReachedTheLimit_IsTaken() =>
        Said(Said(Said(Lab(), "alice", 1), "ALICE", 2), "bob", 1).ThenReply(new PostedReply(6));

    [Fact]
    public void Post_WhenTheLimitIsRaised_IsTakenAtOnce() =>
        Said(Said(Said(Lab(), "alice", 1), "alice", 2).When("alice", new SetRoom("lab", "send-limit", "3")), "alice", 3)
            .ThenReply(new PostedReply(7));

    [Fact]
    public void Visit_WhenThereIsALimit_ShowsWhatTheUserHasSent()
    {
        var scene = Said(Lab(), "alice", 1);
        Shown(scene.When(new Visit("Alice"))).Sends.ShouldBe(new SendCount(scene.Now, 1));
        Shown(scene.When(new Visit("bob"))).Sends.ShouldBeNull();
    }

    [Fact]
    public void Global_TakesTwentyInAnHour()
    {
        var scene = RoomScene.Global();
        for (var i = 1; i <= 20; i++) Said(scene, "alice", i).ThenReply(new PostedReply(i));
        Said(scene, "alice", 21).ThenError(ErrorCodes.RateLimited, "20 messages", "Global", "1h");
        Said(scene.Later(3601 - 20), "alice", 21).ThenReply(new PostedReply(21));
    }

    [Fact]
    public void Counts_WhenTooManyUsers_ForgetThoseWhosePeriodEndedOrBeganFirst()
    {
        var start = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
        var hour = TimeSpan.FromHours(1);
        var counts = Enumerable.Range(0, SendCounts.MaxUsers)
            .Aggregate(SendCounts.Empty, (so, i) => so.With($"user{i}", start.AddSeconds(i), hour));
        counts.Users.Count.ShouldBe(SendCounts.MaxUsers);
        counts.With("late", start.AddSeconds(3600 + 99), hour).Users.Count.ShouldBe(SendCounts.MaxUsers - 99);
        var full = counts.With("early", start.AddSeconds(1), TimeSpan.FromDays(1));
        full.Users.Count.ShouldBe(SendCounts.MaxUsers + 1 - (SendCounts.MaxUsers / 4));
        full.Of("user0").ShouldBeNull();
        full.Of("user9999").ShouldNotBeNull();
    }

    static RoomState Shown(Scene<Room> scene) => scene.Last.ThenAnswer<Visited>().State.ShouldBeOfType<RoomState>();
}

using ActorChat.Node.Settings;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Users;
using static ActorChat.Tests.Chat.Users.UserScene;

namespace ActorChat.Tests.Chat.Users;

public class SchedulingTests
{
    static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    static SchedulePost Later(string text = "hi", DateTimeOffset? due = null) => new(due ?? Noon, text, Room: "Lab");

    static MessageScheduled Waiting(DateTimeOffset due, string text = "hi") => new(due, text, Room: "Lab");

    [Fact]
    public void Schedule_WhenToCome_IsKept_WithALetterDueThen()
    {
        var scene = Alice().When("Alice", Later("h\u0007i")).ThenEvents(Waiting(Noon)).ThenReply(new Scheduled(2, Noon));
        var letter = scene.Last.Letters.ShouldHaveSingleItem();
        (letter.To, letter.Due, letter.Body).ShouldBe((Ids.User("alice"), Noon, new FireSchedule(2)));
    }

    [Fact]
    public void Schedule_WhenInAnotherTimeZone_IsKeptAsAnInstant() =>
        Alice().When("Alice", Later(due: Noon.ToOffset(TimeSpan.FromHours(5)))).ThenEvents(Waiting(Noon));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(367 * 24 * 3600)]
    public void Schedule_WhenPastOrTooFarAhead_IsRefused(int secondsFromNow)
    {
        var scene = Alice();
        scene.When("Alice", Later(due: scene.Now.AddSeconds(secondsFromNow))).ThenError(ErrorCodes.BadTime);
    }

    [Fact]
    public void Schedule_WhenTheTextCantBeAMessage_IsRefused() =>
        Alice().When("Alice", Later(" \n")).ThenError(ErrorCodes.EmptyText).When("Alice", Later(new string('x', 4001)))
            .ThenError(ErrorCodes.TextTooLong);

    [Fact]
    public void Schedule_WhenAsManyWaitAsMay_IsRefused_AndCancellingMakesRoom()
    {
        var scene = Alice(Enumerable.Range(0, NodeSettings.Default.Users.MaxScheduled).Select(_ => Waiting(Noon)));
        scene.When("Alice", Later()).ThenError(ErrorCodes.TooMany, "/scheduled", "/cancel");
        scene.When("Alice", new CancelScheduled(2)).ThenDone().When("Alice", Later()).ThenEvents(Waiting(Noon));
    }

    [Fact]
    public void List_WhenAsked_ShowsTheNextFirst() =>
        Alice(Waiting(Noon.AddHours(1), "second"), new MessageScheduled(Noon, "first", User: "bob")).When("Alice", new GetScheduled())
            .ThenReply(new ScheduledList([new(3, Noon, "first", User: "bob"), new(2, Noon.AddHours(1), "second", Room: "Lab")]));

    [Fact]
    public void Cancel_WhenWaiting_TakesItBack_AndItsLetterDoesNothing() =>
        Alice(Waiting(Noon)).When("Alice", new CancelScheduled(2)).ThenEvents(new ScheduleCancelled(2)).ThenDone()
            .When("Alice", new CancelScheduled(2)).ThenError(ErrorCodes.UnknownSchedule, "/scheduled")
            .When(new FireSchedule(2)).ThenNothing();

    [Fact]
    public void Fire_WhenDue_TakesTheMessageToItsRoom_Once()
    {
        var scene = Alice(Waiting(Noon)).When(new FireSchedule(2)).ThenEvents(new ScheduleFired(2));
        var letter = scene.Last.Letters.ShouldHaveSingleItem();
        (letter.To, letter.Due).ShouldBe((Ids.Room("Lab"), null));
        letter.Body.ShouldBe(new PostScheduled("Alice", new Post("Lab", "hi", "schedule-2"), 2, Noon));
        scene.When(new FireSchedule(2)).ThenNothing();
    }

    [Fact]
    public void Fire_WhenForAUser_TakesItToTheirDialogue()
    {
        var letter = Alice(new MessageScheduled(Noon, "hi", User: "Bob")).When(new FireSchedule(2)).Last.Letters.ShouldHaveSingleItem();
        letter.To.ShouldBe(Ids.Dialogue("Alice", "Bob"));
        letter.Body.ShouldBe(new PostScheduled("Alice", new PostPrivate("Bob", "hi", "schedule-2"), 2, Noon));
    }

    [Fact]
    public void Fire_WhenTheNameIsNobodys_DoesNothing() => Nobody().When(new FireSchedule(2)).ThenNothing();

    [Fact]
    public void Failure_WhenToldByTheRoom_IsRecorded()
    {
        var failed = new ScheduleFailed(2, Noon, "hi", "not-in-room", "why", Room: "Lab");
        Alice(Waiting(Noon), new ScheduleFired(2)).When(new Tell(failed)).ThenEvents(failed).State.Plans.ShouldBeEmpty();
    }
}

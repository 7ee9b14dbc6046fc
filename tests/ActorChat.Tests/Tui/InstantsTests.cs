using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Model;
using ActorChat.Tui.Screen;

namespace ActorChat.Tests.Tui;

/// <summary>Times in a node's sentences are by UTC; who reads them has a clock of their own.</summary>
public sealed class InstantsTests
{
    static readonly TimeZoneInfo Plus2 = TimeZoneInfo.CreateCustomTimeZone("plus2", TimeSpan.FromHours(2), "plus2", "plus2");

    [Theory]
    [InlineData("you can't send anything until 2026-11-29 23:10 UTC: why.", "you can't send anything until 2026-11-30 01:10: why.")]
    [InlineData("from 2026-11-29 23:10 UTC to 2026-11-30 05:00 UTC", "from 2026-11-30 01:10 to 2026-11-30 07:00")]
    [InlineData("2026-99-99 23:10 UTC is none, and UTC is a word", "2026-99-99 23:10 UTC is none, and UTC is a word")]
    public void Sentence_IsReadByTheReadersClock(string said, string read) => Instants.In(said, Plus2).ShouldBe(read);

    [Fact]
    public void Refusal_IsShownByTheUsersClock()
    {
        var at = new DateTimeOffset(2026, 11, 29, 23, 10, 0, TimeSpan.Zero);
        ReplyText.Of(new Error(ErrorCodes.Suspended, $"not until {Instants.Text(at)}."), Plus2).ShouldBe(["not until 2026-11-30 01:10."]);
        new AppModel { Device = "d", Now = at, Zone = Plus2 }.Say($"not until {Instants.Text(at)}.")
            .Notice!.Text.ShouldBe("not until 2026-11-30 01:10.");
    }

    [Fact]
    public void Refusal_OfALineThatWaits_OrOfAScheduledOne_IsShownByTheUsersClock()
    {
        var at = new DateTimeOffset(2026, 11, 29, 23, 10, 0, TimeSpan.Zero);
        var why = $"you can't send anything until {Instants.Text(at)}.";
        var item = new OutboxItem("d:1", false, "Global", "hello");
        var model = new AppModel { Device = "d", Now = at, Zone = Plus2 };
        (model, _) = Update.Step(model, new FromClient(new OutboxChanged(item, OutboxState.Refused, new Error(ErrorCodes.Suspended, why))));
        model.Outgoing.ShouldHaveSingleItem().Why.ShouldBe("you can't send anything until 2026-11-30 01:10.");
        var failed = new ScheduleFailed(7, at, "hello", ErrorCodes.Suspended, why, Room: "lab") { Feed = "user/alice", Seq = 3, At = at };
        Line.Of(failed).ShouldBeOfType<EventLine>().Sentence(Plus2).ShouldContain("until 2026-11-30 01:10.");
    }

    [Theory]
    [InlineData("dialogue/alice~bob", "bob commented on your message @bob#3: #4")]
    [InlineData("room/lab", "bob commented on your message lab#3: #4")]
    public void Place_InASentence_IsNoFeed(string feed, string said) =>
        Line.Of(new CommentReceived(feed, 3, 4, "bob") { Feed = "user/alice", Seq = 3 }).ShouldBeOfType<EventLine>().Sentence(Plus2)
            .ShouldBe(said);

    [Theory]
    [InlineData("/login bob secret", 11)]
    [InlineData("   /login bob secret", 14)]
    [InlineData("login bob secret", 10)]
    [InlineData("/password old new", 10)]
    public void Password_IsHidden_AlsoBehindBlanksAndWithoutItsSlash(string line, int start)
    {
        Secrets.In(line).ShouldBeTrue();
        Secrets.Start(line).ShouldBe(start);
        Secrets.In("login").ShouldBeFalse();
    }
}

using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Model;
using ActorChat.Tui.Plain;

namespace ActorChat.Tests.Tui;

/// <summary>Every time that a user reads is by the clock of their zone, also where that is half an hour off and another day.</summary>
public sealed class ZoneTests
{
    static readonly DateTimeOffset At = new(2026, 11, 29, 20, 10, 0, TimeSpan.Zero);

    // As in India, and as in Newfoundland in winter.
    static readonly TimeZoneInfo[] Zones = [Zone(330), Zone(-210)];

    static readonly Reply[] Replies =
    [
        new Error(ErrorCodes.Suspended, $"you can't send anything until {Instants.Text(At)}: reports."),
        new OneTimePassword("bob", "secret", At), new SessionList([new SessionInfo("s1", "tui", "n1", "127.0.0.1", At)]),
        new HistoryPage("room/lab", [Said(1)], false), new HistoryPage("room/lab", [Joined()], false),
            new ThreadPage("room/lab", Said(1), [Said(2)], false, 2),
        new Scheduled(7, At), new ScheduledList([new ScheduledInfo(7, At, "hi", "lab")]), new Profile("bob", false, LastSeen: At),
        new ReportList([new ReportInfo(3, "mallory", "bob", At)]), new FoundList([new FoundMessage("room/lab", 1, At, "bob", "hi")]),
        new FileList([new FileEntry("k", "a.txt", 1, At, At)], 1, 2, false), new LinkCreated("actorchat://x", "l1", "lab", 1, At),
        new LinkList("lab", [new LinkInfo("l1", "bob", 1, At)]), new RequestList([new RequestInfo("lab", "bob", "l1", At)]),
    ];

    static readonly Event[] Events =
    [
        Own(new MessageScheduled(At, "hi", "lab")),
            Own(new ScheduleFailed(7, At, "meet 2026-11-29 20:10 UTC", ErrorCodes.Suspended, $"not until {Instants.Text(At)}.", "lab")),
        Own(new Suspended(At, "reports")),
    ];

    [Fact]
    public void Reply_IsByTheUsersClock()
    {
        foreach (var zone in Zones)
        {
            foreach (var reply in Replies) ShouldBeBy(zone, string.Join('\n', ReplyText.Of(reply, zone)), reply.GetType().Name);
        }
    }

    [Fact]
    public void LineOfAPipe_IsByTheUsersClock()
    {
        foreach (var zone in Zones)
        {
            foreach (var frame in Replies.Cast<object>().Concat(Events).Append(Said(1)))
            {
                using var output = new StringWriter();
                new TextPrinter(output, zone).Happened(new FrameIn(frame, default, Quiet: false));
                ShouldBeBy(zone, output.ToString(), frame.GetType().Name);
            }
        }
    }

    [Fact]
    public void OwnEvent_IsByTheUsersClock_ButWordsOfPeopleStayAsTheyAre()
    {
        foreach (var zone in Zones)
        {
            var said = ((EventLine)Line.Of(Events[1])!).Sentence(zone);
            ShouldBeBy(zone, said, "failed");
            said.ShouldContain("meet 2026-11-29 20:10 UTC");
            said.ShouldEndWith(ReplyText.Time(At, zone));
        }
    }

    [Fact]
    public void Screen_IsByTheUsersClock()
    {
        foreach (var zone in Zones)
        {
            var screen = new ScreenDriver(120, 24);
            screen.Live(zone);
            screen.LogIn();
            screen.Frame(Said(422) with { Feed = "room/Global" });
            var here = TimeZoneInfo.ConvertTime(At, zone);
            screen.Text.ShouldContain($"{here:HH:mm} #422 bob: hi");
            screen.Text.ShouldContain($"{here:dddd, d MMMM yyyy}");
            screen.Tell(new OutboxChanged(new OutboxItem("dev:1", false, "Global", "x"), OutboxState.Refused,
                new Error(ErrorCodes.Suspended, $"not until {Instants.Text(At)}.")));
            screen.Text.Split('\n').Count(row => row.Contains($"not until {ReplyText.Time(At, zone)}.", StringComparison.Ordinal))
                .ShouldBe(2, "in the notice and at the line");
            screen.Text.ShouldNotContain("UTC");
        }
    }

    static TimeZoneInfo Zone(int minutes) => TimeZoneInfo.CreateCustomTimeZone($"{minutes}", TimeSpan.FromMinutes(minutes), null, null);

    static void ShouldBeBy(TimeZoneInfo zone, string text, string what)
    {
        text.ShouldContain(ReplyText.Time(At, zone), Case.Sensitive, what);
        text.Replace("meet 2026-11-29 20:10 UTC", "", StringComparison.Ordinal).ShouldNotContain("20:10", Case.Sensitive, what);
    }

    static Posted Said(long seq) => ScreenDriver.Said(seq, seq, "bob", "hi", feed: "room/lab") with { At = At, Late = At };

    static Joined Joined() => new("bob") { Feed = "room/lab", Seq = 1, At = At };

    static T Own<T>(T happened) where T : Event => (T)(happened with { Feed = "user/alice", Seq = 5, At = At });
}

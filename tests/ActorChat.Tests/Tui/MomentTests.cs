using ActorChat.Messages;
using ActorChat.Tui.Commands;

namespace ActorChat.Tests.Tui;

public sealed class MomentTests
{
    static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    // A Sunday in Berlin, 12:00.
    static readonly DateTimeOffset Now = new(2026, 11, 22, 11, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("+10m", "2026-11-22T11:10:00Z")]
    [InlineData("+2h30m", "2026-11-22T13:30:00Z")]
    [InlineData("+1d", "2026-11-23T11:00:00Z")]
    [InlineData("18:30", "2026-11-22T17:30:00Z")]
    [InlineData("9:05", "2026-11-23T08:05:00Z")]
    [InlineData("12:00", "2026-11-23T11:00:00Z")]
    [InlineData("2026-12-24 18:30", "2026-12-24T17:30:00Z")]
    [InlineData("2026-12-24T18:30", "2026-12-24T17:30:00Z")]
    [InlineData("2027-07-01 00:00", "2027-06-30T22:00:00Z")]
    [InlineData("2026-10-25 02:30", "2026-10-25T00:30:00Z")]
    public void Moment_WhenItIsATime_IsThatInstantInTheUsersZone(string text, string instant) =>
        Moment.Read(text).ShouldNotBeNull().At(Now, Berlin)
            .ShouldBe(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("+10")]
    [InlineData("+m")]
    [InlineData("+0m")]
    [InlineData("+999999d")]
    [InlineData("10m")]
    [InlineData("24:00")]
    [InlineData("18.30")]
    [InlineData("2026-02-30 18:30")]
    [InlineData("2026-12-24")]
    [InlineData("9999-12-31 23:59")]
    [InlineData("tomorrow")]
    public void Moment_WhenItIsNoTime_IsNone(string text) => Moment.Read(text).ShouldBeNull();

    [Fact]
    public void Moment_WhenTheClocksAreTurnedForwardOverIt_IsNever() => Moment.Read("2027-03-28 02:30")!.At(Now, Berlin).ShouldBeNull();

    [Theory]
    [InlineData("/send_at 18:30 lab hi  there", "lab", null, "hi  there")]
    [InlineData("/send_at +10m @bob hi", null, "bob", "hi")]
    [InlineData("/send_at 2026-12-24 18:30 lab hi there", "lab", null, "hi there")]
    [InlineData("/send_at 2026-12-24T18:30 @bob hi there", null, "bob", "hi there")]
    public void SendAt_WhenTypedRightly_MeansIt(string line, string? room, string? user, string text)
    {
        var send = CommandParser.Parse(line).ShouldBeOfType<SendAt>();
        (send.Room, send.User, send.Text).ShouldBe((room, user, text));
    }

    [Theory]
    [InlineData("/send_at tomorrow lab hi")]
    [InlineData("/send_at 2026-12-24 lab hi")]
    [InlineData("/send_at 2026-12-24 18:30 lab")]
    [InlineData("/send_at 18:30 lab")]
    [InlineData("/cancel x")]
    public void SendAt_WhenTypedWrongly_SaysHow(string line) => CommandParser.Parse(line).ShouldBeOfType<Wrong>();

    [Fact]
    public void SendAt_WhenEntered_AsksWithTheInstant()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn();
        screen.Type("/send_at +10m lab hi\r");
        screen.Effects.OfType<ActorChat.Tui.Screen.AskNode>().Single()
            .Request.ShouldBe(new SchedulePost(screen.Model.Now.AddMinutes(10), "hi", Room: "lab"));
        screen.Answer<SchedulePost>(new Scheduled(17, screen.Model.Now.AddMinutes(10)));
        screen.Text.ShouldContain("/cancel 17 takes it back");
    }
}

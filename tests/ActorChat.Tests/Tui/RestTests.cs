using System.Diagnostics;
using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Screen;
using ActorChat.Tui.Terminal;

namespace ActorChat.Tests.Tui;

/// <summary>A screen at which nobody looks sleeps.</summary>
public sealed class RestTests
{
    [Fact]
    public void Clock_WhileSomethingHappens_IsLookedAtOften_AndSeldomAfterwards()
    {
        Ticking.Next(TimeSpan.Zero, TimeSpan.Zero).ShouldBe(TimeSpan.FromMilliseconds(250));
        Ticking.Next(TimeSpan.FromSeconds(1), TimeSpan.Zero).ShouldBe(TimeSpan.Zero);
        Ticking.Next(TimeSpan.Zero, TimeSpan.FromSeconds(16)).ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Notice_OfASleepingScreen_IsGoneBeforeTheClockSleeps()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn();
        screen.Type("/room nowhere\r");
        screen.Model.Notice.ShouldNotBeNull();
        screen.Pass(Ticking.Lively - Ticking.Often);
        screen.Model.Notice.ShouldBeNull();
    }

    [Fact]
    public void Clients_ThatTellEachOtherEveryMinuteWhatTheyLookAt_DoNotKeepEachOtherAwake()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn(settings: new Preferences());
        screen.Frame(new LoggedIn("alice", null, "me"));
        // Where nothing waits to be marked as read.
        screen.Type("\e0");
        screen.Pass(Ticking.Lively);
        IsNews(screen, () => screen.Pass(Ticking.Seldom)).ShouldBeFalse();
        screen.Effects.OfType<AskNode>().Select(ask => ask.Request).ShouldBe([new ShareView(null)]);
        IsNews(screen, () => screen.Frame(new ViewShared("other", "room/lab"))).ShouldBeFalse();
        IsNews(screen, () => screen.Frame(new Typing("room/Global", "bob"))).ShouldBeTrue("that passes soon");
        IsNews(screen, () => screen.Type("x")).ShouldBeTrue();
    }

    static bool IsNews(ScreenDriver screen, Action happens)
    {
        screen.Effects.Clear();
        var before = screen.Model;
        happens();
        return Ticking.IsNews(before, screen.Model, screen.Effects);
    }

    [Fact]
    public void Lag_ThatTrembles_ChangesNothing()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn();
        var before = screen.Model;
        screen.Tell(new LagMeasured(TimeSpan.FromMilliseconds(9)));
        screen.Model.ShouldBeSameAs(before);
        screen.Tell(new LagMeasured(TimeSpan.FromMilliseconds(250)));
        screen.Text.ShouldContain("connected, 250 ms");
    }

    [Fact]
    public void Lag_ThatTrembles_DoesNotWakeTheScreen_ButThatOfANewConnectionDoes()
    {
        var told = new ToldLag();
        var few = new LagMeasured(TimeSpan.FromMilliseconds(3));
        told.IsNews(few).ShouldBeTrue();
        told.IsNews(few).ShouldBeFalse();
        told.IsNews(new LagMeasured(TimeSpan.FromMilliseconds(90))).ShouldBeFalse("a busy machine is no news");
        told.IsNews(new FrameIn(new Pong(), default, Quiet: true)).ShouldBeFalse();
        told.IsNews(new FrameIn(new Done(), default, Quiet: true)).ShouldBeTrue();
        told.IsNews(new LagMeasured(TimeSpan.FromMilliseconds(250))).ShouldBeTrue();
        told.IsNews(new LinkChanged(new LinkStatus(LinkState.Open, "a:1", "n2"))).ShouldBeTrue();
        told.IsNews(new LagMeasured(TimeSpan.FromMilliseconds(250))).ShouldBeTrue();
    }

    [Fact]
    public void Wake_WithoutAKey_KeepsToTheFrames_AndWithOneDoesNot()
    {
        using var wake = new Wake(TimeProvider.System);
        wake.Wait(null);
        var began = Stopwatch.GetTimestamp();
        wake.Set();
        wake.Wait(null);
        Stopwatch.GetElapsedTime(began).ShouldBeGreaterThan(Wake.Frame / 2);
        wake.Hurry();
        wake.Wait(TimeSpan.FromMinutes(1));
        wake.Wait(TimeSpan.Zero);
    }
}

using ActorChat.Messages;
using ActorChat.Tui.Screen;

namespace ActorChat.Tests.Tui;

public sealed class SharingTests
{
    const string Global = "room/Global";

    static ScreenDriver LoggedIn(Preferences? settings = null)
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn(settings: settings ?? new Preferences());
        screen.Frame(new LoggedIn("alice", null, "me"));
        screen.Pass(TimeSpan.FromSeconds(1));
        screen.Effects.Clear();
        return screen;
    }

    static IEnumerable<Request> Asked(ScreenDriver screen) =>
        screen.Effects.OfType<AskNode>().Select(ask => ask.Request)
        .Where(request => request is NoteTyping or ShareDraft or ShareView or SetIdle);

    [Fact]
    public void Typing_IsToldOnceInThreeSeconds_AndNotForCommands()
    {
        var screen = LoggedIn();
        screen.Type("/help");
        Asked(screen).ShouldBeEmpty();
        screen.Type("\u0015hello");
        Asked(screen).ShouldBe([new NoteTyping(Global)]);
        screen.Pass(TimeSpan.FromSeconds(3));
        screen.Effects.Clear();
        screen.Type("x");
        Asked(screen).ShouldBe([new NoteTyping(Global)]);
    }

    [Fact]
    public void Draft_IsToldAfterAPause_AndGivenUpWhenItIsSent()
    {
        var screen = LoggedIn();
        screen.Type("hel");
        screen.Pass(TimeSpan.FromMilliseconds(250));
        Asked(screen).OfType<ShareDraft>().ShouldBeEmpty();
        screen.Pass(TimeSpan.FromMilliseconds(500));
        Asked(screen).OfType<ShareDraft>().ShouldBe([new ShareDraft(Global, "hel")]);
        screen.Pass(TimeSpan.FromSeconds(1));
        Asked(screen).OfType<ShareDraft>().Count().ShouldBe(1);
        screen.Effects.Clear();
        screen.Type("\r");
        screen.Pass(TimeSpan.FromMilliseconds(250));
        Asked(screen).ShouldBe([new ShareDraft(Global, "")]);
    }

    [Fact]
    public void Nothing_IsTold_WhenTheSettingsDoNotWantIt()
    {
        var screen = LoggedIn(new Preferences(Drafts: false, View: false, Typing: false));
        screen.Type("hello");
        screen.Pass(TimeSpan.FromSeconds(2));
        screen.Type("\e2");
        screen.Pass(TimeSpan.FromSeconds(2));
        Asked(screen).ShouldBeEmpty();
    }

    [Fact]
    public void Text_WrittenAtHome_GoesAlong_BecauseNobodyCanSendItThere()
    {
        var screen = new ScreenDriver(80, 24);
        screen.Type("/login alice right-password\rhello");
        screen.LogIn();
        screen.Model.View.ShouldBe("room/global");
        screen.Model.Editor.Text.ShouldBe("hello");
        screen.Type("\e0\u0015for lab");
        screen.Type("\e2");
        screen.Model.Editor.Text.ShouldBe("for lab");
        screen.Type("\e0for Global\e1");
        screen.Model.Editor.Text.ShouldBe("hello", "a draft that stands there stays");
    }

    [Fact]
    public void Draft_StaysWithItsRoom_WhenTheUserLooksElsewhere()
    {
        var screen = LoggedIn();
        screen.Type("for Global\e2for lab\e1");
        screen.Model.Editor.Text.ShouldBe("for Global");
        screen.Type("\e2");
        screen.Model.Editor.Text.ShouldBe("for lab");
    }

    [Fact]
    public void Draft_OfAnotherClient_IsTakenUpWhereNothingIsWritten()
    {
        var screen = LoggedIn();
        screen.Frame(new DraftShared("room/lab", "half a sen", "other"));
        screen.Frame(new DraftShared("room/global", "elsewhere", "other"));
        screen.Model.Editor.Text.ShouldBeEmpty();
        screen.Text.ShouldContain("elsewhere (on another client: Tab takes it)");
        screen.Type("\e2");
        screen.Model.Editor.Text.ShouldBe("half a sen");
        screen.Type("\e1!\e2\e1");
        screen.Model.Editor.Text.ShouldBe("elsewhere!");
    }

    [Fact]
    public void Draft_ThatWasTakenUp_FollowsTheOther_UntilItIsTouchedHere()
    {
        var screen = LoggedIn();
        screen.Frame(new DraftShared("room/global", "half", "other"));
        screen.Type("\t");
        screen.Model.Editor.Text.ShouldBe("half");
        screen.Frame(new DraftShared("room/global", "half a", "other"));
        screen.Model.Editor.Text.ShouldBe("half a");
        screen.Pass(TimeSpan.FromSeconds(2));
        Asked(screen).OfType<ShareDraft>().ShouldBeEmpty();
        screen.Type("!");
        screen.Frame(new DraftShared("room/global", "half a sentence", "other"));
        screen.Model.Editor.Text.ShouldBe("half a!");
        screen.Frame(new DraftShared("room/global", "", "other"));
        screen.Model.Editor.Text.ShouldBe("half a!");
    }

    [Fact]
    public void Draft_ThatWasTakenUp_GoesWhenTheOtherSendsIt()
    {
        var screen = LoggedIn();
        screen.Frame(new DraftShared("room/global", "half", "other"));
        screen.Type("\t");
        screen.Frame(new DraftShared("room/global", "", "other"));
        screen.Model.Editor.Text.ShouldBeEmpty();
    }

    [Fact]
    public void Typing_OfOthers_IsShownForSomeSeconds_OrUntilTheirMessageComes()
    {
        var screen = LoggedIn();
        screen.Frame(new Typing(Global, "bob"));
        screen.Frame(new Typing(Global, "alice"));
        screen.Frame(new Typing("room/lab", "dave"));
        screen.Text.ShouldContain("bob is typing…");
        screen.Frame(new Typing(Global, "carol"));
        screen.Text.ShouldContain("bob and carol are typing…");
        screen.Frame(ScreenDriver.Said(422, 403, "bob", "there"));
        screen.Text.ShouldContain("carol is typing…");
        screen.Pass(TimeSpan.FromSeconds(6));
        screen.Text.ShouldNotContain("typing");
    }

    [Fact]
    public void View_OfAnotherClient_IsMarked_UntilItLooksElsewhere()
    {
        var screen = LoggedIn();
        screen.Frame(new ViewShared("other", "room/lab"));
        screen.Text.ShouldContain("2›lab");
        screen.Frame(new ViewShared("other"));
        screen.Text.ShouldNotContain("›");
        screen.Frame(new ViewShared("me", "room/lab"));
        screen.Text.ShouldNotContain("›");
    }

    [Fact]
    public void Idle_IsToldAfterFiveMinutes_AndTheNextKeyTakesItBack()
    {
        var screen = LoggedIn();
        screen.Pass(Sharing.IdleAfter);
        Asked(screen).OfType<SetIdle>().ShouldBe([new SetIdle(true)]);
        screen.Effects.Clear();
        screen.Type("\e[A");
        Asked(screen).ShouldBe([new SetIdle(false)]);
    }

    [Fact]
    public void Ignored_AreNotShown_UntilTheyAreWantedAgain()
    {
        var screen = LoggedIn();
        screen.Frame(new UserIgnored("Bob") { Feed = "user/alice", Seq = 20, At = FakeTime.Start });
        screen.Text.ShouldNotContain("Has anybody seen the build?");
        screen.Frame(new Typing(Global, "bob"));
        screen.Text.ShouldNotContain("bob is typing");
        screen.Frame(new UserUnignored("bob") { Feed = "user/alice", Seq = 21, At = FakeTime.Start });
        screen.Text.ShouldContain("Has anybody seen the build?");
    }

    [Fact]
    public void Away_IsMarkedInTheListOfMembers()
    {
        var screen = LoggedIn();
        screen.Frame(new Presence(Global, ["carol"], [], Away: ["carol"]));
        screen.Text.ShouldContain("◦ carol");
        screen.Frame(new Presence(Global, ["carol"], []));
        screen.Text.ShouldContain("● carol");
    }
}

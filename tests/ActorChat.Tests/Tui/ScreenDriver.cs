using System.Runtime.CompilerServices;
using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Screen;

namespace ActorChat.Tests.Tui;

/// <summary>Keys and frames in, cells out: the screen without a terminal and without a node.</summary>
sealed class ScreenDriver
{
    readonly KeyTyper _typer;
    DateTimeOffset _now = FakeTime.Start;

    public ScreenDriver(int width, int height)
    {
        Model = new AppModel { Device = "dev", Size = (width, height), Now = _now };
        _typer = new KeyTyper(key => Do(new KeyPressed(key)));
        Tell(new LinkChanged(new LinkStatus(LinkState.Open, "127.0.0.1:7401", "n1")));
        Tell(new LagMeasured(TimeSpan.FromMilliseconds(3)));
        Frame(new Hello("ActorChat/test", "n1", ["127.0.0.1:7401"], new ServerLimits(65536, 4000, 5_242_880, 32)));
    }

    public AppModel Model { get; private set; }

    /// <summary>All effects so far; a test clears them where it begins to look.</summary>
    public List<Effect> Effects { get; } = [];

    /// <summary>What stands on the screen.</summary>
    public string Text => HeadlessScreen.Use(screen => screen.Show(Model));

    /// <summary>The mouse is used at this place of the screen.</summary>
    public int Mouse(int x, int y, global::Terminal.Gui.Input.MouseFlags flags) =>
        HeadlessScreen.Use(screen => screen.Mouse(Model, Do, x, y, flags));

    public void Do(Msg msg)
    {
        (Model, var effects) = Update.Step(Model, msg);
        Effects.AddRange(effects);
    }

    public void Tell(ClientEvent happened) => Do(new FromClient(happened));

    public void Frame(object frame) => Tell(new FrameIn(frame, default, Quiet: false));

    /// <summary>Types, as the terminal sends it: <c>\r</c> is Enter, <c>\e</c> Escape.</summary>
    public void Type(string keys) => _typer.Type(keys);

    public void Pass(TimeSpan time) => Do(new Ticked(_now += time));

    /// <summary>Answers the last request of this type.</summary>
    public void Answer<T>(Reply reply) where T : Request =>
        Do(new Answered(Effects.OfType<AskNode>().Last(ask => ask.Request is T), reply));

    /// <summary>The cluster runs in this client.</summary>
    public void RunCluster() => Model = Model with { RunsCluster = true };

    /// <summary>The user's clock is that of this zone.</summary>
    public void Live(TimeZoneInfo zone) => Model = Model with { Zone = zone };

    /// <summary>The client was started with this invite link.</summary>
    public void Invite(string link) => Model = Model with { Invitation = link };

    // What is told while one types and looks around is not what most tests look at.
    static readonly Preferences Quiet = new(Drafts: false, View: false, Typing: false);

    /// <summary>alice is logged in, in Global and lab, with an open dialogue with bob; Global in view and loaded.</summary>
    public void LogIn(bool keepEffects = false, Preferences? settings = null)
    {
        Tell(new UserChanged("alice"));
        Frame(new UserState("user/alice", 9, "alice", ["Global", "lab"], ["attic"], ["bob"],
            new Dictionary<string, ReadMark> { ["room/Global"] = new(418, 399) }) { Settings = settings ?? Quiet });
        Frame(new RoomState("room/Global", 421, "Global", RoomAccess.Open, 402, [], [], 0, ["alice", "bob", "carol"]));
        Frame(new RoomState("room/lab", 12, "lab", RoomAccess.Restricted, 7, ["alice"], ["alice", "bob", "dave"], 3, ["alice", "bob"]));
        Frame(new DialogueState("dialogue/alice~bob", 4, "bob", 3, ["alice", "bob"]));
        Frame(new Synced());
        Answer<GetHistory>(new HistoryPage("room/Global", [Said(417, 398, "bob", "Has anybody seen the build?"),
            Said(418, 399, "carol", "It is green since noon, on all three machines, and the nightly one too."),
                Said(419, 400, "bob", "漢字 and 👩‍👩‍👧 and e\u0301 stand in line?"),
            Said(420, 401, "carol", "They do.\nOn two lines as well."),
                Said(421, 402, "dave", "plan.pdf", new FileLink("k3xA9", "plan.pdf", 123_456))], true));
        Model = Model with { Notice = null };
        if (!keepEffects) Effects.Clear();
    }

    public static Posted Said(
        long seq, long ordinal, string by, string text, FileLink? file = null, string feed = "room/Global", string? key = null) =>
        new(by, text, ordinal, key ?? $"other:{seq}", file) { Feed = feed, Seq = seq, At = FakeTime.Start.AddMinutes(seq - 450) };

    /// <summary>The screen is as in the golden file; with ACTORCHAT_UPDATE_GOLDEN=1 the file is written instead.</summary>
    public void ShouldLookLike(string name, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "Golden", $"{name}.txt");
        if (Environment.GetEnvironmentVariable("ACTORCHAT_UPDATE_GOLDEN") == "1") File.WriteAllText(path, Text);
        File.Exists(path).ShouldBeTrue(
            $"{path} is not there: look at the screen below, then write it with ACTORCHAT_UPDATE_GOLDEN=1.\n{Text}");
        Text.ShouldBe(File.ReadAllText(path));
    }
}

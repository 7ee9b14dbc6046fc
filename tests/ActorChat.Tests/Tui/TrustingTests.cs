using ActorChat.Tui.Connection;
using ActorChat.Tui.Screen;

namespace ActorChat.Tests.Tui;

/// <summary>The screen and certificates that nobody vouches for.</summary>
public sealed class TrustingTests
{
    static readonly Stranger New = new(
        "chat.example.org:7401", "sha256:" + new string('a', 64), null, "is signed by nobody whom this system trusts");

    static readonly Stranger Changed = New with { Before = "sha256:" + new string('b', 64) };

    static void Meet(ScreenDriver screen, Stranger stranger) => screen.Tell(new StrangerMet(stranger));

    [Fact]
    public void NewCertificate_IsAskedAboutOnce_WithItsFingerprint()
    {
        var screen = new ScreenDriver(80, 24);
        Meet(screen, New);
        var asked = screen.Model.Question.ShouldNotBeNull();
        asked.Text.ShouldContain(New.Fingerprint);
        asked.Text.ShouldContain("chat.example.org:7401 is signed by nobody");
        screen.Type("n");
        screen.Effects.OfType<AcceptCertificate>().ShouldBeEmpty();
        Meet(screen, New);
        screen.Model.Question.ShouldBeNull();
        Meet(screen, New with { Fingerprint = "sha256:" + new string('c', 64) });
        screen.Type("y");
        screen.Effects.OfType<AcceptCertificate>().ShouldHaveSingleItem().Stranger.Fingerprint.ShouldEndWith("cc");
    }

    [Fact]
    public void NewCertificate_WhileTheUserWrites_Waits()
    {
        var screen = new ScreenDriver(80, 24);
        screen.Type("m");
        Meet(screen, New);
        screen.Type("y");
        screen.Model.Editor.Text.ShouldBe("my");
        screen.Effects.OfType<AcceptCertificate>().ShouldBeEmpty();
        screen.Type("\u007f\u007f");
        Meet(screen, New);
        screen.Model.Question.ShouldNotBeNull();
    }

    [Fact]
    public void ChangedCertificate_IsToldOnce_AndNotAskedAbout()
    {
        var screen = new ScreenDriver(80, 24);
        Meet(screen, Changed);
        screen.Model.Question.ShouldBeNull();
        screen.Model.Notice.ShouldNotBeNull().Text.ShouldContain($"--trust {Changed.Fingerprint}");
        screen.Model.Notes.Count.ShouldBe(1);
        Meet(screen, Changed);
        screen.Model.Notes.Count.ShouldBe(1);
    }
}

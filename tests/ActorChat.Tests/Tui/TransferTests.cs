using ActorChat.Messages;
using ActorChat.Tui.Files;
using ActorChat.Tui.Screen;

namespace ActorChat.Tests.Tui;

/// <summary>A transfer on the screen: shown from its beginning, and ended by Escape.</summary>
public sealed class TransferTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("actorchat-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static ScreenDriver Uploading()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn();
        screen.Type("/publish_file ~/plans/plan.pdf\r");
        return screen;
    }

    [Fact]
    public void Upload_WhenBegun_IsShownBeforeItMoves()
    {
        var screen = Uploading();
        screen.Text.ShouldContain("↑ plan.pdf [....................] 0 % · Esc ends it");
        screen.Do(new TransferMoved(new TransferProgress("plan.pdf", Upload: true, 50, 200)));
        screen.Text.ShouldContain("↑ plan.pdf [#####...............] 25 % · Esc ends it");
    }

    [Fact]
    public void Escape_WhileATransferIsShown_EndsIt_AndNothingElse()
    {
        var screen = Uploading();
        screen.Type("half a line\e");
        screen.Effects.OfType<StopTransfers>().ShouldHaveSingleItem();
        screen.Model.Editor.Text.ShouldBe("half a line");
        screen.Do(new TransferEnded(new TransferFailed("plan.pdf was not published: you ended it."), false, "Global"));
        screen.Text.ShouldContain("you ended it");
        screen.Text.ShouldNotContain("Esc ends it");
    }

    [Fact]
    public void Escape_WhileSomethingStandsOverTheTransfer_ClosesThatOnly()
    {
        var screen = Uploading();
        screen.Type("/help\r\e");
        screen.Model.Panel.ShouldBeNull();
        screen.Type("/se\t\e");
        screen.Model.Completion.ShouldBeNull();
        screen.Type("/room nowhere\r\e");
        screen.Model.Notice.ShouldBeNull();
        screen.Effects.OfType<StopTransfers>().ShouldBeEmpty();
    }

    [Fact]
    public void Name_ThatIsTooLong_IsCut_AndNotWhatThereIsToDo()
    {
        var screen = new ScreenDriver(60, 16);
        screen.LogIn();
        screen.Do(new TransferMoved(new TransferProgress(new string('漢', 60), Upload: false, 1, 2)));
        screen.Text.ShouldContain("50 % · Esc ends it");
    }

    [Fact]
    public async Task Transfers_WhenEnded_WaitForNoAnswer()
    {
        using var ended = new CancellationTokenSource();
        var silence = new TaskCompletionSource<Reply>();
        var path = Path.Combine(_folder, "plan.pdf");
        await File.WriteAllTextAsync(path, "plan");
        var upload = new Uploader(_ => silence.Task, _ => { }).Run(path, null, ended.Token);
        var download = new Downloader(_ => silence.Task, _ => { }).Run("key1", null, _folder, ended.Token);
        await ended.CancelAsync();
        (await upload.WaitAsync(Eventually.Deadline)).ShouldBeOfType<TransferFailed>().Sentence.ShouldContain("you ended it");
        (await download.WaitAsync(Eventually.Deadline)).ShouldBeOfType<TransferFailed>().Sentence.ShouldContain("you ended it");
    }
}

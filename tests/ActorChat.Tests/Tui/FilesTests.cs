using ActorChat.Messages;
using ActorChat.Tui.Files;

namespace ActorChat.Tests.Tui;

public sealed class FilesTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("actorchat-test-").FullName;
    readonly FakeFiles _store = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string Write(string name, int bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, [.. Enumerable.Range(0, bytes).Select(i => (byte)i)]);
        return path;
    }

    Task<TransferResult> Upload(string path, long? max = null, Func<Request, Task<Reply>>? ask = null) =>
        new Uploader(ask ?? _store.Ask, _ => { }).Run(path, max);

    Task<TransferResult> Download(string? path, Func<Request, Task<Reply>>? ask = null) =>
        new Downloader(ask ?? _store.Ask, _ => { }).Run("key1", path, Path.Combine(_folder, "downloads"));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32 * 1024)]
    [InlineData((32 * 1024) + 1)]
    public async Task Upload_ThenDownload_OfAnySize_GivesTheSame(int bytes)
    {
        var path = Write("a.bin", bytes);
        (await Upload(path)).ShouldBe(new Uploaded("key1", "a.bin", bytes));
        var target = (await Download(null)).ShouldBeOfType<Downloaded>().Path;
        File.ReadAllBytes(target).ShouldBe(File.ReadAllBytes(path));
    }

    [Fact]
    public async Task Upload_OfALinkToAFile_PublishesTheFile()
    {
        var link = Path.Combine(_folder, "link.bin");
        File.CreateSymbolicLink(link, Write("a.bin", 300));
        (await Upload(link)).ShouldBe(new Uploaded("key1", "link.bin", 300));
    }

    [Fact]
    public async Task Upload_OfWhatIsNoFile_SaysSo()
    {
        (await Upload(Path.Combine(_folder, "none"))).ShouldBeOfType<TransferFailed>().Sentence.ShouldContain("There is no file");
        (await Upload(_folder)).ShouldBeOfType<TransferFailed>().Sentence.ShouldContain("is a folder");
        (await Upload(Write("big", 11), max: 10)).ShouldBeOfType<TransferFailed>().Sentence.ShouldContain("the limit is 10");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(90_000)]
    [InlineData(-1)]
    public async Task Upload_OfAFileThatChangesMeanwhile_PublishesNothing(int newSize)
    {
        var path = Write("a.bin", 80_000);
        var finished = false;
        Task<Reply> Ask(Request request)
        {
            if (request is BeginFile && newSize < 0) File.Delete(path);
            else if (request is BeginFile) Write("a.bin", newSize);
            finished |= request is FinishFile;
            return _store.Ask(request);
        }

        (await Upload(path, ask: Ask)).ShouldBeOfType<TransferFailed>().Sentence.ShouldContain("changed while it was being uploaded");
        finished.ShouldBeFalse();
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\evil.exe", "evil.exe")]
    [InlineData(".bashrc", "bashrc")]
    [InlineData("...", "file")]
    [InlineData("a\u001b[2Jb\n.txt", "a[2Jb .txt")]
    [InlineData("", "file")]
    public void SafeName_OfWhatASenderChose_NamesAFileInTheFolder(string given, string safe) => LocalPaths.SafeName(given).ShouldBe(safe);

    [Fact]
    public async Task Download_OfAnEvilName_StaysInTheFolder()
    {
        await Upload(Write("a.bin", 10));
        _store.Name = "../../evil";
        (await Download(null)).ShouldBeOfType<Downloaded>().Path.ShouldBe(Path.Combine(_folder, "downloads", "evil"));
    }

    [Fact]
    public async Task Download_WhenTheNameIsTaken_ChoosesAnother_ButNeverForAPathThatWasGiven()
    {
        await Upload(Write("a.bin", 10));
        await Download(null);
        (await Download(null)).ShouldBeOfType<Downloaded>().Path.ShouldEndWith("a (1).bin");
        var taken = Write("taken.bin", 3);
        (await Download(taken)).ShouldBeOfType<TransferFailed>().Sentence.ShouldContain("exists already");
        new FileInfo(taken).Length.ShouldBe(3);
        (await Download(_folder + "/")).ShouldBeOfType<Downloaded>().Path.ShouldBe(Path.Combine(_folder, "a (1).bin"));
    }

    [Fact]
    public async Task Download_WithAWrongChecksum_KeepsNothing()
    {
        await Upload(Write("a.bin", 10));
        _store.Sha256 = new string('0', 64);
        (await Download(null)).ShouldBeOfType<TransferFailed>().Sentence.ShouldContain("wrong checksum");
        Directory.GetFileSystemEntries(Path.Combine(_folder, "downloads")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Download_WhenCutOff_GoesOnAtItsChunk()
    {
        var path = Write("a.bin", 200_000);
        await Upload(path);
        Task<Reply> Ask(Request request) =>
            request is GetChunk { Index: > 2 } ? Task.FromResult<Reply>(new Error(ErrorCodes.Unavailable, "The store is away."))
                : _store.Ask(request);
        (await Download(null, Ask)).ShouldBe(new TransferFailed("The store is away."));
        _store.Fetched.Clear();
        var target = (await Download(null)).ShouldBeOfType<Downloaded>().Path;
        _store.Fetched.ShouldBe([3, 4, 5, 6]);
        File.ReadAllBytes(target).ShouldBe(File.ReadAllBytes(path));
        Directory.GetFileSystemEntries(Path.Combine(_folder, "downloads")).ShouldBe([target]);
    }

    [Theory]
    [InlineData(40_000)]
    [InlineData(300_000)]
    [InlineData(200_000)]
    public async Task Download_WhenWhatWasLeftIsWrong_BeginsAnew(int left)
    {
        var path = Write("a.bin", 200_000);
        await Upload(path);
        Task<Reply> Ask(Request request) =>
            request is GetChunk { Index: > 0 } ? Task.FromResult<Reply>(new Error(ErrorCodes.Unavailable, "away")) : _store.Ask(request);
        await Download(null, Ask);
        var partial = Directory.GetFileSystemEntries(Path.Combine(_folder, "downloads")).Single();
        File.WriteAllBytes(partial, new byte[left]);
        var target = (await Download(null)).ShouldBeOfType<Downloaded>().Path;
        File.ReadAllBytes(target).ShouldBe(File.ReadAllBytes(path));
    }

    [Fact]
    public async Task Download_WhenTheFileIsGone_KeepsNothing()
    {
        await Upload(Write("a.bin", 100_000));
        Task<Reply> Ask(Request request) =>
            request is GetChunk { Index: 2 } ? Task.FromResult<Reply>(new Error(ErrorCodes.UnknownFile, "It is gone."))
                : _store.Ask(request);
        (await Download(null, Ask)).ShouldBe(new TransferFailed("It is gone.", ForGood: true));
        Directory.GetFileSystemEntries(Path.Combine(_folder, "downloads")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Download_WhenALinkLiesInItsWay_DoesNotFollowIt()
    {
        await Upload(Write("a.bin", 100_000));
        Task<Reply> Ask(Request request) =>
            request is GetChunk { Index: > 0 } ? Task.FromResult<Reply>(new Error(ErrorCodes.Unavailable, "away")) : _store.Ask(request);
        await Download(null, Ask);
        var partial = Directory.GetFileSystemEntries(Path.Combine(_folder, "downloads")).Single();
        File.Delete(partial);
        var precious = Write("precious", 10);
        File.CreateSymbolicLink(partial, precious);
        (await Download(null)).ShouldBeOfType<TransferFailed>();
        new FileInfo(precious).Length.ShouldBe(10);
    }

    // The system's own full disk: every write to it fails as on a disk without room.
    [Fact]
    public async Task Download_OntoAFullDisk_SaysSo_AndKeepsNothing()
    {
        await Upload(Write("a.bin", 100_000));
        Stream OpenFull(string path)
        {
            File.WriteAllBytes(path, []);
            return new FileStream("/dev/full", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        }

        var failed = (await new Downloader(_store.Ask, _ => { }, OpenFull).Run("key1", null, Path.Combine(_folder, "downloads")))
            .ShouldBeOfType<TransferFailed>();
        failed.Sentence.ShouldContain("There is no room");
        failed.Sentence.ShouldContain("100,000 bytes");
        Directory.GetFileSystemEntries(Path.Combine(_folder, "downloads")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Upload_WhenSomeIsThereFromBefore_SendsTheRest()
    {
        var path = Write("a.bin", 200_000);
        (await Upload(path)).ShouldBeOfType<Uploaded>();
        _store.Sent.Clear();
        _store.Have = 4;
        (await Upload(path)).ShouldBe(new Uploaded("key1", "a.bin", 200_000));
        _store.Sent.ShouldBe([4, 5, 6]);
    }

    [Fact]
    public async Task Upload_WhenWhatWasThereIsWrong_SendsAllOfIt()
    {
        var path = Write("a.bin", 100_000);
        await Upload(path);
        _store.Sent.Clear();
        _store.Have = 4;
        var finished = 0;
        Task<Reply> Ask(Request request) =>
            request is FinishFile && ++finished == 1 ? Task.FromResult<Reply>(new Error(ErrorCodes.BadChecksum, "other bytes"))
                : _store.Ask(request);
        (await Upload(path, ask: Ask)).ShouldBe(new Uploaded("key1", "a.bin", 100_000));
        _store.Sent.ShouldBe([0, 1, 2, 3]);
    }

    [Fact]
    public async Task Upload_WhenDroppedMeanwhile_BeginsOnceMore()
    {
        var path = Write("a.bin", 100_000);
        var begun = 0;
        Task<Reply> Ask(Request request)
        {
            if (request is BeginFile) begun++;
            return request is PutChunk { Index: 2 } && begun == 1 ? Task.FromResult<Reply>(new Error(ErrorCodes.UnknownFile, "dropped"))
                : _store.Ask(request);
        }

        (await Upload(path, ask: Ask)).ShouldBe(new Uploaded("key1", "a.bin", 100_000));
        begun.ShouldBe(2);
    }

    [Fact]
    public async Task Patience_WhenTheClusterSaysNotNow_AsksAgain_AndGivesUpInTheEnd()
    {
        var time = new FakeTime();
        var (asked, away) = (0, true);
        var patience = new Patience(
            _ => Task.FromResult<Reply>(++asked > 0 && away ? new Error(ErrorCodes.Unavailable, "not now") : new Done()), time);
        var waiting = patience.Ask(new Ping());
        time.Advance(TimeSpan.FromMilliseconds(250));
        asked.ShouldBe(2);
        waiting.IsCompleted.ShouldBeFalse();
        away = false;
        time.Advance(TimeSpan.FromMilliseconds(500));
        (await waiting).ShouldBe(new Done());

        away = true;
        var vain = patience.Ask(new Ping());
        for (var i = 0; i < 50 && !vain.IsCompleted; i++) time.Advance(TimeSpan.FromSeconds(5));
        (await vain).ShouldBe(new Error(ErrorCodes.Unavailable, "not now"));
    }

    [Fact]
    public async Task Patience_WhenRefusedForGood_PassesItOn() =>
        (await new Patience(_ => Task.FromResult<Reply>(new Error(ErrorCodes.FileQuota, "full")), new FakeTime()).Ask(new Ping()))
            .ShouldBe(new Error(ErrorCodes.FileQuota, "full"));

    [Fact]
    public async Task Download_IntoAFolderThatIsNotThere_SaysSo()
    {
        await Upload(Write("a.bin", 10));
        (await Download(Path.Combine(_folder, "no", "x"))).ShouldBeOfType<TransferFailed>().Sentence.ShouldContain("There is no folder");
    }

    [Fact]
    public async Task Download_OfAnUnknownKey_PassesTheNodesSentenceOn() =>
        (await new Downloader(_store.Ask, _ => { }).Run("nope", null, _folder))
            .ShouldBe(new TransferFailed("There is no file under this key.", ForGood: true));
}

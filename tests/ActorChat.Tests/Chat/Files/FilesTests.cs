using ActorChat.Node.Settings;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Files;

namespace ActorChat.Tests.Chat.Files;

public class FilesTests
{
    static readonly string Hash = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));

    static readonly FilesOptions Small =
        NodeSettings.Default.Files with { MaxFileBytes = 100, QuotaBytes = 250, MaxFiles = 4, MaxPendingUploads = 2 };

    static Scene<FileStore> Empty(FilesOptions? options = null) =>
        new(new FilesBehaviour(options ?? NodeSettings.Default.Files), Ids.Files("Alice"));

    static UploadBegun Begun(string file, long size = 100) => new(file, "a.txt", size, Hash);

    static Published Published(string file, long size = 100) => new($"Alice:{file}", "a.txt", size);

    [Fact]
    public void Begin_WhenWithinTheLimits_OpensAnUploadAndItsSweep()
    {
        var scene = Empty().When("Alice", new BeginFile("../../etc/a.txt", 70_000, Hash));
        var begun = scene.Last.ThenReply<FileBegun>();
        (begun.ChunkBytes, begun.Chunks, begun.File.Length).ShouldBe((32 * 1024, 3, 32));
        scene.ThenEvents(new UploadBegun(begun.File, "a.txt", 70_000, Hash));
        scene.Last.Letters.ShouldBe(
            [new LetterDraft(scene.Self, new SweepUpload(begun.File), new DateTimeOffset(2026, 11, 22, 11, 0, 0, default))]);
        scene.When(new GetUpload("alice", begun.File)).Last.ThenAnswer<Upload>().ShouldBe(new Upload(begun.File, "a.txt", 70_000, Hash));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(32 * 1024, 1)]
    [InlineData(32 * 1024 + 1, 2)]
    [InlineData(5 * 1024 * 1024, 160)]
    public void Begin_CountsTheChunks(long size, int chunks) =>
        Empty().When("Alice", new BeginFile("a", size, Hash)).Last.ThenReply<FileBegun>().Chunks.ShouldBe(chunks);

    [Fact]
    public void Begin_WhenTooLarge_IsRefused() =>
        Empty().When("Alice", new BeginFile("a", 5 * 1024 * 1024 + 1, Hash)).ThenError(ErrorCodes.FileTooLarge, "5242880");

    [Fact]
    public void Begin_WhenSizeIsNegative_IsRefused() => Empty().When("Alice", new BeginFile("a", -1, Hash)).ThenError(ErrorCodes.BadField);

    [Theory]
    [InlineData("C:\\temp\\a.txt", "a.txt")]
    [InlineData("/etc/passwd", "passwd")]
    [InlineData("..", null)]
    [InlineData("a/..", null)]
    [InlineData("", null)]
    [InlineData("folder/", null)]
    [InlineData(" \u0000 ", null)]
    [InlineData("a\u001b]0;x\u0007.txt", "a]0;x.txt")]
    [InlineData("txt.\u202eexe", "txt.exe")]
    [InlineData("two\nlines", "two lines")]
    [InlineData("Größe 🙂.tar.gz", "Größe 🙂.tar.gz")]
    public void Begin_CleansTheName(string name, string? clean)
    {
        var scene = Empty().When("Alice", new BeginFile(name, 1, Hash));
        if (clean is null) scene.ThenError(ErrorCodes.BadName);
        else ((UploadBegun)scene.Last.Events.Single().Event).Name.ShouldBe(clean);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void Begin_WhenNameIsLong_IsTakenToTheLimit(int chars, bool taken) =>
        Empty().When("Alice", new BeginFile(new string('x', chars), 1, Hash)).Last.HasWrites.ShouldBe(taken);

    [Theory]
    [InlineData("")]
    [InlineData("0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n")]
    public void Begin_WhenChecksumIsNone_IsRefused(string sha256) =>
        Empty().When("Alice", new BeginFile("a", 1, sha256)).ThenError(ErrorCodes.BadChecksum);

    [Fact]
    public void Begin_WhenQuotaIsUsedUpByPendingAndPublished_IsRefused()
    {
        var scene = Empty(Small).Given(Begun("f1"), Published("f1"), Begun("f2"));
        scene.When("Alice", new BeginFile("a", 51, Hash)).ThenError(ErrorCodes.FileQuota, "200 of 250");
        scene.When("Alice", new BeginFile("a", 50, Hash)).Last.HasWrites.ShouldBeTrue();
    }

    [Fact]
    public void Begin_WhenAnUploadWasDropped_ItsBytesAreFree() =>
        Empty(Small).Given(Begun("f1"), Published("f1"), Begun("f2"), new UploadDropped("f2")).When("Alice", new BeginFile("a", 100, Hash))
            .Last.HasWrites.ShouldBeTrue();

    [Fact]
    public void Begin_WhenTooManyAreUnderWay_IsRefused() =>
        Empty(Small).Given(Begun("f1", 1), Begun("f2", 1)).When("Alice", new BeginFile("a", 1, Hash))
            .ThenError(ErrorCodes.TooMany, "60 minutes")
            .Given(Published("f1", 1)).When("Alice", new BeginFile("a", 1, Hash)).Last.HasWrites.ShouldBeTrue();

    [Fact]
    public void Begin_WhenTooManyFiles_IsRefused() =>
        Empty(Small).Given(Enumerable.Range(1, 4).SelectMany<int, Event>(i => [Begun($"f{i}", 0), Published($"f{i}", 0)]))
            .When("Alice", new BeginFile("a", 0, Hash)).ThenError(ErrorCodes.FileQuota, "4 files");

    [Fact]
    public void Begin_WhenNotTheOwner_IsRefused() => Empty().When("bob", new BeginFile("a", 1, Hash)).ThenError(ErrorCodes.UnknownFile);

    [Fact]
    public void Finish_WhenUnderWay_PublishesUnderAKeyAndTellsTheOwner() =>
        Empty().Given(Begun("f1")).When("Alice", new FinishFile("f1"))
            .ThenReply(new FilePublished("Alice:f1")).ThenEvents(Published("f1")).ThenTold(("Alice", Published("f1")));

    [Fact]
    public void Finish_WhenPublished_AnswersTheSame() =>
        Empty().Given(Begun("f1"), Published("f1")).When("Alice", new FinishFile("f1")).ThenReply(new FilePublished("Alice:f1"))
            .ThenEvents().ThenTold();

    [Fact]
    public void Finish_WhenDropped_IsRefused() =>
        Empty().Given(Begun("f1"), new UploadDropped("f1")).When("Alice", new FinishFile("f1"))
            .ThenError(ErrorCodes.UnknownFile, "/publish_file");

    [Fact]
    public void Finish_WhenNotTheOwner_IsRefused() =>
        Empty().Given(Begun("f1")).When("bob", new FinishFile("f1")).ThenError(ErrorCodes.UnknownFile);

    [Fact]
    public void GetUpload_WhenPublished_SaysSo() =>
        Empty().Given(Begun("f1"), Published("f1")).When(new GetUpload("Alice", "f1")).Last.ThenAnswer<Upload>().Key.ShouldBe("Alice:f1");

    [Theory]
    [InlineData("Alice", "f9")]
    [InlineData("bob", "f1")]
    public void GetUpload_WhenNotTheirs_IsRefused(string by, string file) =>
        Empty().Given(Begun("f1")).When(new GetUpload(by, file)).ThenError(ErrorCodes.UnknownFile);

    [Fact]
    public void Begin_WhenTheSameFileIsUnderWay_GoesOnWithIt()
    {
        Empty(Small).Given(Begun("f1"), Begun("f2", 50)).When("Alice", new BeginFile("folder/a.txt", 100, Hash))
            .ThenReply(new FileBegun("f1", 32 * 1024, 1)).ThenEvents().Last.Letters.ShouldBeEmpty();
        Empty().Given(Begun("f1"), Published("f1")).When("Alice", new BeginFile("a.txt", 100, Hash)).Last.Events.Count.ShouldBe(1);
        Empty().Given(Begun("f1")).When("Alice", new BeginFile("b.txt", 100, Hash)).Last.Events.Count.ShouldBe(1);
        Empty().Given(Begun("f1")).When("Alice", new BeginFile("a.txt", 100, string.Concat(Hash.Reverse()))).Last.Events.Count.ShouldBe(1);
    }

    [Fact]
    public void Finish_WhenFilesHaveALifetime_SaysUntilWhen_AndEndsThen()
    {
        var scene = Empty(NodeSettings.Default.Files with { Lifetime = TimeSpan.FromDays(30) }).Given(Begun("f1"));
        var until = scene.Now.AddDays(30);
        scene.When("Alice", new FinishFile("f1")).ThenEvents(Published("f1") with { Until = until });
        scene.Last.Letters.ShouldContain(new LetterDraft(scene.Self, new ExpireFile("f1"), until));
    }

    [Fact]
    public void Expire_WhenPublished_DeletesFileAndChunks_AndTellsTheOwner()
    {
        var scene = Empty().Given(Begun("f1"), Published("f1")).When(new ExpireFile("f1"))
            .ThenEvents(new FileRemoved("Alice:f1", "a.txt", Expired: true))
            .ThenTold(("alice", new FileRemoved("Alice:f1", "a.txt", Expired: true)));
        scene.Last.DropFiles.ShouldBe(["f1"]);
        States.Canonical(scene.State).ShouldBe(States.Canonical(FileStore.Empty));
        scene.When(new LookUpFile("Alice:f1")).ThenError(ErrorCodes.UnknownFile);
        scene.When(new ExpireFile("f1")).ThenNothing();
    }

    [Fact]
    public void Delete_WhenOwner_DeletesFileAndChunks_AndMakesRoom()
    {
        var scene = Empty(Small).Given(Begun("f1"), Published("f1"), Begun("f2"), Published("f2"))
            .When("Alice", new DeleteFile("ALICE:f1")).ThenDone().ThenEvents(new FileRemoved("Alice:f1", "a.txt"))
            .ThenTold(("Alice", new FileRemoved("Alice:f1", "a.txt")));
        scene.Last.DropFiles.ShouldBe(["f1"]);
        scene.State.UsedBytes.ShouldBe(100);
        scene.When("Alice", new DeleteFile("Alice:f1")).ThenError(ErrorCodes.UnknownFile);
    }

    [Fact]
    public void Delete_WhenNotTheOwner_IsRefused() =>
        Empty().Given(Begun("f1"), Published("f1")).When("bob", new DeleteFile("Alice:f1")).ThenError(ErrorCodes.NotAllowed, "/files");

    [Fact]
    public void Delete_WhenNotFinished_IsRefused() =>
        Empty().Given(Begun("f1")).When("Alice", new DeleteFile("Alice:f1")).ThenError(ErrorCodes.UnknownFile);

    [Fact]
    public void List_ShowsPublishedFiles_TheNewestFirst_AndWhatIsUsed()
    {
        var scene = Empty(Small);
        var start = scene.Now;
        scene.Given(Begun("f1", 10), Published("f1", 10), Begun("f2", 20), Published("f2", 20) with { Until = start }, Begun("f3", 40))
            .When("Alice", new GetFiles());
        scene.Last.ThenReply<FileList>()
            .Files.ShouldBe([new FileEntry("Alice:f2", "a.txt", 20, start.AddSeconds(4), start),
            new FileEntry("Alice:f1", "a.txt", 10, start.AddSeconds(2))]);
        var list = scene.Last.ThenReply<FileList>();
        (list.UsedBytes, list.QuotaBytes, list.More).ShouldBe((70, 250, false));
        scene.When("bob", new GetFiles()).ThenError(ErrorCodes.NotAllowed);
    }

    [Fact]
    public void SweepChunks_WhenTheUploadIsGone_DropsWhatCameLate_AndNothingElse()
    {
        Empty().When(new SweepChunks("f1")).Last.DropFiles.ShouldBe(["f1"]);
        Empty().Given(Begun("f1")).When(new SweepChunks("f1")).ThenNothing();
    }

    [Fact]
    public void Sweep_WhenStillUnderWay_DropsFileAndChunks()
    {
        var scene = Empty().Given(Begun("f1"));
        var late = scene.Now.AddMinutes(2);
        scene.When(new SweepUpload("f1")).ThenEvents(new UploadDropped("f1"));
        scene.Last.DropFiles.ShouldBe(["f1"]);
        scene.Last.Letters.ShouldBe([new LetterDraft(scene.Self, new SweepChunks("f1"), late)]);
        States.Canonical(scene.State).ShouldBe(States.Canonical(FileStore.Empty));
    }

    [Fact]
    public void Sweep_WhenPublished_DoesNothing() => Empty().Given(Begun("f1"), Published("f1")).When(new SweepUpload("f1")).ThenNothing();

    [Fact]
    public void LookUp_AnswersTheFile_AndWhereItIsPosted()
    {
        var scene = Empty().Given(Begun("f1", 40_000), Published("f1", 40_000)).When(new LookUpFile("ALICE:f1"));
        scene.Last.ThenAnswer<FileIs>().Found.ShouldBe(new FileFound("Alice:f1", "a.txt", 40_000, Hash, 32 * 1024, 2));
        scene.Last.ThenAnswer<FileIs>().Places.ShouldBe([]);
        scene.When(new ShowFile("alice:f1", "room/lab")).ThenDone().ThenEvents(new FileShown("f1", "room/lab"))
            .When(new ShowFile("alice:f1", "room/lab")).ThenDone().ThenEvents();
        scene.When(new LookUpFile("ALICE:f1")).Last.ThenAnswer<FileIs>().Places.ShouldBe(["room/lab"]);
        scene.When(new ShowFile("alice:f2", "room/lab")).ThenError(ErrorCodes.UnknownFile);
    }

    [Fact]
    public void Delete_WhenPosted_TellsTheRooms()
    {
        var scene = Empty().Given(Begun("f1"), Published("f1"), new FileShown("f1", "room/lab"), new FileShown("f1", "dialogue/alice~bob"))
            .When("Alice", new DeleteFile("Alice:f1")).ThenDone();
        scene.Last.Letters.Where(letter => letter.Body is WithdrawFile).Select(letter => letter.To.ToString())
            .ShouldBe(["room/lab", "dialogue/alice~bob"]);
        Rooms.RoomScene.Open().When(new WithdrawFile("Alice:f1")).ThenEvents(new FileGone("Alice:f1"));
        Rooms.RoomScene.Nothing().When(new WithdrawFile("Alice:f1")).ThenNothing();
    }

    [Theory]
    [InlineData("Alice:f2")]
    [InlineData("Alice:F1")]
    [InlineData("Alice:f3")]
    [InlineData("Alice:")]
    [InlineData(":f1")]
    [InlineData("f1")]
    [InlineData("")]
    public void Find_WhenKeyIsWrongOrUnfinished_IsRefused(string key) =>
        Empty().Given(Begun("f1"), Published("f1"), Begun("f2")).When(new LookUpFile(key)).ThenError(ErrorCodes.UnknownFile);
}

using ActorChat.Node.Settings;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Files;
using FsCheck;
using FsCheck.Fluent;

namespace ActorChat.Tests.Chat.Files;

public class FilesProperties
{
    static readonly FilesOptions Options =
        NodeSettings.Default.Files with { MaxFileBytes = 100, QuotaBytes = 300, MaxFiles = 6, MaxPendingUploads = 3 };

    enum Do { Begin, Finish, Sweep }

    /// <summary>What to do, with which of the files begun so far, or of what size.</summary>
    static readonly Gen<(Do Do, int Which)> Steps =
        Gen.Elements(Do.Begin, Do.Begin, Do.Finish, Do.Sweep).SelectMany(what => Gen.Choose(0, 110).Select(which => (what, which)));

    [Fact]
    public void FileStore_AfterAnySteps_KeepsItsBooksAndItsLimits() => Property.HoldsForLists(Steps, steps =>
    {
        var scene = new Scene<FileStore>(new FilesBehaviour(Options), Ids.Files("alice"));
        var begun = new List<string> { "none" };
        foreach (var (what, which) in steps)
        {
            var file = begun[which % begun.Count];
            _ = what switch
            {
                Do.Begin => scene.When("alice", new BeginFile("a", which, new string('0', 64))),
                Do.Finish => scene.When("alice", new FinishFile(file)),
                _ => scene.When(new SweepUpload(file)),
            };
            if (scene.Last.Events is [{ Event: UploadBegun upload }]) begun.Add(upload.File);
            var store = scene.State;
            store.UsedBytes.ShouldBe(store.Files.Values.Sum(stored => stored.Size));
            store.Pending.ShouldBe(store.Files.Values.Count(stored => stored.Key is null));
            store.UsedBytes.ShouldBeLessThanOrEqualTo(Options.QuotaBytes);
            store.Pending.ShouldBeLessThanOrEqualTo(Options.MaxPendingUploads);
            store.Files.Count.ShouldBeLessThanOrEqualTo(Options.MaxFiles);
        }
    });
}

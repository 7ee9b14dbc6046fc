using System.Text;
using ActorChat.Node.Feeds;

namespace ActorChat.Tests.Feeds;

/// <summary>Who follows an entity, and what they are told.</summary>
public sealed class HubCoreTests
{
    readonly List<(string Follower, string Told)> told = [];
    readonly HubCore<string> hub;

    public HubCoreTests() => hub = NewHub(1000);

    [Fact]
    public void Events_WhenSeveralFollow_GoToEachOnce_InOrder()
    {
        hub.Follow("n2", [], 0).ShouldBeTrue();
        hub.Follow("n3", [], 0).ShouldBeTrue();
        told.Clear();
        hub.Publish([Run(1), Run(2)]);
        hub.Publish([Run(3)]);
        told.Where(one => one.Follower == "n2").Select(one => one.Told).ShouldBe(["1", "2", "3"]);
        told.Where(one => one.Follower == "n3").Select(one => one.Told).ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public void Labels_WhenShownBySeveral_AreNewsOnTheFirstComingAndTheLastGoing()
    {
        hub.Follow("n2", ["alice"], 7);
        told[^1].ShouldBe(("n2", "head 7 online alice"));
        hub.Follow("n3", ["alice", "bob"], 8);
        told[^1].ShouldBe(("n3", "head 8 online alice,bob"));
        told.Where(one => one.Follower == "n2").Select(one => one.Told).ShouldContain("+bob-");
        told.Clear();
        hub.Relabel("n2", [], ["alice"]).ShouldBeTrue();
        told.ShouldBeEmpty();
        hub.Unfollow("n3").ShouldBeTrue();
        told.ShouldBe([("n2", "+-alice-bob")]);
        hub.Relabel("n3", ["carol"], []).ShouldBeFalse();
        hub.Unfollow("n3").ShouldBeFalse();
    }

    [Fact]
    public void Label_WhenTheLastThatShowsItIsGone_IsNoGhost()
    {
        hub.Follow("n2", ["alice"], 0);
        hub.Unfollow("n2").ShouldBeTrue();
        hub.Follow("n3", [], 0);
        told[^1].ShouldBe(("n3", "head 0 online "));
        hub.Check("n3", new(0, new(0, 0)), 0).ShouldBeTrue();
        told[^1].ShouldBe(("n3", "head 0 online "));
    }

    [Fact]
    public void Check_WhenLabelsDiffer_TellsWhoIsOnline_OrToFollowAnew()
    {
        var (alice, both) = (DigestOf("alice"), DigestOf("alice", "bob"));
        hub.Follow("n2", ["alice"], 0);
        hub.Follow("n3", ["bob"], 0);
        told.Clear();
        hub.Check("n2", new(0, new(alice, both)), 0).ShouldBeTrue();
        hub.Check("n2", new(0), 0).ShouldBeTrue("it says nothing of labels");
        told.ShouldBeEmpty();
        hub.Check("n2", new(0, new(alice, alice)), 0).ShouldBeTrue();
        told.ShouldHaveSingleItem().ShouldBe(("n2", "head 0 online alice,bob"));
        hub.Check("n2", new(0, new(both, both)), 0).ShouldBeFalse();
        hub.Check("n4", new(0), 0).ShouldBeFalse();
    }

    [Fact]
    public void Follower_WhenItFollowsAnew_HasTheLabelsThatItNamesThen_AndNoOthers()
    {
        hub.Follow("n2", ["alice", "bob"], 0);
        hub.Follow("n3", [], 0);
        told.Clear();
        hub.Follow("n2", ["bob", "carol"], 1).ShouldBeFalse();
        told.ShouldContain(("n3", "+carol-alice"));
        told[^1].ShouldBe(("n2", "head 1 online bob,carol"));
        hub.Followers.ShouldBe(["n2", "n3"]);
    }

    [Fact]
    public void Label_WhenItIsExchanged_GoesAndComesInOneStep()
    {
        hub.Follow("n2", ["alice"], 0);
        hub.Follow("n3", [], 0);
        told.Clear();
        hub.Relabel("n2", ["alice/away"], ["alice"]).ShouldBeTrue();
        told.ShouldBe([("n2", "+alice/away-alice"), ("n3", "+alice/away-alice")], ignoreOrder: true);
    }

    [Fact]
    public void Labels_WhenThereAreMoreThanAreTold_AreNoNews()
    {
        var small = NewHub(maxLabels: 2);
        small.Follow("n2", ["a", "b"], 0);
        told.Clear();
        small.Relabel("n2", ["c"], []);
        told.ShouldBeEmpty();
        small.Follow("n3", [], 0);
        told.ShouldHaveSingleItem().Told.Split(',').Length.ShouldBe(2);
    }

    [Fact]
    public void Signal_WhenItComes_GoesToEveryFollower_AndHasNoNumber()
    {
        hub.Signal("nobody"u8.ToArray());
        hub.Follow("n2", [], 0);
        hub.Follow("n3", [], 0);
        told.Clear();
        hub.Signal("hello"u8.ToArray());
        told.ShouldBe([("n2", "signal hello"), ("n3", "signal hello")], ignoreOrder: true);
    }

    [Fact]
    public void Entity_WhenItLeaves_TellsAllToFollowAnew()
    {
        hub.Follow("n2", [], 0);
        hub.Follow("n3", [], 0);
        told.Clear();
        hub.TellToRefollow();
        told.ShouldBe([("n2", "follow anew"), ("n3", "follow anew")], ignoreOrder: true);
    }

    static ulong DigestOf(params string[] labels)
    {
        var set = new LabelSet();
        foreach (var label in labels) set.Add(label);
        return set.Digest;
    }

    HubCore<string> NewHub(int maxLabels) =>
        new(maxLabels, (followers, message) => told.AddRange(followers.Select(one => (one, Text(message)))));

    static FeedRun Run(long seq) => FeedRun.Of(new(seq, null, Encoding.UTF8.GetBytes($"{seq}")));

    static string Text(object message) => message switch
    {
        FeedRun run => Encoding.UTF8.GetString(run.Lines.Span),
        FollowAnswer answer => $"head {answer.Head} online {string.Join(',', answer.Online.Order())}",
        LabelsChanged labels => $"+{string.Join('+', labels.Online)}-{string.Join('-', labels.Offline)}",
        Signalled signal => $"signal {Encoding.UTF8.GetString(signal.Frame.Span)}",
        Refollow => "follow anew",
        _ => $"{message}",
    };
}

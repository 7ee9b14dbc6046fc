using ActorChat.Messages;
using ActorChat.Tui.Model;

namespace ActorChat.Tests.Tui;

public sealed class TimelineTests
{
    static Posted Said(long seq) => new("bob", "x", seq, $"d:{seq}") { Feed = "room/lab", Seq = seq, At = FakeTime.Start };

    static HistoryPage Page(bool more, params long[] seqs) => new("room/lab", [.. seqs.Select(Said)], more);

    static IEnumerable<long> Seqs(Timeline timeline) => timeline.Lines.Select(line => line.Seq);

    [Fact]
    public void Merge_OfTheNewestPage_StandsBeforeWhatHappenedSince()
    {
        var timeline = Timeline.After(10).Add(Line.Of(Said(11))!).Merge(Page(true, 8, 9, 10, 11), null, 11);
        Seqs(timeline).ShouldBe([8, 9, 10, 11]);
        (timeline.Floor, timeline.HasOlder, timeline.Gaps.Count).ShouldBe((8, true, 0));
    }

    [Fact]
    public void Merge_OfOlderPages_ReachesTheBeginning()
    {
        var timeline = Timeline.After(10).Merge(Page(true, 8, 9), null, 10).Merge(Page(false, 2, 5), 8, 10);
        Seqs(timeline).ShouldBe([2, 5, 8, 9]);
        (timeline.Floor, timeline.HasOlder).ShouldBe((1, false));
    }

    [Fact]
    public void Merge_OverAGap_ClosesWhatItCovers()
    {
        var timeline = Timeline.After(10).Add(Line.Of(Said(11))!).Miss(11, 50).Add(Line.Of(Said(51))!);
        timeline = timeline.Merge(Page(true, 40, 45, 50), 51, 51);
        timeline.Gaps.ShouldBe([new GapRange(11, 39)]);
        timeline.HasOlder.ShouldBeTrue();
        timeline.Merge(Page(true, 11, 12, 39), 40, 51).Gaps.ShouldBeEmpty();
    }

    [Fact]
    public void Add_WhenTooMany_DropsTheOldestAndKnowsIt()
    {
        var timeline = Enumerable.Range(1, Timeline.MaxLive + 1).Aggregate(new Timeline(), (so, seq) => so.Add(Line.Of(Said(seq))!));
        timeline.Lines.Count.ShouldBeLessThanOrEqualTo(Timeline.MaxLive);
        timeline.Lines[^1].Seq.ShouldBe(Timeline.MaxLive + 1);
        (timeline.HasOlder, timeline.Floor).ShouldBe((true, timeline.Lines[0].Seq));
    }

    [Fact]
    public void Merge_OfAnEmptyPage_IsTheBeginning()
    {
        var timeline = Timeline.After(3).Merge(Page(false), null, 3);
        (timeline.HasOlder, timeline.Loaded).ShouldBe((false, true));
    }
}

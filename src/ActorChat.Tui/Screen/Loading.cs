using ActorChat.Messages;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Screen;

/// <summary>
/// History as it is needed: the newest page when a room comes into view, older ones when the user scrolls there, gaps when they are in
/// view.
/// </summary>
static class Loading
{
    /// <summary>Messages in a page.</summary>
    public const int PageSize = 100;

    /// <summary>The room has come into view, or its state has come: load what is to be seen and is not there.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Begin(AppModel model)
    {
        if (TimelineInView(model) is not { } timeline || model.PaneInView.Loading || model.Thread is not null) return (model, []);
        if (!timeline.Loaded) return timeline.HasOlder ? Ask(model, null) : (model, []);
        // A gap just above the newest lines is on the screen, or will be soon.
        var gap = timeline.Gaps.LastOrDefault();
        var shown = gap is null ? PageSize : timeline.Lines.Count(line => line.Seq > gap.UpTo);
        return shown < PageSize ? Ask(model, gap!.UpTo + 1) : (model, []);
    }

    /// <summary>The user has scrolled up, so that this is the highest row; more rows may be missing above it.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Above(AppModel model, long topSeq, bool exhausted)
    {
        if (TimelineInView(model) is not { } timeline || model.PaneInView.Loading) return (model, []);
        if (timeline.Gaps.LastOrDefault(gap => gap.UpTo >= topSeq - 1) is { } gap) return Ask(model, gap.UpTo + 1);
        return exhausted && timeline.HasOlder && timeline.Lines.Count < Timeline.MaxLoaded ? Ask(model, timeline.Floor) : (model, []);
    }

    static Timeline? TimelineInView(AppModel model) =>
        model.View == AppModel.Home || model.InView is { Known: true } ? model.TimelineInView : null;

    static (AppModel, IReadOnlyList<Effect>) Ask(AppModel model, long? before)
    {
        if (model.Thread is { } thread) return (model, Threads.Load(model.InView!.Feed, thread.Root, before));
        var feed = model.View == AppModel.Home ? model.Chat.Own!.Feed : model.InView!.Feed;
        return (model.WithPane(model.PaneInView with { Loading = true }),
            [new AskNode(new GetHistory(feed, before, PageSize), Purpose.LoadHistory)]);
    }
}

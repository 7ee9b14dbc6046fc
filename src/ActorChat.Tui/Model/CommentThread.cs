using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>A message with its comments, while somebody looks at them.</summary>
/// <param name="Root">The message's number.</param>
/// <param name="Message">The message; null until it has come, or when it is gone.</param>
/// <param name="Comments">Those that have come.</param>
sealed record CommentThread(long Root, MessageLine? Message, Timeline Comments)
{
    /// <summary>Nothing has come yet; its feed is at <paramref name="seq"/>.</summary>
    public static CommentThread Of(long root, long seq) => new(root, null, Timeline.After(seq));

    /// <summary>The message and its comments as lines.</summary>
    public IEnumerable<Line> Lines => Message is null ? Comments.Lines : Comments.Lines.Prepend(Message);

    /// <summary>After something that happened in its room.</summary>
    public CommentThread After(Event happened)
    {
        var next = this with
        {
            Message = Message is null ? null
                : Amending.After(ImmutableList.Create<Line>(Message), happened).OfType<MessageLine>().FirstOrDefault(),
            Comments = happened is Expired expired && expired.Covers(Root) ? Comments with { Lines = [] } : Comments.Amend(happened),
        };
        return happened is Commented comment && comment.Message == Root && Line.Of(comment) is { } line
            ? next with { Comments = next.Comments.Add(line) }
            : next;
    }

    /// <summary>With a page that was asked for.</summary>
    public CommentThread Merge(ThreadPage page, long? before, long head) => page.Message.Seq != Root ? this : this with
    {
        Message = Comments.Recent.Where(change => change.Seq > page.AsOf)
            .Aggregate(ImmutableList.Create(Line.Of(page.Message)!), Amending.After).OfType<MessageLine>().FirstOrDefault(),
        Comments = Comments.Merge(new HistoryPage(page.Feed, page.Events, page.More, page.AsOf), before, head),
    };
}

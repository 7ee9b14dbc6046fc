using ActorChat.Node.Feeds;
using ActorChat.Node.Former.Links;

namespace ActorChat.Node.Former.Hosting;

/// <summary>A run of events as it goes over a link, see <see cref="FrameKind.Events"/>.</summary>
static class FeedRunFrame
{
    public static ReadOnlyMemory<byte> Write(EntityId feed, FeedRun published)
    {
        var writer = FrameWriter.Begin(FrameKind.Events)
            .Text(feed.ToString()).Number(published.First).Bytes(published.Lines).Number(published.Count);
        foreach (var end in published.Ends) writer.Number(end);
        return writer.Texts(published.Expels ? [.. published.All.Select(one => one.Expels ?? "")] : []).End();
    }

    /// <exception cref="InvalidDataException">The peer is not what it should be.</exception>
    public static (EntityId Feed, FeedRun Published) Read(FrameReader reader)
    {
        var feed = EntityId.Parse(reader.Text());
        var first = reader.Number();
        var lines = reader.Bytes();
        var ends = new int[reader.Count(sizeof(long))];
        for (var i = 0; i < ends.Length; i++) ends[i] = (int)reader.Number();
        var expels = reader.Texts();
        return (feed, new(first, lines, ends, expels.Length == 0 ? null : [.. expels.Select(label => label.Length == 0 ? null : label)]));
    }
}

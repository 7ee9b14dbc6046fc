using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;

namespace ActorChat.Node.Entities;

/// <summary>A letter for the store, and the message that carries it once it is there.</summary>
public readonly record struct SealedLetter(NewLetter Letter, EntityMessage Message);

/// <summary>What an entity has decided since its last write left: becomes its next write, or is thrown away whole.</summary>
public sealed class Draft(EntityId entity, long after)
{
    readonly List<SealedLetter> letters = [];
    readonly List<long> consumes = [];
    readonly List<DirectoryChange> directory = [];
    readonly List<PurgeRange> purges = [];
    readonly Dictionary<long, RewrittenEvent> rewrites = [];
    readonly List<string> dropFiles = [];
    readonly List<(IAsker Asker, AskResult Result)> ends = [];

    /// <summary>The events so far.</summary>
    public List<NewEvent> Events { get; } = [];

    /// <summary>Under which name of the feed each of the events is published.</summary>
    public List<string> Feeds { get; } = [];

    /// <summary>The letters so far.</summary>
    public IReadOnlyList<NewLetter> Letters => [.. letters.Select(one => one.Letter)];

    /// <summary>The letters that it consumes.</summary>
    public IReadOnlyList<long> Consumes => consumes;

    /// <summary>The sequence number that the first event follows.</summary>
    public long After => after;

    /// <summary>Events before this number may be deleted: what they meant must then stand in a snapshot. 0 for none.</summary>
    public long PurgesBefore => purges.Count == 0 ? 0 : purges.Max(range => range.End);

    /// <summary>The snapshot that goes with the write.</summary>
    public StoredSnapshot? Snapshot { get; set; }

    /// <summary>Adds a decision.</summary>
    public void Add(
        Effect effect, IEnumerable<NewEvent> events, IEnumerable<RewrittenEvent> rewritten,
        IEnumerable<SealedLetter> newLetters, long? consumed)
    {
        foreach (var rewrite in rewritten) Rewrite(rewrite);
        Events.AddRange(events);
        letters.AddRange(newLetters);
        directory.AddRange(effect.Directory);
        dropFiles.AddRange(effect.DropFiles);
        purges.AddRange(effect.Purges);
        if (consumed is { } letter) consumes.Add(letter);
    }

    /// <summary>What carries the letters that are due at this time.</summary>
    public IReadOnlyList<EntityMessage> DueAt(DateTimeOffset now) =>
        [.. letters.Where(one => one.Letter.Due <= now).Select(one => one.Message)];

    /// <summary>Remembers how an asker's waiting will end once this is committed.</summary>
    public void EndLater(IAsker asker, AskResult result) => ends.Add((asker, result));

    /// <summary>The write.</summary>
    public Write ToWrite() => new(entity, after, Events)
    {
        Letters = Letters,
        Consumes = consumes,
        Directory = directory,
        Purges = purges,
        Rewrites = [.. rewrites.Values.Where(rewrite => !purges.Exists(range => range.Covers(rewrite.Seq, rewrite.Type, rewrite.About)))],
        DropFiles = dropFiles,
        Snapshot = Snapshot,
    };

    // What is not in the store yet goes there as it is now.
    void Rewrite(RewrittenEvent rewrite)
    {
        var index = rewrite.Seq - after - 1;
        if (index < 0) rewrites[rewrite.Seq] = rewrite;
        else Events[(int)index] = Events[(int)index] with { Body = rewrite.Body };
    }

    /// <summary>It is committed: everyone gets the answer that was decided.</summary>
    public void EndAll()
    {
        foreach (var (asker, result) in ends) asker.End(result);
    }

    /// <summary>It is not, or nobody knows: everyone gets this instead.</summary>
    public void EndAll(AskResult instead)
    {
        foreach (var (asker, _) in ends) asker.End(instead);
    }
}

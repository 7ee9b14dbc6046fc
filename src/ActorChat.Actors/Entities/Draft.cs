using ActorChat.Actors.Behaviours;
using ActorChat.Actors.Stores;

namespace ActorChat.Actors.Entities;

/// <summary>What an entity has decided since its last write left: becomes its next write, or is thrown away whole.</summary>
sealed class Draft(long after)
{
    readonly List<NewLetter> letters = [];
    readonly List<long> consumes = [];
    readonly List<DirectoryChange> directory = [];
    readonly List<PurgeRange> purges = [];
    readonly List<string> dropFiles = [];
    readonly List<(Envelope Envelope, AskResult Result)> ends = [];

    /// <summary>The events so far.</summary>
    public List<NewEvent> Events { get; } = [];

    /// <summary>Under which name of the feed each of the events is published.</summary>
    public List<string> Feeds { get; } = [];

    /// <summary>The letters so far.</summary>
    public IReadOnlyList<NewLetter> Letters => letters;

    /// <summary>The sequence number that the first event follows.</summary>
    public long After => after;

    /// <summary>Whether there is anything to commit.</summary>
    public bool HasWrites { get; private set; }

    /// <summary>Whether events are deleted: what they meant must then stand in a snapshot.</summary>
    public bool HasPurges => purges.Count > 0;

    /// <summary>The snapshot that goes with the write.</summary>
    public StoredSnapshot? Snapshot { get; set; }

    /// <summary>Adds a decision.</summary>
    public void Add(Effect effect, IEnumerable<NewEvent> events, IEnumerable<NewLetter> newLetters, long? consumed)
    {
        Events.AddRange(events);
        letters.AddRange(newLetters);
        directory.AddRange(effect.Directory);
        dropFiles.AddRange(effect.DropFiles);
        if (effect.Purge is { } purge) purges.Add(purge);
        if (consumed is { } letter) consumes.Add(letter);
        HasWrites |= effect.HasWrites || consumed is not null;
    }

    /// <summary>Remembers how an envelope will end once this is committed.</summary>
    public void EndLater(Envelope envelope, AskResult result) => ends.Add((envelope, result));

    /// <summary>The write.</summary>
    public Write ToWrite(EntityId entity, ShardClaim claim) => new(entity, claim, after, Events)
    {
        Letters = letters,
        Consumes = consumes,
        Directory = directory,
        Purges = purges,
        DropFiles = dropFiles,
        Snapshot = Snapshot,
    };

    /// <summary>It is committed: everyone gets the answer that was decided.</summary>
    public void EndAll()
    {
        foreach (var (envelope, result) in ends) envelope.End(result);
    }

    /// <summary>It is not, or nobody knows: everyone gets this instead.</summary>
    public void EndAll(AskStatus status)
    {
        foreach (var (envelope, _) in ends) envelope.End(new(status));
    }
}

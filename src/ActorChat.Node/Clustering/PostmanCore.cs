using ActorChat.Node.Stores;

namespace ActorChat.Node.Clustering;

/// <summary>
/// Which letters are sent when: what the <see cref="Postman"/> decides, without store, clock and actors. A letter is read again until its receiver's
/// commit has deleted it; it is sent again when that takes too long. One read is under way at a time.
/// </summary>
sealed class PostmanCore(LetterOptions options)
{
    // When each letter that is on its way was sent.
    readonly Dictionary<long, TimeSpan> sent = [];
    bool isReading, isHinted;

    /// <summary>Letters are to be looked for: how many to read now; null while a read is under way, after which there will be another.</summary>
    /// <param name="now">On a clock that only goes on.</param>
    public int? BeginRead(TimeSpan now)
    {
        isHinted = isReading;
        if (isReading) return null;
        isReading = true;
        foreach (var (letter, at) in sent)
        {
            if (now - at >= options.Retry) sent.Remove(letter);
        }
        // Those on their way are read again, and must not hide the others.
        return options.Page + sent.Count;
    }

    /// <summary>Those that are to be sent now, of what was read; and whether to read once more at once.</summary>
    public (IReadOnlyList<StoredLetter> ToSend, bool ReadAgain) OnRead(IReadOnlyList<StoredLetter> letters, int limit, TimeSpan now)
    {
        isReading = false;
        List<StoredLetter> toSend = [.. letters.Where(letter => sent.TryAdd(letter.Id, now))];
        return (toSend, isHinted || (toSend.Count > 0 && letters.Count == limit));
    }

    /// <summary>The store did not answer.</summary>
    public void OnUnreadable() => isReading = false;
}

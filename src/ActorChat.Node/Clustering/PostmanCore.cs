using ActorChat.Node.Stores;

namespace ActorChat.Node.Clustering;

/// <summary>
/// Which letters are sent when: what the <see cref="Postman"/> decides, without store, clock and actors. A letter is read again until its
/// receiver's commit has deleted it; it is sent again when that takes too long. One for now has just been sent by its sender when it is
/// seen first, and is left alone until then. One read is under way at a time.
/// </summary>
sealed class PostmanCore(LetterOptions options)
{
    // When each letter that is on its way was sent, by its sender or from here.
    readonly Dictionary<long, TimeSpan> sent = [];
    bool isReading;

    /// <summary>Letters are to be looked for: how many to read now; null while a read is under way.</summary>
    public int? BeginRead()
    {
        if (isReading) return null;
        isReading = true;
        // Those on their way are read again, and must not hide the others.
        return options.Page + sent.Count;
    }

    /// <summary>Those that are to be sent now, of what was read; and whether to read once more at once.</summary>
    /// <param name="letters">What was read.</param>
    /// <param name="limit">How many were asked for.</param>
    /// <param name="now">On a clock that only goes on.</param>
    public (IReadOnlyList<StoredLetter> ToSend, bool ReadAgain) OnRead(IReadOnlyList<StoredLetter> letters, int limit, TimeSpan now)
    {
        isReading = false;
        List<StoredLetter> toSend = [.. letters.Where(letter => IsToSend(letter, now))];
        foreach (var (letter, at) in sent)
        {
            if (now - at >= options.Retry) sent.Remove(letter);
        }
        return (toSend, toSend.Count > 0 && letters.Count == limit);
    }

    /// <summary>The store did not answer.</summary>
    public void OnUnreadable() => isReading = false;

    bool IsToSend(StoredLetter letter, TimeSpan now)
    {
        if (sent.TryGetValue(letter.Id, out var at) && now - at < options.Retry) return false;
        var isNew = sent.TryAdd(letter.Id, now);
        sent[letter.Id] = now;
        return !(isNew && letter.IsForNow);
    }
}

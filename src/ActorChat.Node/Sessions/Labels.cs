using ActorChat.Messages;

namespace ActorChat.Node.Sessions;

/// <summary>
/// How a session stands among the labels of a room or dialogue: under its user's name, with a mark while it is away. A user is away where
/// all their sessions are.
/// </summary>
public static class Labels
{
    // No name has this character.
    const char Mark = '/';

    /// <summary>The label of a session.</summary>
    public static string Of(string user, bool away) => away ? $"{user}{Mark}away" : user;

    /// <summary>The user that a label stands for.</summary>
    public static string UserOf(string label) => label.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var mark ? label[..mark] : label;

    /// <summary>Who is online by these labels, and who of them is away.</summary>
    public static People Read(IReadOnlyList<string> labels)
    {
        // As a rule nobody is away.
        if (!labels.Any(label => label.Contains(Mark, StringComparison.Ordinal))) return new(labels, []);
        var online = labels.Select(UserOf).Distinct().ToList();
        var present = labels.Where(label => !label.Contains(Mark, StringComparison.Ordinal)).ToHashSet();
        return new(online, [.. online.Where(user => !present.Contains(user))]);
    }
}

/// <summary>Who is online, and who of them is away.</summary>
public readonly record struct People(IReadOnlyList<string> Online, IReadOnlyList<string> Away)
{
    /// <summary>Those who are away, or null when nobody is.</summary>
    public IReadOnlyList<string>? AwayOrNull => Away.Count > 0 ? Away : null;
}

using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>
/// What has become of a message since it was posted. The store keeps it with the message, clients get there by the events: the same
/// fold on both sides, in which the second time changes nothing.
/// </summary>
/// <param name="Edit">The sequence number of its last edit; 0 for none.</param>
/// <param name="EditedAt">When that was.</param>
/// <param name="DeletedBy">Who deleted it: then nothing is left of it but this.</param>
/// <param name="Reactions">In the order in which they came; null for none.</param>
/// <param name="Comments">How many hang under it.</param>
public sealed record MessageNotes(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Edit = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? EditedAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DeletedBy = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Reaction>? Reactions = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Comments = 0)
{
    /// <summary>Nothing has happened to it.</summary>
    public static MessageNotes None { get; } = new();

    /// <summary>Whether it was deleted.</summary>
    [JsonIgnore]
    public bool IsDeleted => DeletedBy is not null;

    /// <summary>Whether a user has reacted with this.</summary>
    public bool HasReaction(string emoji, string user) =>
        Reactions?.Any(one => one.Emoji == emoji && one.Users.Any(name => Names.Same(name, user))) == true;

    /// <summary>After an event that may be about this message.</summary>
    /// <param name="message">This message's sequence number.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="seq">The event's sequence number.</param>
    /// <param name="at">When it happened.</param>
    public MessageNotes After(long message, Event happened, long seq, DateTimeOffset at) => happened switch
    {
        MessageDeleted deleted when deleted.Message == message => new MessageNotes(DeletedBy: deleted.By),
        MessageDeleted deleted when deleted.Under == message => this with { Comments = deleted.Left },
        _ when IsDeleted => this,
        Edited edited when edited.Message == message => this with { Edit = seq, EditedAt = at },
        Commented comment when comment.Message == message => this with { Comments = comment.Count },
        Reacted reacted when reacted.Message == message => this with { Reactions = Toggle(reacted) },
        _ => this,
    };

    IReadOnlyList<Reaction>? Toggle(Reacted reacted)
    {
        if (HasReaction(reacted.Emoji, reacted.By) == !reacted.Off) return Reactions;
        List<Reaction> all = [.. Reactions ?? []];
        var at = all.FindIndex(one => one.Emoji == reacted.Emoji);
        if (at < 0) all.Add(new Reaction(reacted.Emoji, [reacted.By]));
        else if (!reacted.Off) all[at] = all[at] with { Users = [.. all[at].Users, reacted.By] };
        else all[at] = all[at] with { Users = [.. all[at].Users.Where(name => !Names.Same(name, reacted.By))] };
        all.RemoveAll(one => one.Users.Count == 0);
        return all.Count == 0 ? null : all;
    }
}

/// <summary>Who reacted with what.</summary>
public sealed record Reaction(string Emoji, IReadOnlyList<string> Users);

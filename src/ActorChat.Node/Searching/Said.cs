using ActorChat.Node.Stores;
using ActorChat.Messages;
using ActorChat.Node.Chat.Codecs;

namespace ActorChat.Node.Searching;

/// <summary>What somebody said: the events that can be found.</summary>
/// <param name="By">Who.</param>
/// <param name="Text">What.</param>
/// <param name="File">The name of the file that goes with it.</param>
public sealed record Said(string By, string Text, string? File = null)
{
    static readonly HashSet<string> Types = [ChatEvents.TypeOf<Posted>(), ChatEvents.TypeOf<Commented>()];

    /// <summary>All that is searched.</summary>
    public string Searched => File is null || Text == File ? Text : $"{Text}\n{File}";

    /// <summary>What an event says; null for one that says nothing.</summary>
    public static Said? Of(StoredEvent stored) => !Types.Contains(stored.Type) ? null : ChatEvents.Read(stored.Body.Span) switch
    {
        Posted posted => new Said(posted.By, posted.Text, posted.File?.Name),
        Commented comment => new Said(comment.By, comment.Text),
        _ => null,
    };
}

using ActorChat.Messages;

namespace ActorChat.Node.Chat.Files;

/// <summary>
/// The key of a published file, <c>owner:file</c>: it leads to the owner's file-store without a table to look it up in, and its
/// second half cannot be guessed.
/// </summary>
/// <param name="Owner">As first written.</param>
/// <param name="File">The file's id: <see cref="FileBytes"/> random bytes in base64 for URLs.</param>
public readonly record struct FileKey(string Owner, string File)
{
    /// <summary>Randomness in a file's id.</summary>
    public const int FileBytes = 24;

    /// <summary>Reads <c>owner:file</c>.</summary>
    public static bool TryParse(string text, out FileKey key)
    {
        key = default;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || text.Length == colon + 1 || Names.User(text[..colon]) is not { } owner) return false;
        key = new FileKey(owner, text[(colon + 1)..]);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Owner}:{File}";
}

using ActorChat.Messages;

namespace ActorChat.Node.Chat.Files;

/// <summary>The names that files are published under: one line, no folder, nothing that leads out of one.</summary>
static class FileNames
{
    /// <summary>The name as others will see it, or null when nothing usable is left of it.</summary>
    public static string? Clean(string raw)
    {
        var name = Texts.CleanLine(raw[(raw.AsSpan().LastIndexOfAny('/', '\\') + 1)..]).Trim();
        return name is "" or "." or ".." || name.Length > ProtocolLimits.MaxFileNameChars ? null : name;
    }
}

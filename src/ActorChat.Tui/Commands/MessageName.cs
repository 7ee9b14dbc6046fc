using System.Globalization;

namespace ActorChat.Tui.Commands;

/// <summary>
/// A message as people name it: <c>lab#42</c>, <c>alice#12</c> or <c>@alice#12</c>, and <c>42</c> or <c>#42</c> in what is in view.
/// </summary>
/// <param name="Place">The room or the other user; null for what is in view.</param>
/// <param name="Number">Its sequence number.</param>
sealed record MessageName(string? Place, long Number)
{
    /// <summary>Null when it names none.</summary>
    public static MessageName? Parse(string text)
    {
        var hash = text.LastIndexOf('#');
        return long.TryParse(text.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new MessageName(hash > 0 ? text[..hash] : null, number)
            : null;
    }
}

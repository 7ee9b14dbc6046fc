using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Talk;

/// <summary>A message's key, <c>device:number</c>: the device's name for itself, and its own growing number.</summary>
public readonly record struct PostKey(string Device, long Number)
{
    /// <summary>Longest name of a device.</summary>
    public const int MaxDeviceChars = 32;

    /// <summary>Reads <c>device:number</c>; a number has one spelling only, so that a key has one, too.</summary>
    public static bool TryParse(string text, out PostKey key)
    {
        key = default;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon is < 1 or > MaxDeviceChars) return false;
        var device = text.AsSpan(0, colon);
        foreach (var letter in device)
        {
            if (!char.IsAsciiLetterOrDigit(letter)) return false;
        }
        var digits = text.AsSpan(colon + 1);
        if (digits is not [>= '1' and <= '9', ..]) return false;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        key = new PostKey(device.ToString(), number);
        return true;
    }

    /// <summary>What to say to a key that is none.</summary>
    public static Error Bad { get; } = new(ErrorCodes.BadKey,
        $"a message's key is device:number, such as k3x9:17: the device 1 to {MaxDeviceChars} letters and digits, the number 1 or more.");
}

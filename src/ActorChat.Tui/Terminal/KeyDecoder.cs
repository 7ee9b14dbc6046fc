using System.Text;

namespace ActorChat.Tui.Terminal;

/// <summary>
/// Keys out of the bytes that a terminal sends. Bytes may be cut anywhere; what cannot be decided yet is kept. A lone
/// Escape is decided by silence: call <see cref="Flush"/> when nothing came for a moment.
/// </summary>
sealed class KeyDecoder
{
    // More than any paste a message can take; the rest of a longer one is dropped.
    const int MaxPasteChars = 256 * 1024;

    const string PasteEnd = "\e[201~";

    readonly Decoder _utf8 = new UTF8Encoding(false).GetDecoder();
    readonly StringBuilder _paste = new();
    string _pending = "";
    bool _pasting;

    /// <summary>Whether an Escape waits to be decided.</summary>
    public bool HasPending => _pending.Length > 0 && !_pasting;

    /// <summary>The keys that these bytes complete.</summary>
    public IReadOnlyList<Key> Feed(ReadOnlySpan<byte> bytes)
    {
        var chars = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        var count = _utf8.GetChars(bytes, chars, flush: false);
        _pending += new string(chars, 0, count);
        return Drain(final: false);
    }

    /// <summary>Nothing more came: what waits is what it is.</summary>
    public IReadOnlyList<Key> Flush() => Drain(final: true);

    List<Key> Drain(bool final)
    {
        var keys = new List<Key>();
        while (_pending.Length > 0)
        {
            if (_pasting)
            {
                if (!TakePaste(keys)) break;
                continue;
            }
            var (key, length) = KeySequences.Read(_pending, final);
            if (length == 0) break;
            _pending = _pending[length..];
            if (key.Name == KeyName.Paste) _pasting = true;
            else if (key.Name != KeyName.Unknown) keys.Add(key);
        }
        return keys;
    }

    // False when the end has not come yet.
    bool TakePaste(List<Key> keys)
    {
        var end = _pending.IndexOf(PasteEnd, StringComparison.Ordinal);
        // The end mark itself may be cut in two.
        var take = end >= 0 ? end : Math.Max(0, _pending.Length - PasteEnd.Length);
        _paste.Append(_pending.AsSpan(0, Math.Min(take, MaxPasteChars - _paste.Length)));
        if (end < 0)
        {
            _pending = _pending[take..];
            return false;
        }
        _pending = _pending[(end + PasteEnd.Length)..];
        keys.Add(new Key(KeyName.Paste, _paste.ToString().ReplaceLineEndings("\n")));
        _paste.Clear();
        _pasting = false;
        return true;
    }
}

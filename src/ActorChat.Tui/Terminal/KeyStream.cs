using System.Text;

namespace ActorChat.Tui.Terminal;

/// <summary>
/// Makes of the bytes that a terminal sends the ones that Terminal.Gui's parser takes without doubt: whole characters, keys in one
/// spelling, mouse reports, whole pastes. What is none of these (answers, focus, sequences of no key) is swallowed. Bytes may be cut
/// anywhere; what can't be decided yet waits for more or for silence.
/// </summary>
sealed class KeyStream
{
    /// <summary>More than any paste that a message can take; the rest of a longer one is dropped.</summary>
    public const int MaxPasteChars = 256 * 1024;

    /// <summary>How long an Escape may be the beginning of a longer sequence.</summary>
    public static readonly TimeSpan EscapeTime = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a paste may pause: longer than a slow line does, so that the rest of it is never taken for typing.</summary>
    public static readonly TimeSpan PasteTime = TimeSpan.FromSeconds(3);

    const string PasteBegin = "\e[200~", PasteEnd = "\e[201~";

    // No key and no mouse report is longer; what is longer is not read on.
    const int MaxSequence = 48;

    readonly Decoder _utf8 = new UTF8Encoding(false).GetDecoder();
    readonly StringBuilder _out = new(), _paste = new();
    readonly StringBuilder _sequence = new();
    State _state;
    char _high, _opener;
    int _skip;

    enum State { Ground, Escape, Csi, Ss3, LinuxF, Text, TextEscape, Paste, OldMouse }

    /// <summary>How long to wait for more before <see cref="Flush"/>; null: nothing waits.</summary>
    public TimeSpan? Patience => _state switch { State.Ground => null, State.Paste => PasteTime, _ => EscapeTime };

    /// <summary>What these bytes complete.</summary>
    public string Feed(ReadOnlySpan<byte> bytes)
    {
        var chars = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        var count = _utf8.GetChars(bytes, chars, flush: false);
        foreach (var one in chars.AsSpan(0, count)) Take(one);
        return Given();
    }

    /// <summary>Nothing more came: what waits is what it is.</summary>
    public string Flush()
    {
        switch (_state)
        {
            case State.Escape: _out.Append(Keys.Escape(_sequence.Length > 0)); break;
            case State.Csi or State.Ss3 when _sequence.Length == 0: _out.Append(Keys.Alt(_opener)); break;
            case State.Text when _sequence.Length == 0: _out.Append(Keys.Alt(_opener)); break;
            case State.Paste: EndPaste(); break;
        }
        ToGround();
        return Given();
    }

    string Given()
    {
        var given = _out.ToString();
        _out.Clear();
        return given;
    }

    void ToGround()
    {
        _state = State.Ground;
        _sequence.Clear();
    }

    void Take(char next)
    {
        switch (_state)
        {
            case State.Ground: Ground(next); break;
            case State.Escape: AfterEscape(next); break;
            case State.Paste: InPaste(next); break;
            case State.OldMouse: if (--_skip == 0) ToGround(); break;
            case State.Text or State.TextEscape: InText(next); break;
            default: InSequence(next); break;
        }
    }

    void Ground(char next)
    {
        if (next == '\e') Begin(State.Escape);
        else if (char.IsHighSurrogate(next)) _high = next;
        else if (char.IsLowSurrogate(next))
        {
            // Half of a character is none.
            if (_high != 0) _out.Append(_high).Append(next);
            _high = '\0';
        }
        else _out.Append(Keys.Plain(next));
    }

    void Begin(State state)
    {
        _state = state;
        _sequence.Clear();
    }

    void AfterEscape(char next)
    {
        switch (next)
        {
            // Twice Escape: the first one was a key, or Alt before a sequence that is spelled the old way.
            case '\e' when _sequence.Length == 0: _sequence.Append('\e'); break;
            case '\e': _out.Append(Keys.Escape(twice: false)); break;
            case '[' or 'O':
                var old = _sequence.Length > 0;
                Begin(next == '[' ? State.Csi : State.Ss3);
                _opener = next;
                if (old) _sequence.Append('\e');
                break;
            case ']' or 'P' or '_' or '^' or 'X':
                Begin(State.Text);
                _opener = next;
                break;
            default:
                if (_sequence.Length > 0) _out.Append(Keys.Escape(twice: false));
                ToGround();
                if (char.IsSurrogate(next)) Ground(next);
                else _out.Append(Keys.Alt(next));
                break;
        }
    }

    // ESC [ parameters final; ESC O final; ESC [ [ letter.
    void InSequence(char next)
    {
        if (next < ' ')
        {
            // Cut off by a key: that one counts.
            ToGround();
            Ground(next);
            return;
        }
        if (_state == State.Csi && next == '[' && _sequence.Length == 0)
        {
            _state = State.LinuxF;
            return;
        }
        if (_state == State.Csi && next is >= ' ' and <= '?')
        {
            if (_sequence.Length < MaxSequence) _sequence.Append(next);
            return;
        }
        var (state, text) = (_state, _sequence.ToString());
        ToGround();
        var alt = text.StartsWith('\e');
        if (alt) text = text[1..];
        if (state == State.Csi && next == 'M' && text.Length == 0) (_state, _skip) = (State.OldMouse, 3);
        else if (state == State.Csi && next == '~' && text == "200") _state = State.Paste;
        else _out.Append(state switch
        {
            State.Csi => Keys.Csi(text, next, alt),
            State.Ss3 => Keys.Ss3(next, alt),
            _ => Keys.LinuxF(next),
        });
    }

    // Answers and other strings of the terminal: to their end, or to a Ctrl+C.
    void InText(char next)
    {
        if (next == '\u0003')
        {
            ToGround();
            Ground(next);
        }
        else if (next == '\a' || (next == '\\' && _state == State.TextEscape)) ToGround();
        else
        {
            _state = next == '\e' ? State.TextEscape : State.Text;
            if (_sequence.Length == 0) _sequence.Append(next);
        }
    }

    void InPaste(char next)
    {
        // Ctrl+C is no text: whoever presses it wants out of a paste that does not end.
        if (next == '\u0003')
        {
            EndPaste();
            Ground(next);
            return;
        }
        if (_sequence.Length == 0 && next != '\e')
        {
            Keep(next);
            return;
        }
        _sequence.Append(next);
        if (_sequence.ToString() == PasteEnd) EndPaste();
        else Unwind();
    }

    // What turned out to be no beginning of the end mark.
    void Unwind()
    {
        while (_sequence.Length > 0 && !PasteEnd.StartsWith(_sequence.ToString(), StringComparison.Ordinal))
        {
            if (_sequence[0] != '\e') Keep(_sequence[0]);
            _sequence.Remove(0, 1);
        }
    }

    void Keep(char next)
    {
        if (_paste.Length < MaxPasteChars) _paste.Append(next);
    }

    void EndPaste()
    {
        if (_paste.Length > 0 && char.IsHighSurrogate(_paste[^1])) _paste.Length--;
        _out.Append(PasteBegin).Append(_paste).Append(PasteEnd);
        _paste.Clear();
        ToGround();
    }
}

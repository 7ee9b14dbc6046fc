namespace ActorChat.Node.Settings.Hocon;

/// <summary>
/// Reads HOCON and says of what it can't read where that stands. Akka's own reader takes the same files, but passes over what follows
/// a brace too many, knows no <c>${?NAME}</c>, and names no lines; what operators write is read here, and given to Akka's as text
/// without any of that.
/// Left out on purpose: <c>include</c> and <c>+=</c>.
/// </summary>
sealed class HoconReader
{
    /// <summary>Groups in groups and lists in lists: far more than any settings need, far less than the stack holds.</summary>
    const int MaxDepth = 50;

    readonly HoconCursor at;
    int depth;

    HoconReader(string text, string source) => at = new(text, source);

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="SettingsException">It can't be read; the message says where.</exception>
    public static HoconGroup Read(string text, string source)
    {
        var reader = new HoconReader(text, source);
        var root = new HoconGroup(reader.at.Place());
        reader.at.SkipBlanks();
        if (reader.at.TryTake('{'))
        {
            reader.ReadMembers(root, reader.at.Back(1));
            reader.at.SkipBlanks();
            if (!reader.at.IsAtEnd)
            {
                throw reader.at.Wrong($"{reader.at.Shown} stands after the end of the outermost group: take it away, or the }} before it");
            }
        }
        else
        {
            reader.ReadMembers(root, null);
        }
        return root;
    }

    /// <summary>Reads one value, as it stands to the right of a setting's name.</summary>
    /// <exception cref="SettingsException">It can't be read.</exception>
    public static HoconNode ReadValue(string text, string source)
    {
        var reader = new HoconReader(text, source);
        var value = reader.ReadNode();
        reader.at.SkipBlanks();
        return reader.at.IsAtEnd ? value : throw reader.at.Wrong($"{reader.at.Shown} stands after the value");
    }

    // Until the brace that closes what the other one has opened, or to the end of the file.
    void ReadMembers(HoconGroup group, Place? opened)
    {
        if (++depth > MaxDepth) throw at.Wrong($"groups stand in groups more than {MaxDepth} deep");
        while (true)
        {
            at.SkipBlanks();
            if (at.IsAtEnd)
            {
                if (opened is { } brace) throw HoconCursor.Wrong("this { has no }: write one where the group ends", brace);
                break;
            }
            if (at.TryTake('}'))
            {
                if (opened is null) throw HoconCursor.Wrong("this } closes nothing: take it away", at.Back(1));
                break;
            }
            ReadMember(group);
            EndMember("}");
        }
        depth--;
    }

    void ReadMember(HoconGroup group)
    {
        var place = at.Place();
        var path = ReadPath();
        if (path is ["include"] && at.Peek() == '"')
        {
            throw HoconCursor.Wrong("include is not read here: put everything into one file", place);
        }
        at.SkipSpaces();
        if (at.Peek() == '+') throw at.Wrong("+= is not read here: write the whole list, name = [a, b]");
        if (at.Peek() != '{' && !at.TryTake('=') && !at.TryTake(':'))
        {
            throw HoconCursor.Wrong($"after the name '{string.Join('.', path)}' comes =, : or {{, and then its value", place);
        }
        var value = ReadNode();
        value.NamedAt = place;
        group.Put(path.ToArray(), value);
    }

    // A comma or a new line ends a member; a list's last item, and a group's last member, need none.
    void EndMember(string closing)
    {
        at.SkipSpaces();
        if (at.TryTake(',') || at.IsAtEnd || at.Peek() is '\n' || closing.Contains(at.Peek())) return;
        if (at.Peek() is ':' or '=') throw at.Wrong("a value with : or = in it must stand in quotes, such as \"127.0.0.1:7401\"");
        throw at.Wrong(
            $"{at.Shown} can't stand here: one setting in a line, or a comma between them, and values with such signs in quotes");
    }

    List<string> ReadPath()
    {
        List<string> path = [];
        do
        {
            at.SkipSpaces();
            var name = at.Peek() == '"' ? at.TakeQuoted() : at.TakeName();
            if (name.Length == 0) throw at.Wrong($"the name of a setting was expected, not {at.Shown}");
            path.Add(name);
            at.SkipSpaces();
        }
        while (at.TryTake('.'));
        return path;
    }

    HoconNode ReadNode()
    {
        at.SkipBlanks();
        var place = at.Place();
        if (at.TryTake('{'))
        {
            var group = new HoconGroup(place);
            ReadMembers(group, place);
            return group;
        }
        return at.TryTake('[') ? ReadList(place) : ReadText(place);
    }

    HoconList ReadList(Place opened)
    {
        if (++depth > MaxDepth) throw at.Wrong($"lists stand in lists more than {MaxDepth} deep");
        List<HoconNode> items = [];
        while (true)
        {
            at.SkipBlanks();
            if (at.IsAtEnd) throw HoconCursor.Wrong("this [ has no ]: write one where the list ends", opened);
            if (at.TryTake(']')) break;
            items.Add(ReadNode());
            EndMember("]");
        }
        depth--;
        return new(items, opened);
    }

    // Text, quoted text and ${…} one after the other are one value; the blanks between them belong to it, those around it do not.
    HoconText ReadText(Place place)
    {
        List<Piece> pieces = [];
        for (var blanks = ""; ; blanks = at.TakeSpaces())
        {
            Piece? next = at switch
            {
                { IsAtQuote: true } => new(at.TakeQuoted()),
                { IsAtSubstitution: true } => at.TakeSubstitution(),
                _ => at.TakeWord() is { Length: > 0 } word ? new(word) : null,
            };
            if (next is null) break;
            if (blanks.Length > 0) pieces.Add(new(blanks));
            pieces.Add(next.Value);
        }
        if (pieces.Count == 0) throw HoconCursor.Wrong($"a value was expected, not {at.Shown}; nothing at all is written \"\"", place);
        return new(pieces, place);
    }
}

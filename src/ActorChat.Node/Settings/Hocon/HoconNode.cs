using System.Text;

namespace ActorChat.Node.Settings.Hocon;

/// <summary>Where a value was written.</summary>
/// <param name="Source">A file's name, a variable's, or an option's.</param>
/// <param name="Line">From 1; 0 when the source has no lines.</param>
/// <param name="Column">From 1.</param>
readonly record struct Place(string Source, int Line = 0, int Column = 0)
{
    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? Source : $"{Source}, line {Line}, column {Column}";
}

/// <summary>A value, a list of values, or a group of settings.</summary>
abstract class HoconNode(Place place)
{
    /// <summary>Where it stands.</summary>
    public Place Place { get; } = place;

    /// <summary>Where its name stands, before it.</summary>
    public Place NamedAt { get; set; } = place;
}

/// <summary>A part of a value: text, or something that stands elsewhere.</summary>
/// <param name="Text">The text, or the path or variable of what is to be put in.</param>
/// <param name="IsSubstitution">Whether it is <c>${…}</c>.</param>
/// <param name="IsOptional">Whether it is <c>${?…}</c>, which may be missing.</param>
readonly record struct Piece(string Text, bool IsSubstitution = false, bool IsOptional = false);

/// <summary>A value.</summary>
sealed class HoconText(IReadOnlyList<Piece> pieces, Place place) : HoconNode(place)
{
    /// <summary>A value as it stands.</summary>
    public HoconText(string text, Place place)
        : this([new Piece(text)], place)
    {
    }

    /// <summary>What it is made of.</summary>
    public IReadOnlyList<Piece> Pieces { get; } = pieces;

    /// <summary>What stood there before this value was given: it stays when this one is optional and missing.</summary>
    public HoconNode? Before { get; set; }

    /// <summary>Whether something is still to be put in.</summary>
    public bool IsOpen => Pieces.Any(piece => piece.IsSubstitution);

    /// <summary>The value, once nothing is to be put in.</summary>
    public string Value => string.Concat(Pieces.Select(piece => piece.Text));
}

/// <summary>A list.</summary>
sealed class HoconList(IReadOnlyList<HoconNode> items, Place place) : HoconNode(place)
{
    /// <summary>In their order.</summary>
    public IReadOnlyList<HoconNode> Items { get; } = items;
}

/// <summary>Settings by name.</summary>
sealed class HoconGroup(Place place) : HoconNode(place)
{
    /// <summary>In the order in which they were written first.</summary>
    public Dictionary<string, HoconNode> Items { get; } = [];

    /// <summary>What stands at a path, or null.</summary>
    public HoconNode? At(params ReadOnlySpan<string> path)
    {
        HoconNode? node = this;
        foreach (var name in path) node = (node as HoconGroup)?.Items.GetValueOrDefault(name);
        return node;
    }

    /// <summary>Gives a setting a value: the later one wins, and groups are put together.</summary>
    public void Put(ReadOnlySpan<string> path, HoconNode node)
    {
        var old = Items.GetValueOrDefault(path[0]);
        if (path.Length > 1)
        {
            if (old is not HoconGroup inner) Items[path[0]] = inner = new(node.Place) { NamedAt = node.NamedAt };
            inner.Put(path[1..], node);
        }
        else if (old is HoconGroup group && node is HoconGroup more)
        {
            group.Merge(more);
        }
        else
        {
            if (node is HoconText text && !ReferenceEquals(text, old)) text.Before = old;
            Items[path[0]] = node;
        }
    }

    /// <summary>Puts all settings of another group over these.</summary>
    public void Merge(HoconGroup over)
    {
        foreach (var (name, node) in over.Items) Put([name], node);
    }

    /// <summary>The group as text that any reader of HOCON takes: every name and value in quotes.</summary>
    public string Render()
    {
        var text = new StringBuilder();
        Write(text, this);
        return text.ToString();
    }

    static void Write(StringBuilder text, HoconNode node)
    {
        switch (node)
        {
            case HoconGroup group:
                text.Append("{ ");
                foreach (var (name, value) in group.Items)
                {
                    Quote(text, name);
                    text.Append(" = ");
                    Write(text, value);
                    text.Append('\n');
                }
                text.Append('}');
                break;
            case HoconList list:
                text.Append('[');
                foreach (var item in list.Items)
                {
                    Write(text, item);
                    text.Append(", ");
                }
                text.Append(']');
                break;
            case HoconText value:
                Quote(text, value.Value);
                break;
        }
    }

    static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' or '\\' => text.Append('\\').Append(letter),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ => text.Append(letter),
            };
        }
        text.Append('"');
    }
}

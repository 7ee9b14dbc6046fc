namespace ActorChat.Node.Settings.Hocon;

/// <summary>
/// Puts in what <c>${…}</c> stands for, as HOCON has it: another setting, whatever its last value is, or else a variable of the
/// environment.
/// A value that is nothing but a missing <c>${?…}</c> was never given.
/// </summary>
sealed class HoconResolver(HoconGroup root, Func<string, string?> environment)
{
    // The values that are being put together: one that needs itself can't be.
    readonly HashSet<HoconNode> underWay = [];

    /// <summary>The whole, with everything put in.</summary>
    /// <exception cref="SettingsException">Something is missing, or needs itself.</exception>
    public static HoconGroup Resolve(HoconGroup root, Func<string, string?> environment) =>
        (HoconGroup)new HoconResolver(root, environment).Resolve(root)!;

    HoconNode? Resolve(HoconNode node)
    {
        switch (node)
        {
            case HoconGroup group:
                var resolved = new HoconGroup(group.Place);
                foreach (var (name, inner) in group.Items)
                {
                    if (Resolve(inner) is { } value) resolved.Items[name] = value;
                }
                return resolved;
            case HoconList list:
                return new HoconList([.. list.Items.Select(Resolve).OfType<HoconNode>()], list.Place);
            case HoconText { IsOpen: true } text:
                if (!underWay.Add(text)) throw HoconCursor.Wrong("this value needs itself: ${…} goes round in a circle", text.Place);
                var found = Fill(text);
                underWay.Remove(text);
                return found;
            default:
                return node;
        }
    }

    HoconNode? Fill(HoconText text)
    {
        if (text.Pieces is [{ IsSubstitution: true } whole])
        {
            var found = Find(whole, text);
            return found is null && text.Before is { } before ? Resolve(before) : Moved(found, text.Place);
        }
        var parts = text.Pieces.Select(piece => piece.IsSubstitution ? TextOf(piece, text) : piece.Text);
        return new HoconText(string.Concat(parts), text.Place);
    }

    string TextOf(Piece piece, HoconText within) => Find(piece, within) switch
    {
        null => "",
        HoconText text => text.Value,
        _ => throw HoconCursor.Wrong($"${{{piece.Text}}} stands for a group or a list, which can't be a part of a text", within.Place),
    };

    HoconNode? Find(Piece piece, HoconText within)
    {
        HoconNode? node = root;
        foreach (var name in piece.Text.Split('.')) node = (Open(node) as HoconGroup)?.Items.GetValueOrDefault(name);
        // A value that names itself means what stood there before.
        if (ReferenceEquals(node, within)) node = within.Before;
        if (node is not null && Resolve(node) is { } found) return found;
        if (environment(piece.Text) is { } variable) return new HoconText(variable, within.Place);
        if (piece.IsOptional) return null;
        throw HoconCursor.Wrong(
            $"${{{piece.Text}}} is neither a setting nor a variable of the environment: set it, or write ${{?{piece.Text}}} if it "
                + "may be missing",
            within.Place);
    }

    // On the way to what is looked for; groups are not resolved as a whole, as they may hold what is asked for.
    HoconNode? Open(HoconNode? node) => node is HoconText { IsOpen: true } ? Resolve(node) : node;

    // A value is where it was put in, for whoever is told that it is wrong.
    static HoconNode? Moved(HoconNode? found, Place place) => found is HoconText text ? new HoconText(text.Value, place) : found;
}

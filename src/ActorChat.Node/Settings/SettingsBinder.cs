using ActorChat.Node.Settings.Hocon;

namespace ActorChat.Node.Settings;

/// <summary>Fills options classes with what is written: each property has its line, and each line its property.</summary>
static class SettingsBinder
{
    /// <summary>The paths of all settings of an options class, groups left out.</summary>
    public static IEnumerable<(string Path, SettingKind Kind)> Paths(Type options, string path) =>
        SettingKind.Of(options).SelectMany(kind =>
            kind.Group is { } group ? Paths(group, $"{path}.{kind.Name}") : [($"{path}.{kind.Name}", kind)]);

    /// <summary>An options class with the values of a group.</summary>
    /// <exception cref="SettingsException">A value can't be used, or there is no such setting.</exception>
    public static object Bind(Type options, HoconNode? node, string path)
    {
        if (node is not HoconGroup group)
        {
            throw new SettingsException($"The setting {path} ({node?.Place}) is a group and must be written {path} {{ … }}.");
        }
        var bound = Activator.CreateInstance(options)!;
        foreach (var kind in SettingKind.Of(options))
        {
            var inner = $"{path}.{kind.Name}";
            var found = group.Items.GetValueOrDefault(kind.Name)
                ?? throw new SettingsException($"The setting {inner} has no value: hocon/actorchat.conf must have a line for it.");
            kind.Property.SetValue(bound, kind.Group is { } part ? Bind(part, found, inner) : kind.Read(found, inner));
        }
        return bound;
    }

    /// <summary>Refuses names that mean nothing: they are slips, and what was meant would silently not be set.</summary>
    /// <exception cref="SettingsException">Names the first, and the one that was probably meant.</exception>
    public static void CheckNames(HoconGroup given, Type options, string path)
    {
        var all = Paths(options, path).Select(one => one.Path).ToList();
        Check(given, options, path);

        void Check(HoconGroup group, Type type, string at)
        {
            var kinds = SettingKind.Of(type).ToDictionary(kind => kind.Name);
            foreach (var (name, node) in group.Items)
            {
                var inner = $"{at}.{name}";
                if (!kinds.TryGetValue(name, out var kind))
                {
                    throw new SettingsException($"There is no setting {inner} ({node.NamedAt}){Hint(SettingNames.Nearest(inner, all))}");
                }
                if (kind.Group is { } part && node is HoconGroup more) Check(more, part, inner);
            }
        }
    }

    /// <summary>The end of a sentence about a name that means nothing.</summary>
    static string Hint(string? nearest) =>
        nearest is null ? ": hocon/actorchat.conf has all there are." : $": {nearest} was probably meant.";
}

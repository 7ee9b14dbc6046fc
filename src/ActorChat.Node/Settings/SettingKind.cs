using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using ActorChat.Node.Settings.Hocon;

namespace ActorChat.Node.Settings;

/// <summary>One property of an options class as a setting: how its value is read, and what may stand there.</summary>
sealed class SettingKind(PropertyInfo property)
{
    /// <summary>What switches off a setting that may be off.</summary>
    public const string Off = "off";

    static readonly NullabilityInfoContext Nullability = new();

    readonly Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
    readonly ValidationAttribute[] rules = [.. property.GetCustomAttributes<ValidationAttribute>()];

    /// <summary>The settings of an options class: what can be set by everyone.</summary>
    public static IEnumerable<SettingKind> Of(Type options) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true }).Select(property => new SettingKind(property));

    /// <summary>The property.</summary>
    public PropertyInfo Property => property;

    /// <summary>Its name among its neighbours.</summary>
    public string Name { get; } = SettingNames.Kebab(property.Name);

    /// <summary>The options class, when it is a group of settings.</summary>
    public Type? Group => type.Namespace?.StartsWith("ActorChat", StringComparison.Ordinal) == true && !type.IsEnum ? type : null;

    /// <summary>Whether it is a list of texts.</summary>
    public bool IsList => typeof(IEnumerable<string>).IsAssignableFrom(type);

    bool IsSize => property.Name.Contains("Bytes", StringComparison.Ordinal);

    bool MayBeOff
    {
        get
        {
            lock (Nullability) return Nullability.Create(property).WriteState == NullabilityState.Nullable;
        }
    }

    /// <summary>The value, as the property takes it.</summary>
    /// <param name="node">What is written there.</param>
    /// <param name="path">The whole path.</param>
    /// <exception cref="SettingsException">It can't be the value.</exception>
    public object? Read(HoconNode node, string path)
    {
        var value = IsList ? ReadList(node) : node is HoconText text ? ReadText(text.Value) : this;
        var isRight = !ReferenceEquals(value, this) && rules.All(rule => rule.IsValid(value))
            && (value is not TimeSpan duration || (duration > TimeSpan.Zero && duration <= Quantities.LongestDuration));
        return isRight ? value : throw new SettingsException($"The setting {path} is {Show(node)} ({node.Place}) and must be {Expected}.");
    }

    /// <summary>What may stand there, in words.</summary>
    public string Expected
    {
        get
        {
            var range = rules.OfType<RangeAttribute>().FirstOrDefault();
            var bounds = range is null ? "" : $" from {Bound(range.Minimum)} to {Bound(range.Maximum)}";
            var what = type switch
            {
                _ when type == typeof(TimeSpan) => "a duration with its unit, such as 10s or 200ms",
                _ when type == typeof(bool) => "on or off",
                { IsEnum: true } => string.Join(", ", Enum.GetNames(type).Select(SettingNames.Kebab)),
                _ when IsList => "a list, [a, b]",
                _ when type == typeof(string) => "text",
                _ when IsSize => $"a size{bounds}, such as 64 KiB or 5 MiB",
                _ when type == typeof(double) => $"a number{bounds}",
                _ => $"a whole number{bounds}",
            };
            // A rule of a text says all there is to say of it.
            if (rules.FirstOrDefault(rule => rule is not RangeAttribute)?.FormatErrorMessage(Name) is { } rule)
            {
                what = type == typeof(TimeSpan) ? $"{what}, {rule}" : rule;
            }
            return MayBeOff && type != typeof(string) ? $"{what}, or {Off}" : what;
        }
    }

    object? ReadText(string text)
    {
        if (MayBeOff && text is "" or "null" || (MayBeOff && text == Off && type != typeof(string))) return null;
        if (type == typeof(string)) return text;
        if (type == typeof(TimeSpan)) return Quantities.Duration(text) ?? (object)this;
        if (type == typeof(bool)) return text switch { "on" or "true" or "yes" => true, "off" or "false" or "no" => false, _ => this };
        if (type.IsEnum)
        {
            return Enum.GetNames(type).FirstOrDefault(name => SettingNames.Kebab(name) == text) is { } name ? Enum.Parse(type, name) : this;
        }
        if (type == typeof(double)) return Number(text) ?? (object)this;
        var whole = IsSize ? Quantities.Size(text) : Whole(text);
        if (type == typeof(long)) return whole ?? (object)this;
        if (type == typeof(int)) return whole is >= int.MinValue and <= int.MaxValue ? (int)whole : this;
        throw new NotSupportedException($"{property.DeclaringType}.{property.Name} is of a type that settings don't have.");
    }

    static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    static long? Whole(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Where only one line of text can stand (a variable, the command line) commas part the items.
    object ReadList(HoconNode node) => node switch
    {
        HoconList list when list.Items.All(item => item is HoconText) => list.Items.Cast<HoconText>().Select(item => item.Value).ToList(),
        HoconText text =>
            text.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList(),
        _ => this,
    };

    string Bound(object bound) =>
        IsSize ? Quantities.FormatSize(Convert.ToInt64(bound, CultureInfo.InvariantCulture))
            : Convert.ToString(bound, CultureInfo.InvariantCulture)!;

    string Show(HoconNode node) => node switch
    {
        HoconText when property.IsDefined(typeof(SecretAttribute)) => "a text that is not shown",
        HoconText text => $"'{text.Value}'",
        HoconList list => $"[{string.Join(", ", list.Items.OfType<HoconText>().Select(item => item.Value))}]",
        _ => "a group { … }",
    };
}

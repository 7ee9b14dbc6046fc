using System.Collections;

namespace ActorChat.Node.Clustering.Crossing;

/// <summary>
/// How a property's value crosses, by its declared type: whatever list it is, as an array; an enumeration by its names; so that the types
/// that a compiler or a library chooses for them are nobody's business. Null stays null.
/// </summary>
/// <param name="Holds">The records in it.</param>
/// <param name="Write">The value as Hyperion is given it.</param>
/// <param name="Read">The value of what Hyperion gives; throws when that is not what it should be.</param>
public sealed record SlotForm(IReadOnlyList<Type> Holds, Func<object, object> Write, Func<object, object> Read)
{
    /// <summary>What Hyperion writes by itself.</summary>
    public static IReadOnlyList<Type> Plain { get; } =
        [typeof(string), typeof(bool), typeof(int), typeof(long), typeof(DateTimeOffset), typeof(byte[])];

    /// <summary>The form of a declared type.</summary>
    /// <exception cref="NotSupportedException">It can't cross.</exception>
    public static SlotForm Of(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (Plain.Contains(type)) return new([], value => value, value => Checked(type, value));
        if (type == typeof(ReadOnlyMemory<byte>))
        {
            return new([], value => ((ReadOnlyMemory<byte>)value).ToArray(), value => new ReadOnlyMemory<byte>((byte[])value));
        }
        if (type.IsEnum) return new([], value => value.ToString()!, value => Enum.Parse(type, (string)value));
        if (!type.IsGenericType) return new([type], value => value, value => Checked(type, value));
        if (type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) return ListOf(type.GenericTypeArguments[0]);
        if (type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            return TableOf(type, type.GenericTypeArguments[0], Of(type.GenericTypeArguments[1]));
        }
        throw new NotSupportedException($"{declared} can't cross between nodes");
    }

    static SlotForm ListOf(Type element)
    {
        var form = Of(element);
        return new(form.Holds, value => ((IEnumerable)value).Cast<object>().Select(form.Write).ToArray(), value =>
        {
            var items = (object[])value;
            var list = Array.CreateInstance(element, items.Length);
            for (var i = 0; i < items.Length; i++) list.SetValue(form.Read(items[i]), i);
            return list;
        });
    }

    // A key, its value, the next key …
    static SlotForm TableOf(Type type, Type key, SlotForm values)
    {
        if (key != typeof(string)) throw new NotSupportedException($"{type} can't cross between nodes");
        var table = typeof(Dictionary<,>).MakeGenericType(type.GenericTypeArguments);
        var (keyOf, valueOf) = (EntryPart(type, "Key"), EntryPart(type, "Value"));
        return new(
            values.Holds,
            value => ((IEnumerable)value).Cast<object>().SelectMany(entry => (object[])[keyOf(entry), values.Write(valueOf(entry))])
                .ToArray(),
            value =>
            {
                var made = (IDictionary)Activator.CreateInstance(table)!;
                foreach (var entry in ((object[])value).Chunk(2)) made.Add(entry[0], values.Read(entry[1]));
                return made;
            });
    }

    static Func<object, object> EntryPart(Type table, string name)
    {
        var part = typeof(KeyValuePair<,>).MakeGenericType(table.GenericTypeArguments).GetProperty(name)!;
        return entry => part.GetValue(entry)!;
    }

    static object Checked(Type type, object value) =>
        type.IsInstanceOfType(value) ? value : throw new InvalidDataException($"A {value.GetType()} in place of a {type}.");
}

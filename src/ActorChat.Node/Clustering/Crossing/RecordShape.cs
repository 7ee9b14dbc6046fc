using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace ActorChat.Node.Clustering.Crossing;

/// <summary>One property of a record as it crosses.</summary>
/// <param name="Name">In UTF-8.</param>
/// <param name="Field">Where it is kept.</param>
/// <param name="Parameter">Which of the constructor's parameters sets it; -1 for none.</param>
/// <param name="IsRequired">Whether a record can't be made without it.</param>
/// <param name="MayBeNull">Whether null is a value of it.</param>
/// <param name="Form">How its value crosses.</param>
public sealed record Slot(byte[] Name, FieldInfo Field, int Parameter, bool IsRequired, bool MayBeNull, SlotForm Form);

/// <summary>What a record is made of: its properties, by name, and its constructor.</summary>
public sealed class RecordShape
{
    readonly ConstructorInfo? constructor;
    readonly object?[] defaults;

    /// <summary>Looks at a record.</summary>
    /// <exception cref="NotSupportedException">It holds what can't cross.</exception>
    public RecordShape(Type type)
    {
        // Every record class has this method.
        if (type.GetMethod("<Clone>$") is null || type.IsGenericType) throw CantCross($"{type}", "it is no record");
        constructor = type.IsAbstract ? null : type.GetConstructors().MaxBy(one => one.GetParameters().Length);
        var parameters = constructor?.GetParameters() ?? [];
        defaults = [.. parameters.Select(parameter => parameter.HasDefaultValue ? parameter.DefaultValue : null)];
        Slots = [.. Lineage(type).SelectMany(FieldsOf).Select(field => SlotOf(field, parameters))];
    }

    /// <summary>Its properties.</summary>
    public IReadOnlyList<Slot> Slots { get; }

    /// <summary>The place of a property; -1 for one that this version does not know.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Slots.Count; i++)
        {
            if (name.SequenceEqual(Slots[i].Name)) return i;
        }
        return -1;
    }

    /// <summary>Makes a record of what has come; what has not is as its declaration says.</summary>
    /// <param name="values">By place.</param>
    /// <param name="hasCome">Which of them count.</param>
    /// <exception cref="InvalidDataException">Something is missing.</exception>
    public object Make(object?[] values, bool[] hasCome)
    {
        if (constructor is null) throw new InvalidDataException("An abstract record can't be made.");
        var arguments = (object?[])defaults.Clone();
        for (var i = 0; i < Slots.Count; i++)
        {
            var slot = Slots[i];
            if (hasCome[i] ? values[i] is null && !slot.MayBeNull : slot.IsRequired)
            {
                throw new InvalidDataException($"A {slot.Field.DeclaringType} without {Encoding.UTF8.GetString(slot.Name)}.");
            }
            if (hasCome[i] && slot.Parameter >= 0) arguments[slot.Parameter] = values[i];
        }
        var made = constructor.Invoke(arguments);
        for (var i = 0; i < Slots.Count; i++)
        {
            if (hasCome[i] && Slots[i].Parameter < 0) Slots[i].Field.SetValue(made, values[i]);
        }
        return made;
    }

    static IEnumerable<Type> Lineage(Type type)
    {
        for (var one = type; one != typeof(object); one = one.BaseType!) yield return one;
    }

    static FieldInfo[] FieldsOf(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

    static Slot SlotOf(FieldInfo field, ParameterInfo[] parameters)
    {
        // What the compiler calls the field of a property that has no other.
        if (!field.Name.StartsWith('<')) throw CantCross($"{field.DeclaringType}.{field.Name}", "it is no property");
        var name = field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)];
        var parameter = Array.FindIndex(parameters, one => one.Name == name);
        var property = field.DeclaringType!.GetProperty(name) ?? throw CantCross($"{field.DeclaringType}.{name}", "it is not public");
        var isRequired = parameter >= 0 ? !parameters[parameter].HasDefaultValue : property.IsDefined(typeof(RequiredMemberAttribute));
        var mayBeNull = new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        return new(Encoding.UTF8.GetBytes(name), field, parameter, isRequired, mayBeNull, SlotForm.Of(field.FieldType));
    }

    static NotSupportedException CantCross(string what, string why) => new($"{what} can't cross between nodes: {why}");
}

using System.Reflection;
using System.Text.Json.Serialization;
using Hyperion;

namespace ActorChat.Node.Clustering.Crossing;

/// <summary>
/// The records that may be written between nodes by Hyperion, and no others: the roots, the derived records that they declare, and all
/// that these hold. As a filter it is asked for every type that is written or named in what is read, at any depth.
/// </summary>
public sealed class CrossingTypes : ITypeFilter
{
    readonly Dictionary<Type, RecordShape> shapes = [];
    readonly HashSet<string> names = [];

    /// <summary>Lists what these hold.</summary>
    /// <exception cref="NotSupportedException">One holds what can't cross.</exception>
    public CrossingTypes(params IReadOnlyList<Type> roots)
    {
        // Lists cross as arrays of any of these.
        Type[] parts = [typeof(object[]), .. SlotForm.Plain];
        foreach (var part in parts) Name(part);
        foreach (var root in roots) Add(root);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<Type> All => shapes.Keys;

    /// <inheritdoc/>
    public bool IsAllowed(string typeName) => names.Contains(typeName);

    /// <summary>How a record is written.</summary>
    /// <exception cref="NotSupportedException">It is none of these.</exception>
    public RecordShape ShapeOf(Type type) =>
        shapes.GetValueOrDefault(type) ?? throw new NotSupportedException($"{type} is not among what nodes say to each other");

    void Add(Type type)
    {
        if (shapes.ContainsKey(type)) return;
        var shape = new RecordShape(type);
        shapes.Add(type, shape);
        Name(type);
        foreach (var derived in type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)) Add(derived.DerivedType);
        foreach (var held in shape.Slots.SelectMany(slot => slot.Form.Holds)) Add(held);
    }

    // As the runtime calls it, which is asked for when writing, and as Hyperion does, without versions.
    void Name(Type type)
    {
        var full = type.AssemblyQualifiedName!;
        names.Add(full);
        var isCore = type.Assembly == typeof(object).Assembly;
        names.Add(full[..full.IndexOf(", Version", StringComparison.Ordinal)] + (isCore ? ",%core%" : ""));
    }
}

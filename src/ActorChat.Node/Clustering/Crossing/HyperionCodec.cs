using System.Runtime.InteropServices;
using System.Runtime.Serialization;
using ActorChat.Node.Behaviours;
using Hyperion;

namespace ActorChat.Node.Clustering.Crossing;

/// <summary>Records of one hierarchy as Hyperion writes them between nodes. Never for what is stored, or comes from a client.</summary>
/// <param name="root">The hierarchy.</param>
/// <param name="types">What may be in them.</param>
public sealed class HyperionCodec(Type root, CrossingTypes types) : ICodec
{
    readonly Serializer serializer = new(new SerializerOptions(
        versionTolerance: false, preserveObjectReferences: false, surrogates: null, serializerFactories: [new ListedOnly(types)],
        knownTypes: null, ignoreISerializable: true, packageNameOverrides: null, disallowUnsafeTypes: true, typeFilter: types));

    /// <inheritdoc/>
    /// <exception cref="SerializationException">It holds what is not listed: a bug. The association between the nodes stays.</exception>
    public ReadOnlyMemory<byte> Encode(object value)
    {
        var stream = new MemoryStream();
        try
        {
            serializer.Serialize(value, stream);
        }
        catch (Exception e)
        {
            throw new SerializationException($"A {value.GetType()} can't cross between nodes: {e.Message}", e);
        }
        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }

    /// <inheritdoc/>
    public object Decode(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var read = serializer.Deserialize(Open(bytes));
            return root.IsInstanceOfType(read) ? read : throw new InvalidDataException("It is something else.");
        }
        // Of what is wrong with the bytes Hyperion tells by exceptions of all kinds.
        catch (Exception e)
        {
            throw new InvalidDataException($"Not a {root.Name} that this version knows: {e.Message}", e);
        }
    }

    static MemoryStream Open(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array) ? new(array.Array!, array.Offset, array.Count) : new(bytes.ToArray());
}

using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Hyperion;
using Hyperion.SerializerFactories;
using Hyperion.ValueSerializers;

namespace ActorChat.Node.Clustering.Crossing;

/// <summary>
/// Writes records for Hyperion, each property with its name and length. Hyperion's own way reads them by place, also when it is told to
/// tolerate other versions: a property more or less, and all behind it is misread. Here those that this version does not know are passed
/// over, and those that are missing are as their declaration says. Each value stands for itself, so that passing over one takes nothing
/// from the next.
/// </summary>
sealed class RecordSerializer(Type type, RecordShape shape) : ValueSerializer
{
    // Hyperion's mark of an object, and its type's name.
    readonly ObjectSerializer manifest = new(type);

    public override Type GetElementType() => type;

    public override void WriteManifest(Stream stream, SerializerSession session) => manifest.WriteManifest(stream, session);

    public override void WriteValue(Stream stream, object value, SerializerSession session)
    {
        stream.WriteByte((byte)shape.Slots.Count);
        foreach (var slot in shape.Slots)
        {
            stream.WriteByte((byte)slot.Name.Length);
            stream.Write(slot.Name);
            var start = stream.Position;
            WriteLength(stream, 0);
            if (slot.Field.GetValue(value) is not { } held) continue;
            session.Serializer.Serialize(slot.Form.Write(held), stream);
            var end = stream.Position;
            stream.Position = start;
            WriteLength(stream, (int)(end - start) - sizeof(int));
            stream.Position = end;
        }
    }

    public override object ReadValue(Stream stream, DeserializerSession session)
    {
        // What holds itself without end is no message.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var values = new object?[shape.Slots.Count];
        var hasCome = new bool[values.Length];
        for (var left = stream.ReadByte(); left > 0; left--)
        {
            var place = ReadPlace(stream);
            var end = ReadLength(stream) + stream.Position;
            if (end > stream.Length) throw new InvalidDataException("A value is longer than its message.");
            if (place >= 0)
            {
                values[place] = end == stream.Position ? null : shape.Slots[place].Form.Read(session.Serializer.Deserialize(stream));
                hasCome[place] = true;
            }
            stream.Position = end;
        }
        return shape.Make(values, hasCome);
    }

    int ReadPlace(Stream stream)
    {
        Span<byte> name = stackalloc byte[stream.ReadByte() & byte.MaxValue];
        stream.ReadExactly(name);
        return shape.Find(name);
    }

    static void WriteLength(Stream stream, int length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        stream.Write(bytes);
    }

    static uint ReadLength(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }
}

/// <summary>
/// Gives Hyperion the records' own way for those that are listed, and refuses others: its ways for them are not asked for.
/// </summary>
sealed class ListedOnly(CrossingTypes types) : ValueSerializerFactory
{
    public override bool CanSerialize(Serializer serializer, Type type) => type != typeof(object[]) && types.ShapeOf(type) is not null;

    public override bool CanDeserialize(Serializer serializer, Type type) => CanSerialize(serializer, type);

    public override ValueSerializer BuildSerializer(
        Serializer serializer, Type type, ConcurrentDictionary<Type, ValueSerializer> typeMapping) =>
        typeMapping.GetOrAdd(type, _ => new RecordSerializer(type, types.ShapeOf(type)));
}

using ActorChat.Node.Stores;
using Akka.Actor;
using Akka.Serialization;

namespace ActorChat.Node.Journals;

/// <summary>An entity's state in the snapshot store.</summary>
/// <param name="Kind">The entity's kind, whose codec reads the body.</param>
/// <param name="Body">As that codec wrote it.</param>
public sealed record StoredSnapshotState(string Kind, ReadOnlyMemory<byte> Body);

/// <summary>A snapshot's bytes: the body as it is, under the kind as the manifest.</summary>
public sealed class SnapshotSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <inheritdoc/>
    public override int Identifier => EventRow.SnapshotSerializer;

    /// <inheritdoc/>
    public override string Manifest(object o) => Check(o).Kind;

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => Check(obj).Body.ToArray();

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest) => new StoredSnapshotState(manifest, bytes);

    static StoredSnapshotState Check(object o) =>
        o as StoredSnapshotState ?? throw new ArgumentException($"A snapshot is a {nameof(StoredSnapshotState)}, not {o.GetType()}.");
}

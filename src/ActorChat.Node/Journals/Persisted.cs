using ActorChat.Node.Stores;
using Akka.Actor;
using Akka.Serialization;

namespace ActorChat.Node.Journals;

/// <summary>What an entity persists, and gets back in a replay.</summary>
/// <param name="Event">
/// The event. From a replay by the stock journal it comes without what only readers of a feed ask for (<see cref="NewEvent.About"/>,
/// <see cref="NewEvent.Expels"/>).
/// </param>
/// <param name="Extras">
/// What goes into the same transaction; null for nothing, and in a replay. Where several events are persisted at once
/// (<c>PersistAll</c>), it stands on the first of them.
/// </param>
public sealed record Persisted(NewEvent Event, WriteExtras? Extras = null);

/// <summary>An event's bytes in the journal: JSON with the time first, under its type as the manifest. Extras are no part of it.</summary>
public sealed class EventSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <inheritdoc/>
    public override int Identifier => EventRow.Serializer;

    /// <inheritdoc/>
    public override string Manifest(object o) => Check(o).Event.Type;

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => Check(obj).Event is var e ? EventRow.Message(e.At, e.Body.Span) : [];

    /// <summary>The event; <paramref name="bytes"/> is taken over.</summary>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        var (at, body) = EventRow.Read(bytes);
        return new Persisted(new NewEvent(at, manifest, null, null, body));
    }

    static Persisted Check(object o) =>
        o as Persisted ?? throw new ArgumentException($"An entity persists {nameof(Persisted)}, not {o.GetType()}.");
}

using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace ActorChat.Remoting.Serialization;

/// <summary>
/// Stands where a serializer of Akka's own would: those make any type that a peer names, before anything else looks at the message.
/// </summary>
sealed class RefusingSerializer(ExtendedActorSystem system, int id) : Serializer(system)
{
    /// <inheritdoc/>
    public override int Identifier => id;

    /// <inheritdoc/>
    public override bool IncludeManifest => false;

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => throw Refused();

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, Type type) => throw Refused();

    SerializationException Refused() => new($"serializer {id} is not spoken here: only {RemoteContract.SerializerId} is.");
}

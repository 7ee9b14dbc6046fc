using System.Buffers.Binary;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace ActorChat.Remoting.Serialization;

/// <summary>
/// Writes the five messages of a connection. A manifest is one letter; what stands in a body is bytes, never a type or an actor.
/// </summary>
public sealed class ChatSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>The letters that stand for the messages.</summary>
    public const string Hello = "h", Welcome = "w", Lines = "l", Ack = "a", Bye = "b";

    const int AckBytes = 4;

    /// <inheritdoc/>
    public override int Identifier => RemoteContract.SerializerId;

    /// <inheritdoc/>
    public override string Manifest(object o) => Letter(o);

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => Body(obj);

    /// <summary>The letter that stands for a message.</summary>
    internal static string Letter(object message) => message switch
    {
        Remoting.Hello => Hello,
        Remoting.Welcome => Welcome,
        Remoting.Lines => Lines,
        Remoting.Ack => Ack,
        Remoting.Bye => Bye,
        _ => throw Unknown(message.GetType().Name),
    };

    /// <summary>What it says.</summary>
    internal static byte[] Body(object message) => message switch
    {
        Remoting.Lines lines => lines.Bytes,
        Remoting.Ack ack => Write(ack.Cost),
        Remoting.Hello or Remoting.Welcome or Remoting.Bye => [],
        _ => throw Unknown(message.GetType().Name),
    };

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        Lines when bytes.Length is > 0 and <= RemoteContract.MaxPieceBytes => new Lines(bytes),
        Ack when bytes.Length == AckBytes => new Ack(BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        Hello when bytes.Length == 0 => Remoting.Hello.Instance,
        Welcome when bytes.Length == 0 => Remoting.Welcome.Instance,
        Bye when bytes.Length == 0 => Remoting.Bye.Instance,
        _ => throw Unknown(manifest),
    };

    static byte[] Write(int cost)
    {
        var bytes = new byte[AckBytes];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, cost);
        return bytes;
    }

    static SerializationException Unknown(string what) => new($"there is no message '{what}' of such a size in a connection.");
}

#pragma warning disable
using Akka.Actor;using Akka.Actor.Setup;using Akka.Configuration;using Akka.Serialization;using ActorChat.Node.Stores;using ActorChat.Node.Journals;using Microsoft.Extensions.Logging;
namespace ActorChat.Node.Journals {
public sealed record WriteExtras;
public sealed record Persisted(NewEvent Event, WriteExtras? Extras) { public static IReadOnlyList<Persisted> Of(Write w) => throw new NotImplementedException(); }
public sealed record StoredSnapshotState(string Kind, ReadOnlyMemory<byte> Body);
public sealed class JournalSetup(Journal j, IStore s) : Setup;
public static class JournalConfig { public static Config Of(IStore s) => throw new NotImplementedException(); }
public sealed class EventSerializer(ExtendedActorSystem s) : SerializerWithStringManifest(s) { public override int Identifier => 7301; public override string Manifest(object o) => ""; public override byte[] ToBinary(object o) => []; public override object FromBinary(byte[] b, string m) => b; }
public sealed class SnapshotSerializer(ExtendedActorSystem s) : SerializerWithStringManifest(s) { public override int Identifier => 7302; public override string Manifest(object o) => ""; public override byte[] ToBinary(object o) => []; public override object FromBinary(byte[] b, string m) => b; }
}

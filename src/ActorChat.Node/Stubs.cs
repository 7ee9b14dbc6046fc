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
namespace ActorChat.Node.Clustering {
public sealed class ClusterOptions;
public interface IIncarnation { void OnStarting(ActorSystem s); void OnUp(); void OnEnded(); }
public sealed class ClusterLife(ClusterOptions o, IStore s, TimeProvider t, IRandom r, ILoggerFactory l, Func<Config> c, ActorSystemSetup x, IIncarnation i) : IAsyncDisposable { public event Action? NodesChanged; public IReadOnlyList<NodeRecord> Nodes => []; public bool IsUp => false; public string? Trouble => null; public string? Limitation => null; public string Progress => ""; public bool HasLostANodeLately => false; public Task Start(string a, CancellationToken c) => Task.CompletedTask; public Task Leave() => Task.CompletedTask; public ValueTask DisposeAsync() => default; }
}

using System.Collections.Immutable;
using Akka.Serialization;

namespace ActorChat.Remoting.Serialization;

/// <summary>The allow-list of serializers: one of ours, and every id of Akka's own taken by one that refuses.</summary>
static class AllowedSerializers
{
    // Their names as the configuration of Akka and Akka.Remote has them, with the ids that a peer could name.
    static readonly (string Name, int Id)[] Refused =
    [
        ("json", 1), ("proto", 2), ("daemon-create", 3), ("bytes", 4), ("akka-containers", 6),
        ("akka-misc", 16), ("primitive", 17), ("akka-system-msg", 22),
    ];

    /// <summary>For an actor system that talks to strangers. What it adds wins over what the configuration names.</summary>
    public static SerializationSetup Setup() => SerializationSetup.Create(system =>
    [
        .. Refused.Select(one => SerializerDetails.Create(one.Name, new RefusingSerializer(system, one.Id), [])),
        SerializerDetails.Create("chat", new ChatSerializer(system),
            ImmutableHashSet.Create(typeof(Hello), typeof(Welcome), typeof(Lines), typeof(Ack), typeof(Bye))),
    ]);
}

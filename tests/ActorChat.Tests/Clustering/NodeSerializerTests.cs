using ActorChat.Node.Settings;
using System.Text;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Serialization;
using Akka.TestKit.Xunit2;
using ActorChat.Messages;
using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Chat;
using ActorChat.Node.Clustering;
using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;
using ActorChat.Node.Kinds;

namespace ActorChat.Tests.Clustering;

/// <summary>Messages between nodes as Akka's serialization writes and reads them, also those of a node of another version.</summary>
public sealed class NodeSerializerTests : TestKit
{
    static readonly EntityKind Kind = ChatKinds.All(
        NodeSettings.Default.Rooms, NodeSettings.Default.Dialogues, NodeSettings.Default.Files, NodeSettings.Default.Users, [])[0];
    static readonly EntityId Room = Ids.Room("lab");

    public NodeSerializerTests() : base(ActorSystemSetup.Create(
        new CrossingSetup(Kind.Questions, Kind.Replies),
        SerializationSetup.Create(
            system => [SerializerDetails.Create("actorchat", new NodeSerializer(system), [.. NodeSerializer.Types])])))
    {
    }

    static IReadOnlyList<object> Messages { get; } =
    [
        new EntityMessage(Room, new Act("alice", new Post("lab", "hi", "k:1"))), new EntityMessage(Room, new Visit("alice"), Letter: 7),
        new AskResult(AskStatus.Answered, new ForClient(new PostedReply(7))), new AskResult(AskStatus.Answered, new NameIs("alice")),
            AskResult.Moved, AskResult.Overloaded,
        new Follow(Room, ["alice", "bob/away"]), new FollowAnswer(7, ["alice"]), new Relabel(["alice"], ["bob"]), new CheckHead(7),
            new CheckHead(7, new(ulong.MaxValue, 1)), Unfollow.Instance, Refollow.Instance,
        new LabelsChanged(["alice"], []), new SignalFeed(Room, "hello"u8.ToArray()), new Signalled("hello"u8.ToArray()),
        FeedRun.Of(new(7, null, "{}"u8.ToArray())), FeedRun.Of(new(7, "*", "{}"u8.ToArray())),
        new FeedRun(7, "{1}\n{2}\n{3}"u8.ToArray(), [3, 7, 11], [null, "bob", null]),
    ];

    [Fact]
    public void Message_WhateverItIs_SurvivesTheCrossing()
    {
        Messages.Select(message => message.GetType()).Distinct().ShouldBe(NodeSerializer.Types, ignoreOrder: true);
        foreach (var message in Messages)
        {
            var serializer = (NodeSerializer)Sys.Serialization.FindSerializerFor(message);
            Told(serializer.FromBinary(serializer.ToBinary(message), serializer.Manifest(message))).ShouldBe(Told(message));
        }
    }

    [Fact]
    public void Question_WhenThisVersionDoesNotKnowIt_IsHandedOnAsNotUnderstood()
    {
        foreach (var command in (byte[][])
            [
                "{\"type\":\"of-tomorrow\",\"by\":\"alice\"}"u8.ToArray(), "{\"by\":\"alice\"}"u8.ToArray(),
                "{\"type\":\"act\",\"by\":\"alice\",\"request\":{\"type\":\"of-tomorrow\",\"id\":1}}"u8.ToArray(), "null"u8.ToArray(),
                    "not JSON"u8.ToArray(), [], [255],
                Renamed(Kind.Questions.Encode(new Visit("alice")), "Visit", "Visix"),
            ])
        {
            var question = FieldWriter.Begin().Text("room/lab").Number(7).Bytes(command).End();
            Read("ask", question).ShouldBe(new EntityMessage(Room, NotUnderstood.Instance, 7));
        }
    }

    [Fact]
    public void Question_WhenItHasAFieldThatThisVersionDoesNotKnow_IsUnderstood()
    {
        var post = """{"type":"act","by":"alice","request":{"type":"post","id":7,"room":"lab","text":"hi","key":"k:1","mood":"good"},"of":"tomorrow"}""";
        var question = FieldWriter.Begin().Text("room/lab").Number(-1).Bytes(Encoding.UTF8.GetBytes(post)).End();
        Read("ask", question).ShouldBe(new EntityMessage(Room, new Act("alice", new Post("lab", "hi", "k:1") { Id = 7 })));
    }

    [Fact]
    public void Answer_WhenThisVersionDoesNotKnowIt_LeavesTheOutcomeUnknown()
    {
        var renamed = Renamed(Kind.Replies.Encode(new NameIs("alice")), "NameIs", "NameWa");
        Read("answer", FieldWriter.Begin().Byte((byte)AskStatus.Answered).Bytes(renamed).End()).ShouldBe(AskResult.Unknown);
        Read("answer", FieldWriter.Begin().Byte(200).Bytes(default).End()).ShouldBe(AskResult.Unknown);
    }

    [Fact]
    public void Message_WhenThisVersionDoesNotKnowIt_IsRefused() =>
        Should.Throw<System.Runtime.Serialization.SerializationException>(() => Read("of-tomorrow", [1, 2, 3]));

    [Fact]
    public void Message_WhenALengthInItDoesNotFit_IsRefused()
    {
        foreach (var message in Messages)
        {
            var serializer = (NodeSerializer)Sys.Serialization.FindSerializerFor(message);
            var bytes = serializer.ToBinary(message);
            for (var length = 0; length < bytes.Length; length++)
            {
                try
                {
                    serializer.FromBinary(bytes[..length], serializer.Manifest(message));
                }
                catch (Exception e) when (e is InvalidDataException or FormatException)
                {
                    // The association lives on, and the message is passed over.
                }
            }
        }
    }

    [Fact]
    public void Question_WhenItHoldsWhatIsNotListed_CantBeSent_AndTheAssociationLivesOn() =>
        // Of these exceptions the association's writer makes no end.
        Should.Throw<System.Runtime.Serialization.SerializationException>(() =>
            Sys.Serialization.FindSerializerFor(Messages[0]).ToBinary(new EntityMessage(Room, new Tell(new Sneaked()))));

    [Fact]
    public void Types_WhenTheyAreSentBetweenNodes_NeverGoOverJsonOfNewtonsoft()
    {
        foreach (var type in NodeSerializer.Types) Sys.Serialization.FindSerializerForType(type).ShouldBeOfType<NodeSerializer>();
    }

    sealed record Sneaked : Event;

    object Read(string manifest, byte[] bytes) => Sys.Serialization.Deserialize(bytes, NodeSerializer.Number, manifest);

    static byte[] Renamed(ReadOnlyMemory<byte> bytes, string name, string other) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes.Span).Replace(name, other, StringComparison.Ordinal));

    // Lists are compared by what is in them.
    static string Told(object message) => message switch
    {
        Follow follow => $"{follow.To} {string.Join(',', follow.Labels)}",
        FollowAnswer answer => $"{answer.Head} {string.Join(',', answer.Online)}",
        Relabel labels => $"+{string.Join(',', labels.Added)} -{string.Join(',', labels.Removed)}",
        LabelsChanged labels => $"+{string.Join(',', labels.Online)} -{string.Join(',', labels.Offline)}",
        SignalFeed signal => $"{signal.To} {Encoding.UTF8.GetString(signal.Frame.Span)}",
        Signalled signal => Encoding.UTF8.GetString(signal.Frame.Span),
        FeedRun run => string.Join(' ', run.All.Select(one => $"{one.Seq} {one.Expels} {Encoding.UTF8.GetString(one.Frame.Span)}"))
            + run.Expels,
        _ => $"{message}",
    };
}

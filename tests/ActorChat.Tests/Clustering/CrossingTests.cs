using ActorChat.Node.Settings;
using System.Buffers.Binary;
using System.Runtime.Serialization;
using System.Text;
using ActorChat.Messages;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Chat;
using ActorChat.Node.Clustering.Crossing;
using ActorChat.Node.Kinds;
using ActorChat.Tests.Chat;
using ActorChat.Tests.Chat.Codecs;
using ActorChat.Tests.OnTheWire;
using Hyperion;

namespace ActorChat.Tests.Clustering;

/// <summary>Commands and answers from node to node, by Hyperion: what passes, what does not, and what other versions send.</summary>
public sealed class CrossingTests
{
    static readonly EntityKind Kind = ChatKinds.All(
        NodeSettings.Default.Rooms, NodeSettings.Default.Dialogues, NodeSettings.Default.Files, NodeSettings.Default.Users, [])[0];
    static readonly HyperionCodec Commands = new(typeof(Command), ChatKinds.Crossing), Answers = new(typeof(Answer), ChatKinds.Crossing);

    [Fact]
    public void Command_WhateverItIs_SurvivesTheCrossing()
    {
        var requests = Samples.NeedLogin.Select(one => new Act("alice", Filler.Request(one.Type, one.Fields)));
        foreach (var command in ChatJsonTests.Commands.Concat(requests))
        {
            Codec.Text((Command)Commands.Decode(Commands.Encode(command))).ShouldBe(Codec.Text(command));
            Codec.Text((Command)Kind.Questions.Decode(Kind.Questions.Encode(command))).ShouldBe(Codec.Text(command));
        }
    }

    [Fact]
    public void Answer_WhateverItIs_SurvivesTheCrossing()
    {
        foreach (var answer in ChatJsonTests.Answers)
        {
            Codec.Text((Answer)Answers.Decode(Answers.Encode(answer))).ShouldBe(Codec.Text(answer));
            Codec.Text((Answer)Kind.Replies.Decode(Kind.Replies.Encode(answer))).ShouldBe(Codec.Text(answer));
        }
    }

    [Fact]
    public void Anything_WhateverItHolds_SurvivesTheCrossing()
    {
        var seen = new HashSet<Type>();
        for (var seed = 1; seed <= 1500; seed++)
        {
            var filler = new Filler(seed, seen);
            var (command, answer) =
                (seed % 2 == 0 ? filler.Make<Command>() : filler.Make<Act>(),
                seed % 2 == 0 ? filler.Make<Answer>() : filler.Make<ForClient>());
            Codec.Text((Command)Commands.Decode(Commands.Encode(command))).ShouldBe(Codec.Text(command), $"seed {seed}");
            Codec.Text((Answer)Answers.Decode(Answers.Encode(answer))).ShouldBe(Codec.Text(answer), $"seed {seed}");
        }
        // So that all of the list has been tried.
        ChatKinds.Crossing.All.Where(type => !type.IsAbstract).Except(seen).ShouldBeEmpty();
    }

    [Fact]
    public void Record_WhenItIsNotListed_IsRefused_AlsoWithinAListedOne()
    {
        var more = new CrossingTypes(typeof(Command), typeof(Answer), typeof(SneakedRequest), typeof(SneakedEvent), typeof(SneakedCommand));
        foreach (var command in (Command[])[new SneakedCommand(), new Act("alice", new SneakedRequest()), new Tell(new SneakedEvent())])
        {
            Should.Throw<SerializationException>(() => Commands.Encode(command));
            var bytes = new HyperionCodec(typeof(Command), more).Encode(command);
            Should.Throw<InvalidDataException>(() => Commands.Decode(bytes)).Message.ShouldContain("Unsafe Type");
        }
        var listed = new ForClient(new ThreadPage("room/Lab", new Posted("alice", "hi", 1, "k:1"),
            [new Posted("bob", "hi", 2, "k:1"), new SneakedEvent()], false, 2));
        Should.Throw<SerializationException>(() => Answers.Encode(listed));
        var sent = new HyperionCodec(typeof(Answer), more).Encode(listed);
        Should.Throw<InvalidDataException>(() => Answers.Decode(sent)).Message.ShouldContain("Unsafe Type");
    }

    [Fact]
    public void Bytes_WhenStockHyperionWroteThem_AreRefused_WhateverTheyHold()
    {
        foreach (var thing in (object[])[new Uri("http://x"), new Dictionary<string, object> { ["a"] = 1 }, new List<string> { "a" },
            new object[] { new Version(1, 2) }, new InvalidOperationException("x"), typeof(string), "text", 7L])
        {
            var stream = new MemoryStream();
            new Serializer(SerializerOptions.Default.WithDisallowUnsafeType(false)).Serialize(thing, stream);
            Should.Throw<InvalidDataException>(() => Commands.Decode(stream.ToArray()), $"{thing}");
        }
    }

    [Fact]
    public void Bytes_WhenTheyMakeNoSense_AreRefused()
    {
        var random = new Random(1);
        var good = Commands.Encode(ChatJsonTests.Commands[2]).ToArray();
        Should.Throw<InvalidDataException>(() => Commands.Decode(Array.Empty<byte>()));
        for (var round = 0; round < 2000; round++)
        {
            var bad = good.ToArray();
            // Not into the lengths of texts, which Hyperion takes at their word.
            bad[random.Next(bad.Length)] ^= (byte)(1 << random.Next(3));
            try
            {
                Commands.Decode(round % 2 == 0 ? bad : bad.AsMemory(0, random.Next(bad.Length))).ShouldBeAssignableTo<Command>();
            }
            catch (InvalidDataException)
            {
                // As it should be.
            }
        }
    }

    [Fact]
    public void Answer_WhenACommandWasExpected_IsRefused() =>
        Should.Throw<InvalidDataException>(() => Commands.Decode(Answers.Encode(new Stale())));

    [Fact]
    public void Record_WhenThisVersionDoesNotKnowIt_IsRefused() =>
        Should.Throw<InvalidDataException>(() => Commands.Decode(Renamed(Commands.Encode(new Visit("alice")), "Visit", "Viset")));

    [Fact]
    public void Field_WhenThisVersionDoesNotKnowIt_IsPassedOver_WhateverItHolds()
    {
        foreach (var value in (object[])[7L, "text", new Uri("http://of-tomorrow/")])
        {
            var stream = new MemoryStream();
            new Serializer(SerializerOptions.Default.WithDisallowUnsafeType(false)).Serialize(value, stream);
            Commands.Decode(WithField(Commands.Encode(new Visit("alice")), "OfTomorrow", stream.ToArray())).ShouldBe(new Visit("alice"));
        }
    }

    [Fact]
    public void Field_WhenItIsMissing_IsAsDeclared_OrTheRecordIsRefused()
    {
        var asDeclared = Commands.Decode(Renamed(Commands.Encode(new CloseSession("s", true, true)), "FromElsewhere", "FromNowhereX1"));
        asDeclared.ShouldBe(new CloseSession("s", FromElsewhere: false, IsConnected: true));
        var bare = Renamed(Answers.Encode(new ForClient(new Error("code", "sentence", 5) { Re = 7 })), "RetryAfterMs", "RetryAfterXX");
        Answers.Decode(bare).ShouldBe(new ForClient(new Error("code", "sentence") { Re = 7 }));
        Should.Throw<InvalidDataException>(() => Commands.Decode(Renamed(Commands.Encode(new Visit("alice")), "By", "To")))
            .Message.ShouldContain("By");
    }

    [Fact]
    public void Field_WhenItIsNull_IsRefusedWhereNullIsNoValue() =>
        Should.Throw<InvalidDataException>(() => Commands.Decode(Commands.Encode(new Visit(null!)))).Message.ShouldContain("By");

    [Fact]
    public void Record_WhenItHoldsItselfTooDeep_IsRefused()
    {
        const int Levels = 200_000;
        var codec = new HyperionCodec(typeof(Handed), ChatKinds.Crossing);
        // Its last property is the one that holds another; it is null here.
        var one = codec.Encode(new Handed(1, new Posted("a", "b", 1, "k:1"), 2))[..^sizeof(int)];
        var all = new byte[(one.Length + sizeof(int)) * Levels];
        for (var level = 0; level < Levels; level++)
        {
            var at = level * (one.Length + sizeof(int));
            one.CopyTo(all.AsMemory(at));
            BinaryPrimitives.WriteInt32LittleEndian(all.AsSpan(at + one.Length), all.Length - at - one.Length - sizeof(int));
        }
        Should.Throw<InvalidDataException>(() => codec.Decode(all));
        codec.Decode(all.AsMemory(^((one.Length + sizeof(int)) * 3)..)).ShouldBeOfType<Handed>().Under!.Under!.Under.ShouldBeNull();
    }

    [Fact]
    public void List_HoldsTheContractsRecordsAndTheChats_AndNothingElse()
    {
        ChatKinds.Crossing.All.ShouldAllBe(type => type.Namespace == "ActorChat.Messages" || type.Namespace == "ActorChat.Node.Chat");
        ChatKinds.Crossing.IsAllowed("System.Object").ShouldBeFalse();
        ChatKinds.Crossing.IsAllowed(typeof(object).AssemblyQualifiedName!).ShouldBeFalse();
        ChatKinds.Crossing.All.ShouldContain(typeof(Handed));
        ChatKinds.Crossing.All.ShouldNotContain(typeof(ActorChat.Node.Chat.Rooms.Room));
        foreach (var type in ChatKinds.Crossing.All) ChatKinds.Crossing.IsAllowed(type.AssemblyQualifiedName!).ShouldBeTrue();
        Should.Throw<NotSupportedException>(() => new CrossingTypes(typeof(HoldsAnything)));
    }

    sealed record SneakedCommand : Command;

    sealed record SneakedRequest : Request;

    sealed record SneakedEvent : Event;

    sealed record HoldsAnything(object Thing);

    // Another name of the same length, wherever it stands.
    static byte[] Renamed(ReadOnlyMemory<byte> bytes, string name, string other)
    {
        var text = Encoding.Latin1.GetString(bytes.Span);
        text.ShouldContain(name);
        return Encoding.Latin1.GetBytes(text.Replace(name, other, StringComparison.Ordinal));
    }

    // One property more in a record: its count stands behind its type's name, which stands behind a mark and its length.
    static byte[] WithField(ReadOnlyMemory<byte> record, string name, byte[] value)
    {
        var count = 1 + sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(record.Span[1..]);
        var more = record.ToArray();
        more[count]++;
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, value.Length);
        return [.. more, (byte)name.Length, .. Encoding.UTF8.GetBytes(name), .. length, .. value];
    }
}

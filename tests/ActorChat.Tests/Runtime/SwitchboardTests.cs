using ActorChat.Node.Settings;
using System.Text;
using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Entities;
using ActorChat.Node.Former.Hosting;
using ActorChat.Node.Former.Links;
using ActorChat.Node.Former.Ownership;
using ActorChat.Node.Stores;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Kinds;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorChat.Tests.Runtime;

/// <summary>What a node says to a peer of another version, as in an upgrade node by node.</summary>
public sealed class SwitchboardTests
{
    const string Peer = "n2.a";
    static readonly IReadOnlyDictionary<string, EntityKind> Kinds =
        ChatKinds.All(NodeSettings.Default.Rooms, NodeSettings.Default.Dialogues, NodeSettings.Default.Files, NodeSettings.Default.Users, []).ToDictionary(kind => kind.Name);

    readonly RecordingNetwork network = new();
    readonly Logged<Switchboard> log = new();
    readonly Switchboard switchboard;

    public SwitchboardTests()
    {
        var (options, time) = (NodeSettings.Default.Cluster.Actors with { Name = "n1" }, new ManualTime());
        switchboard = new(network, new Pulse(network, options, time, NullLogger.Instance), new ClusterView(), options, Kinds, time, log)
        {
            Host = () => throw new InvalidOperationException("Nothing must get to an entity."),
            Relays = () => throw new InvalidOperationException("Nothing must get to a relay."),
            LettersWaiting = () => { },
            ClusterChanged = () => { },
        };
    }

    [Theory]
    [InlineData("room/lab", """{"type":"of-tomorrow","by":"alice"}""")]
    [InlineData("room/lab", """{"by":"alice"}""")]
    [InlineData("room/lab", """{"type":"act","by":"alice","request":{"type":"of-tomorrow","id":1}}""")]
    [InlineData("room/lab", "null")]
    [InlineData("room/lab", "not JSON")]
    [InlineData("planet/mars", "{}")]
    public void Command_WhenThisVersionDoesNotKnowIt_IsAnsweredAtOnce(string to, string command)
    {
        switchboard.OnFrame(Peer, FrameWriter.Begin(FrameKind.Ask).Number(7).Text(to).Number(1000).Bytes(Encoding.UTF8.GetBytes(command)).End());
        var answer = new FrameReader(network.Sent.ShouldHaveSingleItem());
        ((FrameKind)answer.Byte()).ShouldBe(FrameKind.Answer);
        answer.Number().ShouldBe(7);
        ((AskStatus)answer.Byte()).ShouldBe(AskStatus.NotUnderstood);
    }

    [Fact]
    public async Task Answer_WhenThisVersionDoesNotKnowIt_LeavesTheOutcomeUnknown()
    {
        var asking = switchboard.Ask(new NodeRecord("n2", Peer, "", ""), Ids.Room("lab"), Kinds[Ids.RoomKind], new Act("alice", new GetPins("lab")), TimeSpan.FromSeconds(1));
        var question = new FrameReader(network.Sent.ShouldHaveSingleItem());
        question.Byte();
        switchboard.OnFrame(Peer, FrameWriter.Begin(FrameKind.Answer).Number(question.Number()).Byte((byte)AskStatus.Answered).Bytes("""{"type":"of-tomorrow"}"""u8.ToArray()).End());
        (await asking).Status.ShouldBe(AskStatus.Unknown);
    }

    [Fact]
    public void Frame_WhenItsKindOrItsIdMakesNoSense_IsPassedOver()
    {
        switchboard.OnFrame(Peer, FrameWriter.Begin((FrameKind)200).Text("room/lab").End());
        switchboard.OnFrame(Peer, FrameWriter.Begin(FrameKind.Check).Text("no id").End());
        switchboard.OnFrame(Peer, new byte[] { (byte)FrameKind.Ask, 1, 2 });
        network.Sent.ShouldBeEmpty();
        log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Frame_WhenHandlingItMeetsABug_IsLogged_AndTheLinkGoesOn()
    {
        switchboard.OnFrame(Peer, FrameWriter.Begin(FrameKind.Refollow).Text("room/lab").End());
        log.Errors.ShouldHaveSingleItem().ShouldContain(Peer);
    }
}

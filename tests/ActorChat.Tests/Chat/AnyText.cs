using ActorChat.Node.Settings;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Dialogues;
using ActorChat.Node.Chat.Files;
using ActorChat.Node.Chat.Rooms;
using ActorChat.Node.Chat.Users;
using FsCheck;
using FsCheck.Fluent;

namespace ActorChat.Tests.Chat;

/// <summary>Whatever a client writes into a field that reaches an entity as it is, the entity answers.</summary>
public class AnyText
{
    static readonly Gen<string> Texts =
        Gen.OneOf(
            Gen.Elements(
                "room/", "dialogue/", "alice~bob", "alice:", "k:", "17", "/", "~", "..", "\\", " ", "\u001b[2J", "\ud83d\ude42", "é"),
            Gen.Choose(0, char.MaxValue).Select(c => ((char)c).ToString()))
        .ListOf().Select(string.Concat);

    [Fact]
    public void Room_WhenPosted_Answers() => Property.Holds(Texts, text =>
    {
        new Scene<Room>(new RoomBehaviour(NodeSettings.Default.Rooms), Ids.Global).When("alice", new Post("Global", text, "k:1"))
            .Last.ThenReply<Reply>();
        new Scene<Room>(new RoomBehaviour(NodeSettings.Default.Rooms), Ids.Global).When("alice", new Post("Global", "hi", text, text))
            .Last.ThenReply<Reply>();
    });

    [Fact]
    public void Dialogue_WhenPosted_Answers() => Property.Holds(Texts, text =>
        new Scene<Dialogue>(new DialogueBehaviour(NodeSettings.Default.Dialogues with { MessageLifetime = null }),
            Ids.Dialogue("alice", "bob")).Given(new DialogueOpened(["alice", "bob"], "bob"))
            .When("alice", new PostPrivate("bob", text, "k:1")).Last.ThenReply<Reply>());

    [Fact]
    public void User_WhenMarkedRead_Answers() => Property.Holds(Texts, text =>
        new Scene<User>(new UserBehaviour(NodeSettings.Default.Users), Ids.User("alice")).Given(new Registered("alice", "hash", 0, 0))
            .When("alice", new MarkRead(text, 1, 1)).Last.ThenReply<Reply>());

    [Fact]
    public void Files_WhenAsked_Answers() => Property.Holds(Texts, text =>
    {
        var scene = new Scene<FileStore>(new FilesBehaviour(NodeSettings.Default.Files), Ids.Files("alice"));
        scene.When("alice", new BeginFile(text, 1, new string('0', 64))).Last.ThenReply<Reply>();
        scene.When("alice", new BeginFile("a", 1, text)).Last.ThenReply<Reply>();
        scene.When("alice", new FinishFile(text)).Last.ThenReply<Reply>();
        scene.When(new LookUpFile(text)).Last.Reply.ShouldNotBeNull();
    });
}

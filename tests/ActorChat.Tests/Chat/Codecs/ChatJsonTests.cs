using System.Text.Json;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Codecs;

namespace ActorChat.Tests.Chat.Codecs;

public class ChatJsonTests
{
    static readonly string Hash = new('0', 64);

    public static IReadOnlyList<Command> Commands { get; } =
    [
        new Act("alice", new Post("lab", "hi", "k:1", "alice:x") { Id = 7 }, new FileLink("alice:x", "a.txt", 3)),
            new Act("alice", new LeaveRoom("lab"), Once: true),
        new Act("alice", new React("room/Lab", 4, "👍"),
            Message: new Handed(4, new Commented("bob", "so", 3, 1, "k:4"), 9, new Handed(3, new Posted("alice", "hi", 1, "k:3"), 9))),
        new Act("alice", new CreateRoom("lab", RoomAccess.Restricted)), new Visit("alice", 7), new GetExtent("alice"),
            new CreateAccount("alice", "hash", 1, 2, "s", "tui", Hash),
        new GetCredentials(), new LookUpFile("alice:x"), new ShowFile("alice:x", "room/lab"), new WithdrawFile("alice:x"),
            new SetPassword("hash", "s"), new SetOneTimePassword("root", "hash"), new GetReporter(), new GetSpoken("bob"),
            new ReportAccount("bob", "spam", new Reporter(["lab"], ["alice"], DateTimeOffset.UnixEpoch), "aa", true, true, true),
            new HoldName("bob"), new HoldName("bob", "b0b"), new ReleaseName("bob"), new OpenSession("s", "tui", Hash),
            new CheckToken(Hash), new CloseSession("s"), new GetName(), new GetUpload("alice", "x"),
        new MakeLink("alice", "Lab", Hash, 5, 60), new MakeLink("alice", "Lab", Hash), new AskIn("bob", Hash), new ExpireLink("a"),
        new Tell(new RoomDeleted("Lab", null, 3)), new Tell(new Published("alice:x", "a.txt", 3)), new PurgeNext(1, 2), new ExpireDue(3),
            new SweepUpload("x"),
        new GetSilence(), new NoteSeen(), new GetName("bob"), new DismissAccount("root", null), new BanAccount("root", 5, "spam"),
            new BanAccount("root", null, null), new UnbanAccount("root"),
        new PutOnRecord(new Audited("ban", "root", "bob")), new Authorise("root", "bob"), new CloseSession("s", true, true),
        new FireSchedule(7), new PostScheduled("alice", new PostPrivate("bob", "hi", "schedule-7"), 7, default),
        new SweepChunks("x"), new ExpireFile("x"),
    ];

    public static IReadOnlyList<Answer> Answers { get; } =
    [
        new ForClient(new Done()), new ForClient(new Error("code", "sentence", 5)), new ForClient(new Error("code", "sentence")),
        new ForClient(new LoggedIn("alice", "t", "s")), new ForClient(new LoggedIn("alice", null, "s")),
            new ForClient(new PostedReply(7) { Re = 3 }),
        new Visited("room/Lab", new RoomState("room/Lab", 7, "Lab", RoomAccess.Open, 3, ["alice"], ["alice"], 1, []), 1),
        new Visited("room/Lab",
            new RoomState("room/Lab", 7, "Lab", RoomAccess.Open, 3, [], [], 1, [], null, RoomSettings.OfGlobal,
            new SendCount(DateTimeOffset.UnixEpoch, 3)), 1),
        new Visited("user/alice",
            new UserState("user/alice", 7, "alice", ["Global"], [], [], new Dictionary<string, ReadMark> { ["room/Global"] = new(1, 2) }),
            1),
        new Visited("dialogue/alice~bob", new DialogueState("dialogue/alice~bob", 7, "bob", 3, []), 1),
        new Extent("room/Lab", 3, 7, 2), new Extent("dialogue/alice~bob", 3, 7, 2, 5), new Stale(), new Credentials("alice", "hash"),
            new TokenAccepted("alice", "s"), new NameIs("alice"), new Upload("x", "a.txt", 3, Hash),
            new Upload("x", "a.txt", 3, Hash, "alice:x"), new ReportIs("bob", "alice"),
            new FileIs(new FileFound("alice:x", "a.txt", 3, "aa", 1, 1), ["room/lab"]), new Reporter([], []),
            new Credentials("alice", "hash", "other", "s"),
    ];

    public static TheoryData<int> CommandIndexes => [.. Enumerable.Range(0, Commands.Count)];

    public static TheoryData<int> AnswerIndexes => [.. Enumerable.Range(0, Answers.Count)];

    [Theory]
    [MemberData(nameof(CommandIndexes))]
    public void Command_WhenReadBack_IsTheSame(int index)
    {
        var text = Codec.Text(Commands[index]);
        Codec.Text(JsonSerializer.Deserialize(text, ChatJson.Shared.Command)!).ShouldBe(text);
    }

    [Theory]
    [MemberData(nameof(AnswerIndexes))]
    public void Answer_WhenReadBack_IsTheSame(int index)
    {
        var text = Codec.Text(Answers[index]);
        Codec.Text(JsonSerializer.Deserialize(text, ChatJson.Shared.Answer)!).ShouldBe(text);
    }

    [Fact]
    public void Commands_CoverEveryType() =>
        Commands.Select(command => command.GetType()).Distinct().Count()
            .ShouldBe(ChatJson.Shared.Command.PolymorphismOptions!.DerivedTypes.Count);

    [Fact]
    public void Answers_CoverEveryType() =>
        Answers.Select(answer => answer.GetType()).Distinct().Count()
            .ShouldBe(ChatJson.Shared.Answer.PolymorphismOptions!.DerivedTypes.Count);

    [Fact]
    public void Read_WhenTypeComesLastAndFieldsAreUnknown_Reads() =>
        JsonSerializer.Deserialize("""{"newer":1,"by":"alice","type":"visit"}""", ChatJson.Shared.Command).ShouldBe(new Visit("alice"));

    [Fact]
    public void Read_WhenFieldIsMissing_Throws() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize("""{"type":"visit"}""", ChatJson.Shared.Command));
}

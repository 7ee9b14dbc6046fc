using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Xunit2;
using ActorChat.Messages;
using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Chat;
using ActorChat.Node.Clustering;
using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;
using ActorChat.Node.Kinds;
using ActorChat.Node.Sessions;
using ActorChat.Node.Settings;
using ActorChat.Node.Stores;
using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Entities;
using ActorChat.Tests.Feeds;
using Microsoft.Extensions.Logging.Abstractions;
using Follow = ActorChat.Node.Feeds.Follow;

namespace ActorChat.Tests.Sessions;

/// <summary>Sessions and their user's actor, all as they are on a node, on a journal in memory.</summary>
public sealed class OwnUserTests : TestKit, IEngine, IEntities
{
    readonly IReadOnlyList<EntityKind> kinds = ChatKinds.All(
        NodeSettings.Default.Rooms, NodeSettings.Default.Dialogues, NodeSettings.Default.Files, NodeSettings.Default.Users, []);

    readonly ConcurrentQueue<(EntityId Feed, IActorRef Follower)> asked = new();
    readonly ChatServices chat;
    readonly IActorRef shard;

    // What an answer waits for before it is given.
    Func<EntityMessage, Task>? onAnswer;

    public OwnUserTests() : this(new())
    {
    }

    OwnUserTests(JournalControl journal)
        : base(ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString(HeldJournal.Config)), journal))
    {
        Relays = new(kinds.ToDictionary(kind => kind.Name), new PageStore(journal.Read), NodeSettings.Default.Feeds, TimeProvider.System);
        chat = new("n1", this, null!, null!, NodeSettings.Default.Sessions, NodeSettings.Default.Passwords, NodeSettings.Default.Files,
            TimeProvider.System, new SystemRandom(), NullLogger.Instance);
        shard = Sys.ActorOf(ActorBy.Props(() => new ShardOf(kinds.ToDictionary(kind => kind.Name, ServicesOf), asked)), "shard");
        Region.Begin(this);
        Relays.Begin(Sys, _ => shard);
    }

    public Region Region { get; } = new(NodeSettings.Default.Asking, TimeProvider.System);
    public Relays Relays { get; }
    public IReadOnlyList<NodeRecord> Nodes => [];
    public IReadOnlyList<string> Generations => [];
    public bool IsServing => true;
    public string? Trouble => null;
    public string? Limitation => null;

    [Fact]
    public async Task User_WhenTheyHaveSeveralSessions_IsFollowedByTheActorOfEach()
    {
        await Register();
        var (desk, phone) = (LogIn("desk"), LogIn("phone"));
        await InSync(desk);
        await InSync(phone);
        var followers = FollowersOf(Ids.User("alice"));
        followers.Select(one => one.Path.Parent).Distinct().ShouldHaveSingleItem().Name.ShouldBe("sessions");
        followers.Count.ShouldBe(2);
        FollowersOf(Ids.Global).ShouldHaveSingleItem().Path.Parent.Name.ShouldBe("feeds");
        (await Clients(phone)).ShouldBe(["desk", "phone"]);
        await chat.Act(Ids.User("alice"), "alice", new GoAway());
        await Told<WentAway>(desk);
        await Told<WentAway>(phone);
    }

    [Fact]
    public async Task Session_WhenItEnds_IsGoneForItsUser_AndTheOthersAreTold()
    {
        await Register();
        var (desk, phone) = (LogIn("desk"), LogIn("phone"));
        await InSync(desk);
        await InSync(phone);
        var (followers, entity) = (FollowersOf(Ids.User("alice")), await Find(Ids.User("alice")));
        foreach (var follower in followers) await WatchAsync(follower);
        phone.End();
        await ExpectMsgAsync<Terminated>(Eventually.Deadline);
        await Eventually.True(() => Clients(desk).Result is ["desk"], "only one is there");
        desk.End();
        await ExpectMsgAsync<Terminated>(Eventually.Deadline);
        // Whom it does not count in, it tells so; they are dead by now.
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        foreach (var follower in followers) entity.Tell(new CheckHead(long.MaxValue), follower);
        foreach (var follower in followers)
        {
            var lost = (DeadLetter)await FishForMessageAsync(message => message is DeadLetter { Message: Refollow }, Eventually.Deadline);
            lost.Recipient.ShouldBe(follower);
        }
    }

    [Fact]
    public async Task Session_WhenItsActorDiesWithItsNode_IsGoneForItsUser()
    {
        await Register();
        var desk = LogIn("desk");
        await InSync(desk);
        await InSync(LogIn("phone"));
        // Its session does not know, and says nothing.
        Sys.Stop(FollowersOf(Ids.User("alice"))[1]);
        await Eventually.True(() => Clients(desk).Result is ["desk"], "only one is there");
    }

    [Fact]
    public async Task Session_WhenItHadNoRoomForWhoCame_IsToldWhenItHas()
    {
        await Register();
        await Register("bob");
        var desk = LogIn("desk");
        await InSync(desk);
        desk.Queue.Add(new byte[NodeSettings.Default.Sessions.MaxQueueBytes]);
        await InSync(LogIn("elsewhere", "bob"));
        await Eventually.See(async () => await desk.OnlineIn(Ids.Global), online => online.Contains("bob"), "bob has come");
        desk.Queue.TakeAll().Count.ShouldBe(1, "there was no room");
        desk.OnDrained();
        var told = Wire.Read(desk.Queue.TakeAll().ShouldHaveSingleItem().Span).ShouldBeOfType<Presence>();
        (told.All, string.Join(' ', told.Online.Order(StringComparer.Ordinal))).ShouldBe((true, "alice bob"));
    }

    [Fact]
    public async Task Session_WhenARoomSaidNoBeforeItWasMade_FollowsItNonetheless()
    {
        await Register();
        var no = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        onAnswer = question =>
        {
            if (question is not { To.Name: "lab", Command: Visit } || !isAsked.TrySetResult()) return Task.CompletedTask;
            return no.Task;
        };
        var desk = LogIn("desk", cursors: new() { ["room/lab"] = 7 });
        await isAsked.Task.WaitAsync(Eventually.Deadline);
        (await chat.Act(Ids.Room("lab"), "alice", new CreateRoom("lab", RoomAccess.Open))).ShouldBeOfType<Done>();
        await Told<RoomCreated>(desk);
        no.SetResult();
        await Told<RoomState>(desk);
    }

    public string WhyNot() => "";

    async Task<AskResult> IEntities.Ask(EntityMessage question, TimeSpan patience, CancellationToken giveUp)
    {
        var answer = await shard.Ask<AskResult>(question, Eventually.Deadline, giveUp);
        if (onAnswer is { } wait) await wait(question);
        return answer;
    }

    async Task Register(string name = "alice")
    {
        var head = (Extent)await chat.Ask(Ids.Global, new GetExtent(name));
        ((ForClient)await chat.Ask(Ids.User(name), new CreateAccount(name, "hash", head.Seq, head.Ordinal, "none", "none", "none")))
            .Reply.ShouldBeOfType<Done>();
    }

    Session LogIn(string client, string user = "alice", Dictionary<string, long>? cursors = null)
    {
        var session = new Session(chat, new Dictionary<Type, IRequestHandler>(), "127.0.0.1:1");
        session.LogIn(user, client, client, cursors);
        session.Listen();
        return session;
    }

    static Task InSync(Session session) => Told<Synced>(session);

    static Task Told<TMessage>(Session session) =>
        Eventually.True(() => session.Queue.TakeAll().SelectMany(Lines).Any(line => Wire.Read(line) is TMessage), typeof(TMessage).Name);

    static IEnumerable<byte[]> Lines(ReadOnlyMemory<byte> frames) =>
        System.Text.Encoding.UTF8.GetString(frames.Span).Split('\n').Select(System.Text.Encoding.UTF8.GetBytes);

    static async Task<List<string?>> Clients(Session session) =>
        [.. (await session.Sessions()).Select(one => one.Client).Order(StringComparer.Ordinal)];

    List<IActorRef> FollowersOf(EntityId feed) => [.. asked.Where(one => one.Feed == feed).Select(one => one.Follower).Distinct()];

    Task<IActorRef> Find(EntityId entity) => shard.Ask<IActorRef>(entity, Eventually.Deadline);

    static EntityServices ServicesOf(EntityKind kind) =>
        new(kind, NodeSettings.Default.Entities, TimeProvider.System, new SystemRandom(), NullLogger.Instance)
    {
        Commit = _ => Task.FromResult(CommitOutcome.Committed),
        ReadHead = _ => Task.FromResult(0L),
    };

    /// <summary>Makes entities of all kinds, and remembers who asked to follow which.</summary>
    sealed class ShardOf(IReadOnlyDictionary<string, EntityServices> services, ConcurrentQueue<(EntityId, IActorRef)> asked) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Follow follow) asked.Enqueue((follow.To, Sender));
            if (message is EntityId id) Sender.Tell(Of(id));
            else if (message is IToEntity { To: var to }) Of(to).Forward(message);
        }

        IActorRef Of(EntityId id)
        {
            var (name, self) = (Uri.EscapeDataString(id.ToString()), Self);
            return Context.Child(name) is { } child && !child.IsNobody() ? child
                : Context.ActorOf(ActorBy.Props(() => new EntityActor(id, services[id.Kind], _ => self)), name);
        }
    }
}

using ActorChat.Node.Settings;
using System.Collections.Concurrent;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using ActorChat.Node;
using ActorChat.Node.Clustering;
using ActorChat.Node.Entities;
using ActorChat.Node.Stores;
using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Entities;
using ActorChat.Tests.Harness;

namespace ActorChat.Tests.Clustering;

/// <summary>The postman as an actor: it reads the store, and sends letters to the regions.</summary>
public sealed class PostmanTests : TestKit, ILetterStore
{
    readonly ConcurrentDictionary<long, StoredLetter> letters = new();
    readonly Logged<Postman> log = new();
    readonly ManualTime time = new();
    readonly TestProbe region;
    volatile bool isAway;

    public PostmanTests() => region = CreateTestProbe();

    /// <summary>A letter; one for later whose time has come, if nothing else is said.</summary>
    public static StoredLetter Letter(long id, EntityId target, DateTimeOffset? due = null, string? body = null) =>
        new(id, due ?? DateTimeOffset.UnixEpoch.AddDays(1), target, body is null ? Counter.Kind.Commands.Encode(new Add((int)id))
            : System.Text.Encoding.UTF8.GetBytes(body));

    [Fact]
    public async Task Letter_WhenItIsDue_IsSent_AndAgainUntilItIsConsumed()
    {
        Put(Letter(1, Counter.Id("a")));
        Begin(poll: TimeSpan.FromMilliseconds(20));
        (await Sent()).ShouldBe(new(Counter.Id("a"), new Add(1), 1));
        time.Advance(NodeSettings.Default.Letters.Retry);
        (await Sent()).Letter.ShouldBe(1);
        letters.Clear();
        time.Advance(NodeSettings.Default.Letters.Retry);
        Put(Letter(2, Counter.Id("b")));
        (await Sent()).Letter.ShouldBe(2);
    }

    [Fact]
    public async Task Letter_WhenDueLater_WaitsUntilThen()
    {
        Put(Letter(1, Counter.Id("a"), time.GetUtcNow() + TimeSpan.FromMinutes(30)));
        Put(Letter(2, Counter.Id("b")));
        Begin(poll: TimeSpan.FromMilliseconds(20));
        (await Sent()).Letter.ShouldBe(2);
        letters.TryRemove(2, out _);
        time.Advance(TimeSpan.FromMinutes(30));
        (await Sent()).Letter.ShouldBe(1);
    }

    [Fact]
    public async Task Letter_WhenItIsForNow_IsSentIfItsSenderDidNot()
    {
        Put(Letter(1, Counter.Id("a"), NewLetter.ForNow));
        Put(Letter(2, Counter.Id("b")));
        Begin(poll: TimeSpan.FromMilliseconds(20));
        (await Sent()).Letter.ShouldBe(2);
        letters.TryRemove(2, out _);
        time.Advance(NodeSettings.Default.Letters.Retry);
        (await Sent()).Letter.ShouldBe(1);
    }

    [Fact]
    public async Task Letter_WhenItCantBeReadOrIsForNobody_IsLogged_AndTheOthersAreSent()
    {
        Put(Letter(1, Counter.Id("a"), body: "of tomorrow"));
        Put(Letter(2, new EntityId("planet", "mars")));
        Put(Letter(3, Counter.Id("c")));
        Begin(poll: TimeSpan.FromHours(1));
        (await Sent()).Letter.ShouldBe(3);
        log.Errors.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Letters_WhenTheStoreIsAway_AreSentWhenItIsBack()
    {
        isAway = true;
        Put(Letter(1, Counter.Id("a")));
        Begin(poll: TimeSpan.FromMilliseconds(20));
        await Eventually.True(() => log.All.Count > 0, "it says so");
        isAway = false;
        (await Sent()).Letter.ShouldBe(1);
    }

    public Task<IReadOnlyList<StoredLetter>> ReadDue(DateTimeOffset now, int limit, CancellationToken cancel) => isAway
        ? Task.FromException<IReadOnlyList<StoredLetter>>(new StoreUnavailableException("away"))
        : Task.FromResult<IReadOnlyList<StoredLetter>>(
            [.. letters.Values.Where(letter => letter.Due <= now).OrderBy(letter => letter.Id).Take(limit)]);

    void Put(StoredLetter letter) => letters[letter.Id] = letter;

    IActorRef Begin(TimeSpan poll) => Sys.ActorOf(ActorBy.Props(() => new Postman(
        this, Counter.Kind.Commands, kind =>
            kind == Counter.Kind.Name ? region.Ref : null, NodeSettings.Default.Letters with { Poll = poll }, time, log)));

    Task<EntityMessage> Sent() => region.ExpectMsgAsync<EntityMessage>(Eventually.Deadline).AsTask();
}

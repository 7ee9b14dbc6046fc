using ActorChat.Node.Stores;

namespace ActorChat.Tests.Stores;

/// <summary>Nodes of the cluster, and named leases.</summary>
public abstract partial class StoreContract
{
    protected Task<JoinOutcome> Enter(
        string name, string incarnation, TimeSpan? lease = null, bool replaces = false, string? clusterAddress = null) =>
        Store.Enter(Node(name, incarnation) with { ClusterAddress = clusterAddress ?? $"{name}:2" }, lease ?? LongLease, replaces, default);

    async Task<string[]> Incarnations() => [.. (await Store.ReadNodes(default)).Select(row => row.Node.Incarnation)];

    [Fact]
    public async Task Enter_WhenTheNameIsFree_ShowsTheNode()
    {
        (await Enter("n1", "one")).ShouldBe(new JoinOutcome(true, TimeSpan.Zero));
        (await Enter("n0", "zero")).Joined.ShouldBeTrue();

        var rows = await Store.ReadNodes(default);
        rows.Select(row => row.Node).ShouldBe([Node("n0", "zero"), Node("n1", "one")]);
        rows.ShouldAllBe(row => row.Side == "" && row.EnteredMs > 0);
    }

    [Fact]
    public async Task Enter_WhenTheNameIsAlive_IsRefusedWithTheTimeThatIsLeft()
    {
        await Enter("n1", "first");

        var second = await Enter("n1", "second", replaces: true, clusterAddress: "elsewhere:2");

        second.Joined.ShouldBeFalse();
        second.RetryAfter.ShouldBeInRange(LongLease / 2, LongLease);
        (await Incarnations()).ShouldBe(["first"]);
    }

    [Fact]
    public async Task Enter_WhenTheSameAddressWasAnothers_ReplacesOnlyIfAsked()
    {
        await Enter("n1", "first");

        (await Enter("n1", "second")).Joined.ShouldBeFalse();
        (await Enter("n1", "second", replaces: true)).Joined.ShouldBeTrue();

        (await Incarnations()).ShouldBe(["second"]);
        (await Store.Keep("first", LongLease, "", false, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Enter_WhenTheOthersLeaseHasRunOut_TakesTheName()
    {
        await Enter("n1", "first", ShortLease);
        await Until(async () => (await Incarnations()).Length == 0);

        (await Enter("n1", "second")).Joined.ShouldBeTrue();

        (await Incarnations()).ShouldBe(["second"]);
    }

    [Fact]
    public async Task Keep_WhenTheRowIsThere_NotesWhatItSays_AlsoAfterTheLease()
    {
        await Enter("n1", "one", ShortLease);
        var entered = (await Store.ReadNodes(default)).SingleOrDefault()?.EnteredMs;
        await Until(async () => (await Incarnations()).Length == 0);

        (await Store.Keep("one", LongLease, "side", true, default)).ShouldBeTrue();

        var row = (await Store.ReadNodes(default)).ShouldHaveSingleItem();
        row.ShouldBe(new NodeRow(Node("n1", "one") with { Leaving = true }, "side", entered ?? row.EnteredMs));
        await Enter("n1", "one");
        (await Store.ReadNodes(default)).ShouldHaveSingleItem().ShouldBe(row with { Node = Node("n1", "one"), Side = "" });
    }

    [Fact]
    public async Task Remove_WhenEntered_RemovesThisOneOnly()
    {
        await Enter("n1", "one");
        await Enter("n2", "two");

        await Store.Remove("one", default);
        await Store.Remove("never there", default);

        (await Incarnations()).ShouldBe(["two"]);
        (await Store.Keep("one", LongLease, "", false, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Enter_WhenTwoIncarnationsRaceForAName_OneEnters()
    {
        var other = await Opened();

        var entered = await Task.WhenAll(
            InBackground(() => Store.Enter(Node("n1", "x"), LongLease, false, default)),
            InBackground(() => other.Enter(Node("n1", "y"), LongLease, false, default)));

        entered.Count(outcome => outcome.Joined).ShouldBe(1);
    }

    [Fact]
    public async Task Agree_WhenSeveralPropose_TheFirstStandsForEver()
    {
        (await Store.Agree("secret", "first", default)).ShouldBe("first");
        (await Store.Agree("secret", "second", default)).ShouldBe("first");
        (await Store.Agree("another", "third", default)).ShouldBe("third");
    }

    [Fact]
    public async Task Open_WhenAgain_KeepsWhatIsThere()
    {
        await Committed(new Write(Room("a"), 0, Said(2)));
        await Enter("n1", "one");

        var another = await Opened();

        (await another.ReadForward(Room("a"), 0, 9, default)).Count.ShouldBe(2);
        (await another.ReadNodes(default)).ShouldHaveSingleItem().Node.Name.ShouldBe("n1");
    }

    [Fact]
    public async Task AcquireLease_WhenAnotherHasIt_IsFalseUntilItIsReleased()
    {
        (await Store.AcquireLease("a", "one", LongLease, default)).ShouldBeTrue();
        (await Store.AcquireLease("a", "one", LongLease, default)).ShouldBeTrue();
        (await Store.AcquireLease("a", "two", LongLease, default)).ShouldBeFalse();
        (await Store.AcquireLease("b", "two", LongLease, default)).ShouldBeTrue();

        await Store.ReleaseLease("a", "two", default);
        (await Store.AcquireLease("a", "two", LongLease, default)).ShouldBeFalse();
        await Store.ReleaseLease("a", "one", default);

        (await Store.AcquireLease("a", "two", LongLease, default)).ShouldBeTrue();
        (await Store.RenewLease("a", "one", LongLease, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task AcquireLease_WhenItHasRunOut_IsTrue_AndTheFormerOwnerHasLostIt()
    {
        await Store.AcquireLease("a", "one", LongLease, default);
        (await Store.RenewLease("a", "one", ShortLease, default)).ShouldBeTrue();

        await Until(async () => await Store.AcquireLease("a", "two", LongLease, default));

        (await Store.RenewLease("a", "one", LongLease, default)).ShouldBeFalse();
        (await Store.RenewLease("a", "two", LongLease, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task RenewLease_WhenItHasRunOut_IsFalseThoughNobodyTookIt()
    {
        await Store.AcquireLease("a", "one", ShortLease, default);

        await Until(async () => !await Store.RenewLease("a", "one", TimeSpan.FromMilliseconds(1), default));

        (await Store.AcquireLease("a", "two", LongLease, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task AcquireLease_WhenManyAskAtOnce_OneGetsIt()
    {
        var stores = new List<IStore> { Store, await Opened(), await Opened(), await Opened() };

        var got = await Task.WhenAll(stores.Select((store, n) =>
            InBackground(() => store.AcquireLease("a", $"owner {n}", LongLease, default))));

        got.Count(acquired => acquired).ShouldBe(1);
    }
}

using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Memory;

namespace ActorChat.Tests.Stores;

/// <summary>Any journal's life, beside the same life in the store in memory, which is the plainest of all.</summary>
public abstract partial class StoreContract
{
    static readonly string[] Types = ["posted", "edited", "it's"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Journals_WhateverIsCommitted_ReadAsThoseInMemoryDo(int seed)
    {
        var random = new Random(seed);
        await using var model = new MemoryStore(TimeProvider.System);
        await model.Open(default);
        EntityId[] entities = [Room("a"), Room("b"), new("dialogue", $"{new string('ä', 32)}~{new string('ß', 32)}")];
        var last = new long[entities.Length];

        for (var round = 0; round < 120; round++)
        {
            var at = random.Next(entities.Length);
            var write = AnyWrite(random, entities[at], last[at]);
            await Committed(write);
            (await model.Commit([write], default)).ShouldBe([CommitOutcome.Committed]);
            last[at] += write.Events.Count;
            await ReadsAlike(random, model, entities[at], last[at], round);
        }
    }

    // Small events and large ones, some about others; now and then some go, or change.
    static Write AnyWrite(Random random, EntityId entity, long last)
    {
        long Some() => random.NextInt64(1, last + 3);
        NewEvent Event() => new(
            At.AddMilliseconds(random.Next(1000)), Types[random.Next(Types.Length)], random.Next(3) == 0 ? Some() : null,
                random.Next(9) == 0 ? "someone" : null,
            Json(new string((char)('a' + random.Next(26)), random.Next(20) == 0 ? random.Next(9000) : random.Next(300))));

        var write = new Write(entity, last, [.. Enumerable.Range(0, random.Next(9)).Select(_ => Event())]);
        if (random.Next(6) == 0) return write with { Purges = [AnyRange(random, last)] };
        if (random.Next(4) > 0 || last == 0) return write;
        var rewritten = Enumerable.Range(1, 3).Select(_ => random.NextInt64(1, last + 1)).Distinct();
        return write with { Rewrites = [.. rewritten.Select(
            seq => new RewrittenEvent(seq, "posted", null, Json(new string('R', random.Next(400)))))] };
    }

    static PurgeRange AnyRange(Random random, long last)
    {
        var from = random.NextInt64(0, last + 2);
        var range = new PurgeRange(from, from + random.NextInt64(0, 40));
        return random.Next(3) switch
        {
            0 => range,
            1 => range with { Types = [Types[random.Next(Types.Length)]] },
            _ => range with { AboutBefore = random.NextInt64(1, last + 10) },
        };
    }

    async Task ReadsAlike(Random random, MemoryStore model, EntityId entity, long last, int round)
    {
        var (from, to, limit) = (random.NextInt64(0, last + 2), random.NextInt64(0, last + 3), random.Next(1, 40));
        string[] types = [.. Types.Take(random.Next(Types.Length))];
        foreach (var read in (Func<IStore, Task<IReadOnlyList<StoredEvent>>>[])
        [
            store => store.ReadForward(entity, 0, int.MaxValue, default),
            store => store.ReadForward(entity, from, limit, default),
            store => store.ReadBack(entity, to, from, types, limit, default),
            store => store.ReadBack(entity, long.MaxValue, 0, types, limit, default),
            store => store.ReadAbout(entity, from, to, types, limit, default),
        ])
        {
            Told(await read(Store)).ShouldBe(Told(await read(model)), $"round {round}");
        }
    }

    static IEnumerable<(long, DateTimeOffset, string, long?, string?, string)> Told(IReadOnlyList<StoredEvent> events) =>
        events.Select(e => (e.Seq, e.At, e.Type, e.About, e.Expels, Text(e.Body)));
}

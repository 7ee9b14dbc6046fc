using ActorChat.Node.Feeds;
using ActorChat.Tests.Chat;
using FsCheck.Fluent;

namespace ActorChat.Tests.Feeds;

/// <summary>Labels of a feed's followers: none, one and many are kept differently, and behave alike.</summary>
public sealed class LabelSetTests
{
    // Few labels, so that they meet; below zero one goes.
    [Fact]
    public void Counts_WhateverComesAndGoes_AreThoseOfAPlainTable() => Property.HoldsForLists(
        Gen.Choose(-4, 3),
        moves =>
        {
            var counts = new LabelCounts();
            var plain = new SortedDictionary<string, int>(StringComparer.Ordinal);
            foreach (var move in moves)
            {
                var comes = move >= 0;
                // Another string each time: it is not the object that is compared.
                var label = $"label {(comes ? move : -1 - move)}";
                var before = plain.GetValueOrDefault(label);
                if (!comes && before == 0) continue;
                plain[label] = before + (comes ? 1 : -1);
                if (plain[label] == 0) plain.Remove(label);
                (comes ? counts.Add(label) : counts.Remove(label)).ShouldBe(comes ? before == 0 : before == 1);
                counts.All.Order(StringComparer.Ordinal).ShouldBe(plain.Keys);
                counts.Count.ShouldBe(plain.Count);
                counts.Contains(label).ShouldBe(plain.ContainsKey(label));
            }
        },
        runs: 300,
        maxItems: 40);

    [Fact]
    public void Set_WhenALabelComesTwiceOrGoesTwice_SaysSo()
    {
        var set = new LabelSet();
        set.Remove("a").ShouldBeFalse();
        set.Add("a").ShouldBeTrue();
        set.Add("a").ShouldBeFalse();
        set.Remove("b").ShouldBeFalse();
        set.Add("b").ShouldBeTrue();
        set.Remove("a").ShouldBeTrue();
        set.Remove("a").ShouldBeFalse();
        set.All.ShouldBe(["b"]);
    }

    [Fact]
    public void Digest_WhateverTheWayThere_IsThatOfTheLabels()
    {
        var (one, other) = (new LabelSet(), new LabelSet());
        foreach (var label in (string[])["a", "b", "c", "b"]) one.Add(label);
        one.Remove("c");
        foreach (var label in (string[])["b", "a"]) other.Add(label);
        one.Digest.ShouldBe(other.Digest);
        other.Add("c");
        one.Digest.ShouldNotBe(other.Digest);
        foreach (var label in (string[])["a", "b", "c"]) other.Remove(label);
        other.Digest.ShouldBe(0ul);
        // All nodes of all versions must come to the same.
        one.Digest.ShouldBe(3749095200445002573ul);
    }
}

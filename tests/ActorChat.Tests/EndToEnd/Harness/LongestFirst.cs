using ActorChat.Tests.EndToEnd.Harness;
using Xunit.Abstractions;

[assembly: CollectionBehavior(MaxParallelThreads = LongestFirst.AtOnce)]
[assembly: TestCollectionOrderer(LongestFirst.Type, "ActorChat.Tests")]

namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>
/// The named collections begin first, in the order of their names: what clusters survive, then the tests that share nodes. They are the
/// longest, and wait most of their time.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public const string Type = $"ActorChat.Tests.EndToEnd.Harness.{nameof(LongestFirst)}";

    /// <summary>Tests under way at once: one more than the smallest machine has cores, for each waits a third of its time.</summary>
    public const int AtOnce = 3;

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.CollectionDefinition is null)
            .ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);
}

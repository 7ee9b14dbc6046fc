using Xunit.Abstractions;
using Xunit.Sdk;

namespace ActorChat.Tests.Stores;

/// <summary>All tests that share the one PostgreSQL server.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}

/// <summary>
/// Leaves out all tests of a class where there is to be no PostgreSQL: this xunit can't skip a test while it runs, but runs only what it
/// is given in order.
/// </summary>
public sealed class UnlessPostgresIsSkipped : ITestCaseOrderer
{
    public const string Type = $"{Assembly}.Stores.{nameof(UnlessPostgresIsSkipped)}";
    public const string Assembly = "ActorChat.Tests";

    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases) where TTestCase : ITestCase =>
        PostgresServer.Skipped ? [] : testCases;
}

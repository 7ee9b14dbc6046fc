using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.EndToEnd;

[Collection(SqliteFailoverTests.Name)]
public sealed class FailoverOnSqliteTests : FailoverTests
{
    protected override Task<string?> NewStore(bool behindWalls = false) => Task.FromResult<string?>(null);
}

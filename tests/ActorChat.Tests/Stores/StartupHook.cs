using ActorChat.Tests.Stores;

/// <summary>
/// What a child process of a test runs. A test assembly has no Main of its own; the .NET runtime calls this class, by this name, in a
/// process that is started with the assembly as its startup hook.
/// </summary>
static class StartupHook
{
    public static void Initialize()
    {
        SqliteChild.Run().GetAwaiter().GetResult();
        Environment.Exit(0);
    }
}

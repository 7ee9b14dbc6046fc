namespace ActorChat.Tui;

/// <summary>What the program says when it is started without arguments.</summary>
static class Welcome
{
    public const string Text = """
        ActorChat, the terminal client.

          Start a local cluster of three nodes and chat on it (the same command in a second terminal joins it):
              dotnet run --project src/ActorChat.Tui -- --local 3
          Connect to a running cluster:
              dotnet run --project src/ActorChat.Tui -- --connect HOST:PORT[,HOST:PORT...]
          Come by an invite link:
              dotnet run --project src/ActorChat.Tui -- actorchat://HOST:PORT/join/TOKEN

        Inside, /help lists all commands; --help lists the options.
        """;
}

/// <summary>How the program ends.</summary>
static class ExitCodes
{
    /// <summary>As it was asked to.</summary>
    public const int Done = 0;

    /// <summary>Something did not work; a sentence on standard error says what.</summary>
    public const int Failed = 1;

    /// <summary>The command line was wrong.</summary>
    public const int BadArguments = 2;
}

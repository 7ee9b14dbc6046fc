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

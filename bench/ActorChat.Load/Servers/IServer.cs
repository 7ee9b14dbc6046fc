namespace ActorChat.Load.Servers;

/// <summary>What is under load: nodes, or the limit beside them.</summary>
interface IServer : IAsyncDisposable
{
    /// <summary>Where clients connect, HOST:PORT each.</summary>
    IReadOnlyList<string> Addresses { get; }

    /// <summary>The processes whose CPU counts as the server's.</summary>
    IReadOnlyList<int> Processes { get; }

    /// <summary>The database's processes.</summary>
    IReadOnlyList<int> DatabaseProcesses { get; }
}

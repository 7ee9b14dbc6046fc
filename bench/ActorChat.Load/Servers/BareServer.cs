namespace ActorChat.Load.Servers;

/// <summary>The limit of fan-out as a process of its own: see <see cref="Bare.BareFanout"/>.</summary>
sealed class BareServer : IServer
{
    readonly ServerProcess process;

    BareServer(ServerProcess process) => this.process = process;

    public IReadOnlyList<string> Addresses { get; private set; } = [];

    public IReadOnlyList<int> Processes => [process.Id];

    public IReadOnlyList<int> DatabaseProcesses => [];

    public static async Task<BareServer> Start()
    {
        var server = new BareServer(ServerProcess.Start(Checkout.Load, [Bare.BareFanout.Verb]));
        await server.process.Ready;
        server.Addresses = [await server.process.Address];
        return server;
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}

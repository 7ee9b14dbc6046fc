using ActorChat.Load.Clients;
using ActorChat.Load.Measure;
using ActorChat.Load.Servers;

namespace ActorChat.Load.Workloads;

/// <summary>What the workloads that post have in common: the same swarm on nodes, then on the limit.</summary>
static class Posting
{
    /// <summary>On nodes.</summary>
    public static async Task<Figures> OnNodes(Options options, SwarmPlan plan, int nodes = 1, double? perSecond = null)
    {
        await using var cluster = await NodeCluster.Start(options.Servers(nodes));
        return await On("ActorChat", cluster, plan, options, perSecond);
    }

    /// <summary>On the bare server.</summary>
    public static async Task<Figures> OnBareFanout(Options options, SwarmPlan plan, double? perSecond = null)
    {
        await using var server = await BareServer.Start();
        return await On("bare-fanout", server, plan, options, perSecond);
    }

    /// <summary>The journal alone, with the batches that a run had.</summary>
    public static async Task<Bare.BareCommits> OnBareJournal(Options options, Figures run)
    {
        const int PostgresLoops = 4;
        var (batch, duration) = (Math.Max(1, (int)Math.Round(run.EventsPerCommit)), TimeSpan.FromSeconds(Math.Min(5, options.Seconds)));
        if (options.Store == StoreKind.Sqlite) return await Task.Run(() => Bare.BareSqlite.Run(options.DataFolder, batch, options.TextBytes, duration));
        await using var server = await PostgresServer.Start(options.DataFolder);
        return await Bare.BarePostgres.Run(server.ConnectionString, PostgresLoops, batch, options.TextBytes, duration);
    }

    /// <summary>A swarm in words.</summary>
    public static string Describe(Options options, SwarmPlan plan, int nodes = 1) =>
        $"{plan.Clients} clients, {plan.Rooms} room(s), {plan.Senders} senders, window {plan.Window}, texts of {plan.TextBytes} bytes, {options.Nodes ?? nodes} node(s), {options.Store}";

    static async Task<Figures> On(string name, IServer server, SwarmPlan plan, Options options, double? perSecond)
    {
        await using var swarm = await Swarm.Enter(server.Addresses, plan);
        return perSecond is { } rate
            ? await Measurement.Paced(name, swarm, server, options.Timing, rate)
            : await Measurement.Windows(name, swarm, server, options.Timing);
    }
}

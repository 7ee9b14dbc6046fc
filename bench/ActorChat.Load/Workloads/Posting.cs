using ActorChat.Load.Bare;
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

    /// <summary>The journal alone, with the batches that a run had and the rows that a node writes.</summary>
    public static async Task<BareCommits> OnBareJournal(Options options, Figures run)
    {
        const int PostgresLoops = 4;
        if (options.Store == StoreKind.Sqlite)
        {
            return await OnBareSqlite(options, BatchOf(run), (db, textBytes) => new BareJournal(db, textBytes));
        }
        await using var server = await PostgresServer.Start(options.DataFolder);
        return await BarePostgres.Run(
            server.ConnectionString, PostgresLoops, BatchOf(run).Events, options.TextBytes, BareDuration(options));
    }

    /// <summary>The rows that a node writes on SQLite, one message a commit, so many times a second, as long as a run.</summary>
    public static Task<BareCommits> OnBareJournalPaced(Options options, double perSecond) => Task.Run(() => BareSqlite.Run(
        options.DataFolder, (db, textBytes) =>
            new BareJournal(db, textBytes), new(1, 1), options.TextBytes, options.Timing.Duration, perSecond));

    static Task<BareCommits> OnBareSqlite(Options options, BareBatch batch, Func<SQLitePCL.sqlite3, int, IBareLayout> layOut) =>
        Task.Run(() => BareSqlite.Run(options.DataFolder, layOut, batch, options.TextBytes, BareDuration(options)));

    static BareBatch BatchOf(Figures run) =>
        new(Math.Max(1, (int)Math.Round(run.EventsPerCommit)), Math.Clamp((int)Math.Round(run.WritesPerCommit), 1, BareRows.Entities));

    static TimeSpan BareDuration(Options options) => TimeSpan.FromSeconds(Math.Min(5, options.Seconds));

    /// <summary>A swarm in words.</summary>
    public static string Describe(Options options, SwarmPlan plan, int nodes = 1) =>
        $"{plan.Clients} clients, {plan.Rooms} room(s), {plan.Senders} senders, window {plan.Window}, texts of {plan.TextBytes} bytes, "
            + $"{options.Nodes ?? nodes} node(s), {options.Store}";

    static async Task<Figures> On(string name, IServer server, SwarmPlan plan, Options options, double? perSecond)
    {
        await using var swarm = await Swarm.Enter(server.Addresses, plan);
        return perSecond is { } rate
            ? await Measurement.Paced(name, swarm, server, options.Timing, rate)
            : await Measurement.Windows(name, swarm, server, options.Timing);
    }
}

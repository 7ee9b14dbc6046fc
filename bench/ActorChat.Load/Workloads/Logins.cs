using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ActorChat.Load.Clients;
using ActorChat.Load.Measure;
using ActorChat.Load.Reports;
using ActorChat.Load.Servers;

namespace ActorChat.Load.Workloads;

/// <summary>How many log in a second: by password, at the default cost of a guess, and by the token of a login that they have.</summary>
sealed class Logins : IWorkload
{
    const int FirstLogins = 100, Resumed = 2000;

    // The default of passwords.iterations; the accounts of other workloads are cheaper.
    const int Iterations = 210_000;

    public string Name => "logins";

    public string Summary => "logins: logins by password at the default cost, and 2,000 resumed sessions, as many a second as may be";

    public async Task<Report> Run(Options options)
    {
        var figures = new Dictionary<string, double>();
        var byPassword = await ByPassword(options, figures);
        var byToken = await ByToken(options, figures);
        return new(Name, $"{FirstLogins} logins by password, {Resumed} by token, {options.Store}", [],
        [
            Goal.AtLeast("logins by password a second, of what the hash allows", byPassword, 0.8),
            Goal.AtLeast("resumed sessions a second", byToken, 2_000),
        ], figures);
    }

    static async Task<double> ByPassword(Options options, Dictionary<string, double> figures)
    {
        var allowed = HashesPerSecond();
        var costly = options with { Settings = [.. options.Settings, $"passwords.iterations={Iterations}"] };
        await using var cluster = await NodeCluster.Start(costly.Servers());
        await using var swarm = await Swarm.Enter(cluster.Addresses, options.Swarm(FirstLogins, 1, 1, 1));
        var begun = Stopwatch.GetTimestamp();
        await swarm.ForEach(async i =>
        {
            swarm.Clients[i].Connect(cluster.Addresses[0], i);
            await swarm.Clients[i].Ask("login", $"\"name\":\"{swarm.Clients[i].Name}\",\"password\":\"{ChatClient.Password}\"");
        });
        var reached = FirstLogins / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        figures["logins by password a second"] = reached;
        figures["the hash alone, on all cores, a second"] = allowed;
        return reached / allowed;
    }

    static async Task<double> ByToken(Options options, Dictionary<string, double> figures)
    {
        await using var cluster = await NodeCluster.Start(options.Servers());
        await using var swarm = await Swarm.Enter(cluster.Addresses, options.Swarm(clients: Resumed, rooms: 100, senders: 1, window: 1));
        // As in all workloads, what is compiled on the way is told apart: the first round warms up.
        figures["resumed sessions a second, the first round"] = (await Round(cluster, swarm)).ASecond;
        var (aSecond, aCpuSecond) = await Round(cluster, swarm);
        figures["resumed sessions a second"] = aSecond;
        figures["the same a second of the node's CPU"] = aCpuSecond;
        return aSecond;
    }

    static async Task<(double ASecond, double ACpuSecond)> Round(NodeCluster cluster, Swarm swarm)
    {
        var (begun, cpu) = (Stopwatch.GetTimestamp(), ProcessUsage.CpuSeconds(cluster.Processes));
        await swarm.ForEach(async i =>
        {
            await swarm.Clients[i].Resume(cluster.Addresses[0], i);
            await swarm.Clients[i].Synced;
        });
        var took = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return (swarm.Clients.Count / took, swarm.Clients.Count / (ProcessUsage.CpuSeconds(cluster.Processes) - cpu));
    }

    // On all cores at once, as the node could with nothing else to do.
    static double HashesPerSecond()
    {
        const int Hashes = 40;
        Hash(0);
        var watch = Stopwatch.StartNew();
        Parallel.For(0, Hashes, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, Hash);
        return Hashes / watch.Elapsed.TotalSeconds;
    }

    static void Hash(int number) => Rfc2898DeriveBytes.Pbkdf2(
        number.ToString(CultureInfo.InvariantCulture), new byte[16], Iterations, HashAlgorithmName.SHA512, 32);
}

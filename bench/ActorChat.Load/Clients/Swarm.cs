using System.Diagnostics;
using System.Globalization;
using ActorChat.Load.Wire;

namespace ActorChat.Load.Clients;

/// <summary>How many clients there are, and what they do.</summary>
/// <param name="Clients">Logged in, spread evenly over nodes and rooms.</param>
/// <param name="Rooms">Each client is in one.</param>
/// <param name="Senders">How many of the clients post.</param>
/// <param name="Window">Messages of one sender that wait for their acknowledgements.</param>
/// <param name="TextBytes">Length of a message's text.</param>
/// <param name="Prefix">With which the names of its users and rooms begin.</param>
/// <param name="ByAkka">Whether they come by the door for actor systems.</param>
sealed record SwarmPlan(int Clients, int Rooms, int Senders, int Window, int TextBytes, string Prefix = "", bool ByAkka = false);

/// <summary>All clients of a workload, in their rooms.</summary>
sealed class Swarm : IAsyncDisposable
{
    const int AtOnce = 64;

    readonly SwarmPlan plan;
    readonly EventLoop loop = new();
    readonly List<ChatClient> clients = [];
    readonly List<Room> rooms;

    Swarm(SwarmPlan plan)
    {
        this.plan = plan;
        rooms = [.. Enumerable.Range(1, plan.Rooms).Select(i => new Room($"{plan.Prefix}room{i}"))];
        for (var i = 0; i < plan.Clients; i++)
        {
            clients.Add(new(loop, Tally, string.Create(CultureInfo.InvariantCulture, $"{plan.Prefix}user{i + 1}"), plan.ByAkka));
        }
    }

    public Tally Tally { get; } = new();

    public EventLoop Loop => loop;

    public IReadOnlyList<ChatClient> Clients => clients;

    public IReadOnlyList<Room> Rooms => rooms;

    public IEnumerable<ChatClient> Senders => clients.Take(plan.Senders);

    /// <summary>
    /// Connects all clients, makes their accounts, and brings them into their rooms; they are spread evenly over the addresses.
    /// </summary>
    public static Task<Swarm> Enter(IReadOnlyList<string> addresses, SwarmPlan plan) => Enter(i => addresses[i % addresses.Count], plan);

    /// <summary>The same, with the address of each client by its number.</summary>
    public static async Task<Swarm> Enter(Func<int, string> addressOf, SwarmPlan plan)
    {
        var swarm = new Swarm(plan);
        try
        {
            await swarm.ForEach(async i =>
            {
                swarm.clients[i].Connect(addressOf(i), i);
                await swarm.clients[i].Register();
                await swarm.clients[i].Synced.WaitAsync(TimeSpan.FromSeconds(60));
            });
            await swarm.ForEach(i => i < plan.Rooms ? swarm.Enter(i) : Task.CompletedTask);
            await swarm.ForEach(i => i < plan.Rooms ? Task.CompletedTask : swarm.Enter(i));
            foreach (var (i, client) in swarm.clients.Index()) swarm.rooms[i % plan.Rooms].Members.Add(client);
            return swarm;
        }
        catch
        {
            await swarm.DisposeAsync();
            throw;
        }
    }

    /// <summary>Every sender posts as fast as its window lets it.</summary>
    public void StartWindows() => loop.Do(() =>
    {
        foreach (var sender in Senders)
        {
            sender.IsClosedLoop = true;
            sender.Poster!.Due = plan.Window;
            sender.Post(Stopwatch.GetTimestamp());
        }
    });

    /// <summary>The senders post in turns, so many messages a second in all.</summary>
    public Pace StartPace(double perSecond)
    {
        var pace = new Pace([.. Senders], perSecond);
        loop.Ticker = pace;
        return pace;
    }

    /// <summary>
    /// Nobody posts any more; waits until every message is answered and has arrived everywhere. What has not by then is counted as lost.
    /// </summary>
    public async Task Settle(TimeSpan patience)
    {
        loop.Ticker = null;
        loop.Do(() =>
        {
            foreach (var sender in Senders) (sender.IsClosedLoop, sender.Poster!.Due) = (false, 0);
        });
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < patience && await OnLoop(Missing) > 0; await Task.Delay(20))
        {
        }
        Tally.Lost += await OnLoop(Missing);
    }

    /// <summary>Runs this on the loop's thread.</summary>
    public Task<T> OnLoop<T>(Func<T> read)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        loop.Do(() => done.SetResult(read()));
        return done.Task;
    }

    /// <summary>Runs something for the number of every client, some at a time.</summary>
    public async Task ForEach(Func<int, Task> each)
    {
        // Who connects does so on a thread of its own; afterwards they would only be in the way of the nodes.
        ThreadPool.GetMinThreads(out var threads, out var ports);
        ThreadPool.SetMinThreads(AtOnce, ports);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, clients.Count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) => await each(i));
        ThreadPool.SetMinThreads(threads, ports);
    }

    long Missing() => Senders.Sum(sender => sender.Poster!.Open)
        + rooms.Sum(room => room.Members.Sum(member => Math.Max(0, room.Acknowledged - member.Cursor)));

    Task Enter(int i) => clients[i].Enter(rooms[i % plan.Rooms], isNew: i < plan.Rooms, plan.TextBytes);

    public ValueTask DisposeAsync()
    {
        loop.Dispose();
        return ValueTask.CompletedTask;
    }
}

using ActorChat.Harness;

namespace ActorChat.Torture.Clients;

/// <summary>
/// A client of one user, which stays connected as well as it can: it goes on where it was, and now and then begins anew.
/// </summary>
sealed class Client(string name, string user, bool isRemote, Func<IReadOnlyList<string>> addresses, Clock clock, Random random)
    : IAsyncDisposable
{
    /// <summary>Of every user.</summary>
    public const string Password = "correct-horse";

    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);

    // One login in so many forgets what it had.
    const int FreshEvery = 5;

    readonly CancellationTokenSource closing = new();
    readonly Lock gate = new();
    Task running = Task.CompletedTask;
    TaskCompletionSource<Connection> current = new(TaskCreationOptions.RunContinuationsAsynchronously);
    string? token;

    /// <summary>Its name in reports.</summary>
    public string Name => name;

    /// <summary>Whose it is.</summary>
    public string User => user;

    /// <summary>What it was shown.</summary>
    public Sights Sights { get; } = new(clock);

    /// <summary>How often it has logged in.</summary>
    public int Logins { get; private set; }

    /// <summary>Whether it is logged in now.</summary>
    public bool IsConnected => current.Task is { IsCompletedSuccessfully: true } task && !task.Result.Ended.IsCompleted;

    /// <summary>Begins.</summary>
    public void Start() => running = Run();

    /// <summary>A connection that is logged in, as soon as there is one.</summary>
    public async Task<Connection> Connected(CancellationToken cancel)
    {
        Task<Connection> task;
        lock (gate) task = current.Task;
        return await task.WaitAsync(cancel);
    }

    /// <summary>Asks, on whatever connection there is; null when the answer was lost.</summary>
    public async Task<Frame?> Ask(string type, string fields, CancellationToken cancel) =>
        await (await Connected(cancel)).Ask(type, fields);

    /// <summary>Its connection breaks.</summary>
    public void Break()
    {
        if (current.Task.IsCompletedSuccessfully) current.Task.Result.Abort();
    }

    /// <summary>It takes nothing for a while.</summary>
    public async Task Stall(TimeSpan time)
    {
        if (current.Task.IsCompletedSuccessfully) await current.Task.Result.Stall(time);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        Break();
        await running;
    }

    async Task Run()
    {
        while (!closing.IsCancellationRequested)
        {
            if (await LoggedIn() is not { } connection)
            {
                await Task.Delay(Again, closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }
            lock (gate) current.SetResult(connection);
            await connection.Ended;
            lock (gate) current = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await connection.DisposeAsync();
        }
    }

    async Task<Connection?> LoggedIn()
    {
        var all = addresses();
        if (all.Count == 0) return null;
        if (await Connection.Open(all[random.Next(all.Count)], isRemote, Sights.Take) is not { } connection) return null;
        if (closing.IsCancellationRequested || !await LogIn(connection))
        {
            await connection.DisposeAsync();
            return null;
        }
        Logins++;
        return connection;
    }

    async Task<bool> LogIn(Connection connection)
    {
        if (token is not null && random.Next(FreshEvery) > 0)
        {
            var cursors = string.Join(',', Sights.Cursors.Select(one => $"\"{one.Key}\":{one.Value}"));
            return await connection.Ask("resume", $"\"token\":\"{token}\",\"cursors\":{{{cursors}}}") is { Type: "logged-in" };
        }
        // What comes after this begins anew, also when the answer is lost: such a connection shows nothing before it.
        Sights.Begin();
        if (await connection.Ask("login",
            $"\"name\":\"{user}\",\"password\":\"{Password}\"") is not { Type: "logged-in" } answer) return false;
        token = answer.Text("token");
        return true;
    }
}

using System.Collections.Concurrent;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.EndToEnd;

/// <summary>So many rooms on one node that all are live, and what happens to those who ask them over the other nodes.</summary>
sealed class Crowd : IAsyncDisposable
{
    const int Users = 200, AtOnce = 32, Askers = 8;

    readonly IReadOnlyList<ApiClient> users;
    readonly IReadOnlyList<string> rooms;
    readonly CancellationTokenSource over = new();
    readonly ConcurrentQueue<string> failures = new();
    Task asking = Task.CompletedTask;
    int answers;

    Crowd(IReadOnlyList<ApiClient> users, IReadOnlyList<string> rooms) => (this.users, this.rooms) = (users, rooms);

    /// <summary>Questions answered so far.</summary>
    public int Answers => Volatile.Read(ref answers);

    /// <summary>Creates the rooms on <paramref name="node"/>, over the other nodes, by users who each have their share of them.</summary>
    public static async Task<Crowd> Gather(TestCluster cluster, string node, int rooms)
    {
        var others = cluster.Nodes.Where(other => other.Name != node).Select(other => other.Address).ToList();
        var users = Enumerable.Range(0, Users).Select(user => new ApiClient(others[user % others.Count])).ToList();
        var crowd = new Crowd(users, [.. cluster.RoomsOn(node, "many").Take(rooms)]);
        await Parallel.ForAsync(0, Users, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (user, _) =>
        {
            await users[user].Register($"Crowd{user}");
            for (var room = user; room < rooms; room += Users)
            {
                await users[user].Right("create-room", $"\"room\":\"{crowd.rooms[room]}\",\"access\":\"open\"");
            }
        });
        return crowd;
    }

    /// <summary>From now on each asker asks one room after the other, until <see cref="EndedWell"/>.</summary>
    public void Ask() => asking = Task.WhenAll(Enumerable.Range(0, Askers).Select(AskOn));

    /// <summary>Waits until so many more questions are answered.</summary>
    public Task Answered(int more)
    {
        var goal = Answers + more;
        return Eventually.See(() => Answers, seen => seen >= goal, $"{goal} answers");
    }

    /// <summary>Nobody was refused anything.</summary>
    public async Task EndedWell()
    {
        await over.CancelAsync();
        await asking;
        failures.ShouldBeEmpty();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await asking;
        foreach (var user in users) user.Dispose();
        over.Dispose();
    }

    async Task AskOn(int asker)
    {
        for (var number = asker; !over.IsCancellationRequested; number += Askers)
        {
            // Rooms far from each other, and so on shards far from each other.
            var room = (int)(number * 7919L % rooms.Count);
            var answer = await users[room % Users].Ask("history", $"\"feed\":\"room/{rooms[room]}\"");
            if (answer.Status != 200) failures.Enqueue($"{rooms[room]}: {answer}");
            Interlocked.Increment(ref answers);
        }
    }
}

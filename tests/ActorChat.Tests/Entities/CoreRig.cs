using ActorChat.Node.Settings;
using System.Text;
using ActorChat.Node;
using ActorChat.Node.Entities;
using ActorChat.Node.Stores;

namespace ActorChat.Tests.Entities;

/// <summary>Who asked, and is told how it ended.</summary>
sealed class Waiter : IAsker
{
    /// <summary>How it ended; null while nobody has said.</summary>
    public AskResult? Result { get; private set; }

    public void End(AskResult result)
    {
        Result.ShouldBeNull("whoever asks is told once");
        Result = result;
    }
}

/// <summary>The core of one counter, without actor, journal and clock: the test says how writes end.</summary>
sealed class CoreRig
{
    readonly List<object> bugs = [];

    public CoreRig(Action<EntityOptions>? set = null)
    {
        set?.Invoke(Options);
        Core = NewCore();
    }

    public static EntityId Id { get; } = Counter.Id("a");

    public EntityOptions Options { get; } = NodeSettings.Default.Entities with { };
    public EntityCore Core { get; private set; }
    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    /// <summary>The write under way.</summary>
    public Draft? UnderWay { get; private set; }

    /// <summary>What is certainly in the journal, with the snapshots.</summary>
    public List<Write> Written { get; } = [];

    /// <summary>Commands on which deciding threw.</summary>
    public IReadOnlyList<object> Bugs => bugs;

    /// <summary>Asks, and lets the next write begin as the actor does.</summary>
    public Waiter Ask(CounterCommand command)
    {
        var waiter = new Waiter();
        Core.Take(command, waiter, null, Now);
        WriteNext();
        return waiter;
    }

    /// <summary>Delivers a letter.</summary>
    public void Deliver(long letter, CounterCommand command)
    {
        Core.Take(command, null, letter, Now);
        WriteNext();
    }

    /// <summary>The write under way is in the journal.</summary>
    /// <returns>What followers see of it, and the letters that are to be sent now.</returns>
    public (IReadOnlyList<string> Frames, IReadOnlyList<EntityMessage> Letters) Commit(bool isFollowed = true)
    {
        Written.Add(UnderWay.ShouldNotBeNull().ToWrite());
        UnderWay = null;
        var brought = Core.OnWritten(isFollowed, Now);
        Core.Answer(Now);
        WriteNext();
        return ([.. brought.Runs.SelectMany(run => run.All).Select(one => Encoding.UTF8.GetString(one.Frame.Span))], brought.Letters);
    }

    /// <summary>All that is to be written is.</summary>
    public void CommitAll()
    {
        while (UnderWay is not null) Commit();
    }

    /// <summary>The core ends; the next one reads the journal, from the last snapshot on.</summary>
    public void End(AskResult underWay)
    {
        Core.End(underWay);
        (Core, UnderWay) = (NewCore(), null);
        var snapshot = Written.LastOrDefault(write => write.Snapshot is not null)?.Snapshot;
        if (snapshot is not null) Core.Restore(snapshot.Seq, snapshot.Body);
        foreach (var write in Written)
        {
            for (var i = 0; i < write.Events.Count; i++)
            {
                if (write.After + i + 1 > (snapshot?.Seq ?? 0)) Core.Replay(write.After + i + 1, write.Events[i].At, write.Events[i].Body);
            }
        }
    }

    EntityCore NewCore() => new(Id, Counter.Kind, Options, new SystemRandom(), (_, command) => bugs.Add(command));

    void WriteNext() => UnderWay ??= Core.TakeDraft();
}

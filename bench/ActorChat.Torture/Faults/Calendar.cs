using System.Globalization;

namespace ActorChat.Torture.Faults;

/// <summary>How far a node's calendar is ahead, in a file from which its process reads it: see <see cref="JumpingTime"/>.</summary>
sealed class Calendar
{
    /// <summary>A jump is seen within this time: the file is not read for every look at the clock.</summary>
    public static readonly TimeSpan SeenWithin = TimeSpan.FromSeconds(2);

    readonly Lock gate = new();
    TimeSpan ahead;

    /// <param name="file">It is made.</param>
    public Calendar(string file)
    {
        File = file;
        Jump(TimeSpan.Zero);
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>It has not jumped, or is back.</summary>
    public bool IsRight
    {
        get
        {
            lock (gate) return ahead == TimeSpan.Zero;
        }
    }

    /// <summary>Sets it ahead by so much more, or back.</summary>
    public void Jump(TimeSpan by)
    {
        lock (gate)
        {
            ahead += by;
            // In one step: a process may read it at any moment.
            var next = File + ".next";
            System.IO.File.WriteAllText(next, ahead.Ticks.ToString(CultureInfo.InvariantCulture));
            System.IO.File.Move(next, File, overwrite: true);
        }
    }
}

/// <summary>The machine's clock, with a calendar that is as far ahead as a file says; by it nobody waits.</summary>
sealed class JumpingTime(string file) : TimeProvider
{
    const long LookEveryMs = 500;

    long nextLook, ahead;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        var now = Environment.TickCount64;
        if (now >= Volatile.Read(ref nextLook))
        {
            Volatile.Write(ref nextLook, now + LookEveryMs);
            Volatile.Write(ref ahead, long.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture));
        }
        return base.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref ahead));
    }
}

using System.Runtime.InteropServices;

namespace ActorChat.Node.Hosting;

/// <summary>
/// Lets one of many like entries of the log through in a while, and counts the others: a database that is away has every entity complain.
/// </summary>
sealed class LogRepeats(TimeProvider time)
{
    /// <summary>How often one of its kind is written: often enough to see that it goes on.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    // The kinds are as many as the places in the program that log; only texts of others make more.
    const int MaxKinds = 1_000;

    readonly Lock gate = new();
    readonly Dictionary<(string Category, int Event, string Text), Seen> kinds = [];

    /// <summary>How many of its kind were not written since the last, when this one is to be; null when it is not.</summary>
    public int? Admit(string category, int number, string text)
    {
        lock (gate)
        {
            if (kinds.Count >= MaxKinds) kinds.Clear();
            ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(kinds, (category, number, text), out var isKnown);
            if (isKnown && time.GetElapsedTime(seen.Written) < Interval)
            {
                seen.Missed++;
                return null;
            }
            var missed = seen.Missed;
            seen = new() { Written = time.GetTimestamp() };
            return missed;
        }
    }

    struct Seen
    {
        public long Written;
        public int Missed;
    }
}

using System.Globalization;
using ActorChat.Torture.Checking;
using ActorChat.Torture.Faults;
using ActorChat.Torture.Planted;

namespace ActorChat.Torture;

/// <summary>What a run has shown, for people.</summary>
static class Report
{
    const int ShownBreaches = 40;

    /// <summary>The figures.</summary>
    public static void Print(
        History history, IReadOnlyList<Happened> faults, IReadOnlyList<(TimeSpan Took, bool IsAlone)> failovers, FalseAlarms alarms,
        int logins, TimeSpan took)
    {
        int Count(Answer answer) => history.Posts.Count(post => post.Answer == answer);
        Console.WriteLine($"{took.TotalMinutes:F1} min: {Count(Answer.Done):N0} messages acknowledged, {Count(Answer.Refused):N0} refused, "
            + $"{Count(Answer.Unknown):N0} unknown; "
            + $"{history.Feeds.Sum(feed => feed.Events.Count):N0} events in {history.Feeds.Count} feeds; {history.Reads.Count:N0} pages; "
            + $"{history.Scheduled.Count:N0} messages for later; {history.Members.Count:N0} removals and returns; "
            + $"{history.Viewers.Sum(viewer => viewer.Sights.Count):N0} sights of {history.Viewers.Count} clients, {logins:N0} logins");
        var kinds = faults.CountBy(one => one.Fault.Kind).OrderBy(one => one.Key).Select(one => $"{one.Value} {one.Key}");
        Console.WriteLine($"{faults.Count} faults: {string.Join(", ", kinds)}");
        var codes = history.Posts.Where(post => post.Answer != Answer.Done).CountBy(post => post.Code ?? "no answer")
            .OrderBy(one => one.Key);
        Console.WriteLine($"not acknowledged: {string.Join(", ", codes.Select(one => $"{one.Value} {one.Key}"))}");
        Waits("a message until it was acknowledged", [.. history.Posts.Where(post => post.Answer == Answer.Done)]);
        Times("failover, nothing else wrong", [.. failovers.Where(one => one.IsAlone).Select(one => one.Took)]);
        Times("failover, other faults meanwhile", [.. failovers.Where(one => !one.IsAlone).Select(one => one.Took)]);
        Console.WriteLine($"failure detector: {alarms.All} alarms, {alarms.Found.Count} of them false");
        foreach (var alarm in alarms.Found) Console.WriteLine($"  {alarm}");
    }

    /// <summary>What was broken, and how to look at it; the exit code.</summary>
    public static int Broken(Plan plan, IReadOnlyList<Fault> schedule, IReadOnlyList<Breach> breaches, string folder)
    {
        Console.WriteLine("The schedule:");
        foreach (var fault in schedule) Console.WriteLine($"  {fault}");
        Console.WriteLine($"BROKEN, {breaches.Count} times:");
        foreach (var breach in breaches.Take(ShownBreaches)) Console.WriteLine($"  {breach}");
        Console.WriteLine($"The nodes' logs are in {folder}. Again:");
        Console.WriteLine($"  --seed {plan.Seed} --nodes {plan.Nodes} --minutes {plan.Length.TotalMinutes:R}"
            + (plan.OnServer ? " --store postgres" : "")
                + (plan.Course switch { Course.Kills => " --only-kills", Course.Rolling => " --rolling", Course.Calm => " --calm", _ => "" })
            + (plan.Bug == Bug.None ? "" : $" --bug {plan.Bug}"));
        return 1;
    }

    static void Waits(string what, IReadOnlyList<PostOp> posts)
    {
        if (posts.Count == 0) return;
        var sorted = posts.Select(post => (post.Span.Ended - post.Span.Begun) / 1000.0).Order().ToList();
        // Of each moment one: what waits for the same waits as long.
        var longest = posts.GroupBy(post => post.Span.Begun / 5_000_000).Select(at => at.MaxBy(post => post.Span.Ended - post.Span.Begun)!)
            .OrderByDescending(post => post.Span.Ended - post.Span.Begun).Take(8);
        Console.WriteLine(
            FormattableString.Invariant($"{what}: median {sorted[sorted.Count / 2]:F1} ms, p99 {sorted[sorted.Count * 99 / 100]:F0} ms, ")
            + FormattableString.Invariant(
                $"longest {sorted[^1]:F0} ms; {string.Join(", ", longest.Select(post => $"{post.Feed} at {post.Span}"))}"));
    }

    static void Times(string what, IReadOnlyList<TimeSpan> times)
    {
        if (times.Count == 0) return;
        var sorted = times.Select(time => time.TotalSeconds).Order().ToList();
        double At(double part) => sorted[(int)Math.Min(sorted.Count - 1, Math.Ceiling(part * sorted.Count) - 1)];
        Console.WriteLine($"{what}: {sorted.Count} rooms, median {At(0.5):F1} s, p99 {At(0.99):F1} s, worst {sorted[^1]:F1} s");
        Console.WriteLine($"  {string.Join(' ', sorted.Select(time => time.ToString("F1", CultureInfo.InvariantCulture)))}");
    }
}

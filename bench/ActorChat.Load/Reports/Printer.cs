using System.Globalization;
using ActorChat.Load.Measure;

namespace ActorChat.Load.Reports;

/// <summary>Reports as text for people.</summary>
static class Printer
{
    public static void Print(Report report, TextWriter to)
    {
        to.WriteLine($"\n== {report.Workload}: {report.Setting}");
        foreach (var run in report.Runs) Print(run, to);
        foreach (var (name, value) in report.More) to.WriteLine($"   {name,-44} {Number(value),12}");
        foreach (var goal in report.Goals)
        {
            to.WriteLine($"   {(goal.IsMet ? "met    " : "NOT MET")} {goal.What}: {Number(goal.Value)}{goal.Unit}, goal "
                + $"{(goal.IsCeiling ? "<=" : ">=")} {Number(goal.Bound)}{goal.Unit}");
        }
    }

    /// <summary>All goals in one table.</summary>
    public static void PrintGoals(IEnumerable<Report> reports, TextWriter to)
    {
        to.WriteLine("\n| workload | figure | reached | limit | ratio | goal | |\n|---|---|---|---|---|---|---|");
        foreach (var report in reports)
        {
            foreach (var goal in report.Goals)
            {
                var (limit, ratio) = goal.Limit is { } at ? ($"{Number(at)}{goal.Unit}", Number(goal.Ratio!.Value)) : ("", "");
                to.WriteLine($"| {report.Workload} | {goal.What} | {Number(goal.Value)}{goal.Unit} | {limit} | {ratio} "
                    + $"| {(goal.IsCeiling ? "<=" : ">=")} {Number(goal.Bound)}{goal.Unit} | {(goal.IsMet ? "met" : "**not met**")} |");
            }
        }
    }

    static void Print(Figures run, TextWriter to)
    {
        to.WriteLine($"   {run.Server}");
        Line(to, "messages/s", run.MessagesPerSecond, "deliveries/s", run.DeliveriesPerSecond, "deliveries per server CPU s",
            run.DeliveriesPerCpuSecond);
        Line(to, "server CPU s", run.CpuSeconds, "cores", run.Cores, "database CPU s", run.DatabaseCpuSeconds);
        Latency(to, "send to receive", run.ToReceive);
        Latency(to, "send to acknowledge", run.ToAcknowledge);
        if (run.CommitsPerSecond > 0)
        {
            Line(to, "commits/s", run.CommitsPerSecond, "events per commit", run.EventsPerCommit, "writes per commit", run.WritesPerCommit);
            Line(to, "bytes allocated per delivery", run.AllocatedBytesPerDelivery, "GC pause ms", run.GcPauseMs, "gen0, gen2", run.Gen0,
                run.Gen2);
            Line(to, "lock contentions/s", run.LockContentionsPerSecond, "pool items/s", run.WorkItemsPerSecond, "MB resident",
                run.ResidentBytes / 1e6);
        }
        Line(to, "lost", run.Lost, "repeated", run.Repeated, "refused", run.Refused, run.Lagged);
        if (run.FirstRefusal is { } refusal) to.WriteLine($"      first refusal: {refusal}");
        if (run.GeneratorLateMs > 0) to.WriteLine($"      the generator was {Number(run.GeneratorLateMs)} ms late at most");
    }

    static void Line(TextWriter to, string a, double av, string b, double bv, string c, double cv, double? more = null) =>
        to.WriteLine($"      {a} {Number(av)} · {b} {Number(bv)} · {c} {Number(cv)}{(more is { } last ? $", {Number(last)}" : "")}");

    static void Latency(TextWriter to, string what, Percentiles ms) =>
        to.WriteLine(
            $"      {what}, ms: p50 {Number(ms.P50Ms)} · p99 {Number(ms.P99Ms)} · p99.9 {Number(ms.P999Ms)} · max {Number(ms.MaxMs)}");

    static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "#,0" : "0.###", CultureInfo.InvariantCulture);
}

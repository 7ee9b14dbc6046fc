using ActorChat.Load.Journals;
using ActorChat.Load.Reports;

namespace ActorChat.Load.Workloads;

/// <summary>
/// ActorChat's journal beside Akka.Persistence.Sql's own, on the same tables: writing, and a crowd that recovers at once.
/// </summary>
sealed class Plugins : IWorkload
{
    const int HotRooms = 100, HotWindow = 20, ManyRooms = 1000, Recovering = 5000, First = 500, Events = 10;

    public string Name => "journal";

    public string Summary => "journal: ActorChat's journal beside Akka.Persistence.Sql's: 100 rooms with 20 events under way, 1,000 with "
        + "one, 5,000 that recover";

    public async Task<Report> Run(Options options)
    {
        var figures = new Dictionary<string, double>();
        var hot = await Beside(
            figures, "100 rooms x 20", "events", options, (place, isOurs) => Post(place, isOurs, HotRooms, HotWindow, options));
        var many = await Beside(
            figures, "1,000 rooms x 1", "events", options, (place, isOurs) => Post(place, isOurs, ManyRooms, 1, options));
        var recovery = await Beside(figures, "recovery of 5,000", "entities", options, async (place, isOurs) =>
        {
            await JournalRuns.Fill(place, Recovering, Events, options.TextBytes);
            return await JournalRuns.Recover(place, isOurs, Recovering, First);
        });
        return new(Name, $"texts of {options.TextBytes} bytes, {options.Store}", [],
        [
            Goal.AtMost("CPU of an event, of the library's, 100 rooms x 20", hot, 1),
            Goal.AtMost("CPU of an event, of the library's, 1,000 rooms x 1", many, 1),
            Goal.AtMost("CPU of a recovery, of the library's", recovery, 0.5),
        ], figures);
    }

    static Task<JournalFigures> Post(JournalPlace place, bool isOurs, int rooms, int window, Options options) =>
        JournalRuns.Post(place, isOurs, rooms, window, options.TextBytes, options.Timing.WarmUp, options.Timing.Duration);

    // Our CPU of one, of the library's.
    static async Task<double> Beside(
        Dictionary<string, double> figures, string what, string unit, Options options, Func<JournalPlace, bool, Task<JournalFigures>> run)
    {
        var costs = new double[2];
        foreach (var isOurs in (bool[])[true, false])
        {
            await using var place = await JournalPlace.Make(options.Store, options.DataFolder);
            var reached = await run(place, isOurs);
            var name = $"{what}, {(isOurs ? "ours" : "library")}";
            figures[$"{name}: {unit}/s"] = reached.PerSecond;
            figures[$"{name}: CPU us"] = reached.CpuMicroseconds;
            if (reached.DatabaseCpuMicroseconds > 0) figures[$"{name}: database CPU us"] = reached.DatabaseCpuMicroseconds;
            costs[isOurs ? 0 : 1] = reached.CpuMicroseconds + reached.DatabaseCpuMicroseconds;
        }
        figures[$"{what}: CPU, library of ours"] = costs[1] / costs[0];
        return costs[0] / costs[1];
    }
}

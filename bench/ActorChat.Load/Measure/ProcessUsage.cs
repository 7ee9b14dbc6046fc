using System.Globalization;

namespace ActorChat.Load.Measure;

/// <summary>What the system says of processes.</summary>
static class ProcessUsage
{
    const double TicksPerSecond = 100;

    /// <summary>CPU seconds of these processes so far, user and system.</summary>
    public static double CpuSeconds(IEnumerable<int> processes) => processes.Sum(CpuSeconds);

    /// <summary>Bytes of memory that the process takes.</summary>
    public static long ResidentBytes(int process) => 1024 * File.ReadLines($"/proc/{process}/status")
        .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(line => long.Parse(line[6..^2].Trim(), CultureInfo.InvariantCulture)).FirstOrDefault();

    /// <summary>A process and all that descend from it.</summary>
    public static IReadOnlyList<int> Family(int process)
    {
        var family = new List<int> { process };
        for (var i = 0; i < family.Count; i++) family.AddRange(Children(family[i]));
        return family;
    }

    static double CpuSeconds(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (long.Parse(fields[11], CultureInfo.InvariantCulture)
                + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
        catch (IOException)
        {
            // It has ended.
            return 0;
        }
    }

    static IEnumerable<int> Children(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/task/{process}/children")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToList();
        }
        catch (IOException)
        {
            return [];
        }
    }
}

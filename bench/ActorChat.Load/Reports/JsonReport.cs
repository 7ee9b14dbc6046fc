using System.Text.Json;

namespace ActorChat.Load.Reports;

/// <summary>Reports as a file for programs.</summary>
static class JsonReport
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Write(string path, IReadOnlyList<Report> reports)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        var machine = new { cores = Environment.ProcessorCount, cpu = Cpu(),
            system = System.Runtime.InteropServices.RuntimeInformation.OSDescription, runtime = Environment.Version.ToString() };
        File.WriteAllText(path, JsonSerializer.Serialize(new { at = DateTimeOffset.UtcNow, machine, reports }, Options));
    }

    static string Cpu() =>
        File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "";
}

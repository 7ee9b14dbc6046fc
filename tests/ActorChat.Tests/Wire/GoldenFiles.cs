using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>
/// The contract with clients, a file for every request with its reply, every event and every notice. With
/// ACTORCHAT_UPDATE_GOLDEN=1 in the environment the files are written instead of compared: look at what changed before you keep it.
/// </summary>
static partial class GoldenFiles
{
    static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly bool Updating = Environment.GetEnvironmentVariable("ACTORCHAT_UPDATE_GOLDEN") == "1";

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "ActorChat.Tests", "Wire", "Golden");

    /// <summary>The names of all files, without their folder and extension.</summary>
    public static IReadOnlyList<string> All =>
        [.. Directory.GetFiles(Folder, "*.jsonl").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    /// <summary>What differs from the file, or null. Lines sent begin with "&gt; ", lines received with "&lt; ".</summary>
    public static string? Differs(string name, params string[] lines)
    {
        var path = Path.Combine(Folder, $"{name}.jsonl");
        var actual = string.Concat(lines.Select(line => Normalise(line) + "\n"));
        if (Updating)
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, actual);
            return null;
        }
        var expected = File.Exists(path) ? File.ReadAllText(path) : "(no file)\n";
        return expected == actual ? null : $"{name}\n  golden {expected}  actual {actual}";
    }

    static string Normalise(string line)
    {
        var node = JsonNode.Parse(line[2..])!;
        Normalise(node);
        return line[..2] + node.ToJsonString(Relaxed);
    }

    // What differs from run to run.
    static void Normalise(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var one in list) Normalise(one);
        }
        if (node is not JsonObject fields) return;
        foreach (var (name, value) in fields.ToList())
        {
            if (value is JsonValue && Placeholder(name, value.ToString()) is { } placeholder) fields[name] = placeholder;
            else if (name == "nodes") fields[name] = new JsonArray([.. value!.AsArray().Select(_ => JsonValue.Create("<address>"))]);
            else Normalise(value);
        }
    }

    static string? Placeholder(string name, string value) => name switch
    {
        "at" or "since" or "due" or "until" or "lastSeen" or "editedAt" => TimeForm().IsMatch(value) ? "<time>" : null,
        "token" => "<token>",
        "password" when value.Length == 16 => "<password>",
        "link" when value.StartsWith("actorchat://", StringComparison.Ordinal) => "actorchat://<address>/join/<token>",
        "link" or "id" when LinkIdForm().IsMatch(value) => LinkIdForm().Replace(value, "<link>"),
        "session" => "<session>",
        "generation" => "<generation>",
        "address" => "<address>",
        "server" => ServerForm().Replace(value, "<version>"),
        "key" when value.Length > 20 => "<file key>",
        "file" when value.Length > 20 => "<file>",
        _ => null,
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$")]
    private static partial Regex TimeForm();

    [GeneratedRegex("(?<=^[^/]+/)[0-9a-f]{10}$")]
    private static partial Regex LinkIdForm();

    [GeneratedRegex(@"(?<=^ActorChat/)\d+\.\d+\.\d+.*$")]
    private static partial Regex ServerForm();
}

using System.Text;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>One line of the table: what each role gets for a request in one place.</summary>
/// <param name="Type">The request.</param>
/// <param name="Fields">Its fields, with placeholders.</param>
/// <param name="Place">open, restricted, dialogue, or anywhere for what has no place.</param>
/// <param name="Outcomes">In the order of <see cref="RightsTable.Roles"/>: ok, or an error's code; socket/http where the doors differ; -
/// where nobody can say.</param>
sealed record RightsRow(string Type, string Fields, string Place, string[] Outcomes);

/// <summary>The table of rights, Rights.txt: read by people first.</summary>
static class RightsTable
{
    const int PlaceWidth = 12, OutcomeWidth = 22;

    public static readonly string[] Roles = ["nobody", "banned", "stranger", "member", "removed", "admin", "operator"];

    static readonly string Path = System.IO.Path.Combine(Repository.Root, "tests", "ActorChat.Tests", "Wire", "Rights.txt");

    public static IReadOnlyList<RightsRow> Read()
    {
        var rows = new List<RightsRow>();
        var (type, fields) = ("", "");
        foreach (var line in File.ReadLines(Path).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] != ' ')
            {
                (type, fields) = line.Split(' ', 2, StringSplitOptions.TrimEntries) is [var first, var rest] ? (first, rest)
                    : (line.Trim(), "");
                continue;
            }
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length > 1) cells.Length.ShouldBe(Roles.Length + 1, line);
            rows.Add(new(type, fields, cells[0], cells.Length > 1 ? cells[1..] : [.. Roles.Select(_ => "?")]));
        }
        return rows;
    }

    /// <summary>Writes these outcomes in place of the old ones: look at what changed before you keep it.</summary>
    public static void Write(IEnumerable<RightsRow> rows)
    {
        var text = new StringBuilder();
        foreach (var line in File.ReadLines(Path).TakeWhile(line => line.StartsWith('#'))) text.Append(line).Append('\n');
        foreach (var request in rows.GroupBy(row => (row.Type, row.Fields)))
        {
            text.Append('\n').Append($"{request.Key.Type} {request.Key.Fields}".TrimEnd()).Append('\n');
            foreach (var row in request) text.Append($"  {row.Place.PadRight(PlaceWidth)}{string.Concat(row.Outcomes.Select(one => one.PadRight(OutcomeWidth)))}".TrimEnd()).Append('\n');
        }
        File.WriteAllText(Path, text.ToString());
    }
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using ActorChat.Messages;

namespace ActorChat.Node.Doors.Http.Contract;

/// <summary>
/// What the contract's records say of themselves in their comments: sentences for the document, and which reply answers a request.
/// </summary>
sealed partial class ContractDocs
{
    readonly Dictionary<string, XElement> members;

    ContractDocs(Dictionary<string, XElement> members) => this.members = members;

    /// <summary>
    /// Reads the comments that the compiler put beside the contract's assembly; empty when they were not deployed with it.
    /// </summary>
    public static ContractDocs Load()
    {
        var file = Path.ChangeExtension(typeof(Request).Assembly.Location, ".xml");
        return new(File.Exists(file)
            ? XDocument.Load(file).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!)
            : []);
    }

    /// <summary>What a record is for.</summary>
    public string? Of(Type record) => Text(members.GetValueOrDefault($"T:{record.FullName}")?.Element("summary"));

    /// <summary>What a field of it means.</summary>
    public string? Of(Type record, string property)
    {
        var parameter = members.GetValueOrDefault($"T:{record.FullName}")?.Elements("param")
            .FirstOrDefault(one => (string?)one.Attribute("name") == property);
        return Text(parameter ?? members.GetValueOrDefault($"P:{record.FullName}.{property}")?.Element("summary")
            ?? members.GetValueOrDefault($"P:{record.BaseType?.FullName}.{property}")?.Element("summary"));
    }

    /// <summary>The reply that its comment names: "Answer: see cref".</summary>
    public Type? AnswerTo(Type request)
    {
        var nodes = members.GetValueOrDefault($"T:{request.FullName}")?.Element("summary")?.Nodes() ?? [];
        var see = nodes.OfType<XElement>()
            .FirstOrDefault(
            one => one.PreviousNode is XText before && before.Value.TrimEnd().EndsWith("Answer:", StringComparison.Ordinal));
        return (string?)see?.Attribute("cref") is { } cref ? typeof(Request).Assembly.GetType(cref[2..]) : null;
    }

    static string? Text(XElement? comment)
    {
        if (comment is null) return null;
        var text = string.Concat(comment.Nodes()
            .Select(node => node is XElement one ? (string?)one.Attribute("cref") is { } cref ? cref.Split('.')[^1]
            : (string?)one.Attribute("name") ?? one.Value : ((XText)node).Value));
        return Spaces().Replace(text, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

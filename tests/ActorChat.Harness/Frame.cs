using System.Text.Json;

namespace ActorChat.Harness;

/// <summary>One JSON object as a client got it.</summary>
sealed record Frame(string Raw)
{
    readonly JsonElement json = JsonDocument.Parse(Raw).RootElement;

    public string Type => Text("type") ?? "";

    public string? Feed => Text("feed");

    public long Seq => Number("seq") ?? 0;

    /// <summary>The error's code, of an error.</summary>
    public string? Code => Text("code");

    public bool IsReply => Has("re");

    public bool IsEvent => Has("feed") && Has("seq") && Has("at");

    public bool Has(string field) => json.TryGetProperty(field, out _);

    public JsonElement this[string field] => json.GetProperty(field);

    public string? Text(string field) =>
        json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public long? Number(string field) =>
        json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    /// <summary>The elements of a list, each as a frame.</summary>
    public IReadOnlyList<Frame> List(string field) =>
        [.. json.GetProperty(field).EnumerateArray().Select(one => new Frame(one.GetRawText()))];

    /// <summary>The texts of a list of texts.</summary>
    public IReadOnlyList<string> Texts(string field) => [.. json.GetProperty(field).EnumerateArray().Select(one => one.GetString()!)];

    /// <summary>Whether it is of this type, with fields of these values.</summary>
    public bool Is(string type, params (string Field, object Value)[] with) =>
        Type == type && with.All(one => json.TryGetProperty(one.Field, out var value) && value.ToString() == one.Value.ToString());

    /// <inheritdoc/>
    public override string ToString() => Raw.Length > 400 ? Raw[..400] + "…" : Raw;

    public bool Equals(Frame? other) => other?.Raw == Raw;

    public override int GetHashCode() => Raw.GetHashCode(StringComparison.Ordinal);
}

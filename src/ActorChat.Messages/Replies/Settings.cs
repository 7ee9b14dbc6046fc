using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>What a user may turn on and off.</summary>
[JsonConverter(typeof(SettingConverter))]
public enum Setting
{
    /// <summary>The user's clients show each other what stands in their input bars.</summary>
    [JsonStringEnumMemberName("drafts")] Drafts,

    /// <summary>What is read on one client is read on all.</summary>
    [JsonStringEnumMemberName("reads")] Reads,

    /// <summary>The user's clients show each other which room is in view.</summary>
    [JsonStringEnumMemberName("view")] View,

    /// <summary>Others see that the user is typing.</summary>
    [JsonStringEnumMemberName("typing")] Typing,

    /// <summary>Others see when the user was there last.</summary>
    [JsonStringEnumMemberName("last-seen")] LastSeen,
}

/// <summary>By name only.</summary>
public sealed class SettingConverter() : JsonStringEnumConverter<Setting>(namingPolicy: null, allowIntegerValues: false);

/// <summary>All settings of a user; everything is on until it is turned off.</summary>
public sealed record Preferences(bool Drafts = true, bool Reads = true, bool View = true, bool Typing = true, bool LastSeen = true)
{
    /// <summary>With one of them turned on or off.</summary>
    public Preferences With(Setting setting, bool on) => setting switch
    {
        Setting.Drafts => this with { Drafts = on },
        Setting.Reads => this with { Reads = on },
        Setting.View => this with { View = on },
        Setting.Typing => this with { Typing = on },
        Setting.LastSeen => this with { LastSeen = on },
        _ => this,
    };

    /// <summary>Whether one of them is on.</summary>
    public bool Has(Setting setting) => this == With(setting, true);
}

/// <summary>How the user has set them.</summary>
/// <param name="Settings">What is on and off.</param>
/// <param name="Ignored">Whose messages are hidden.</param>
public sealed record SettingList(
    Preferences Settings, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Ignored = null)
        : Reply;

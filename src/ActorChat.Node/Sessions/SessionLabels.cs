using System.Text.Json;
using System.Text.Json.Serialization;
using ActorChat.Messages;

namespace ActorChat.Node.Sessions;

/// <summary>A session as it stands among the labels of its user's feed: that is how the user knows all its sessions.</summary>
static class SessionLabels
{
    public static string Write(SessionInfo session) => JsonSerializer.Serialize(session, SessionJson.Default.SessionInfo);

    public static SessionInfo? Read(string label)
    {
        try
        {
            return JsonSerializer.Deserialize(label, SessionJson.Default.SessionInfo);
        }
        catch (JsonException)
        {
            // From a node of another version.
            return null;
        }
    }
}

[JsonSerializable(typeof(SessionInfo))]
sealed partial class SessionJson : JsonSerializerContext;

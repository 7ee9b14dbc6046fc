using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>A page of messages found, the newest first.</summary>
/// <param name="Messages">The messages.</param>
/// <param name="Next">For the next page, older ones; left out when this is the last.</param>
/// <param name="Partial">Not everything has been looked at yet: the same search again gets further.</param>
public sealed record FoundList(
    IReadOnlyList<FoundMessage> Messages,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Partial = false) : Reply;

/// <summary>One message found.</summary>
/// <param name="Feed">Where it stands.</param>
/// <param name="Seq">Its place there.</param>
/// <param name="At">When it was posted.</param>
/// <param name="By">Its author.</param>
/// <param name="Snippet">The part of its text in which the words stand, on one line.</param>
public sealed record FoundMessage(string Feed, long Seq, DateTimeOffset At, string By, string Snippet);

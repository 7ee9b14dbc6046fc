using ActorChat.Messages;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Connection;

/// <summary>What the connection tells the screen.</summary>
abstract record ClientEvent;

/// <summary>A frame from the node.</summary>
/// <param name="Frame">A <see cref="Reply"/>, <see cref="Event"/> or <see cref="Notice"/>.</param>
/// <param name="Raw">The line as received, without its line feed.</param>
/// <param name="Quiet">The answer to something that the client asked for itself, or will ask again.</param>
sealed record FrameIn(object Frame, ReadOnlyMemory<byte> Raw, bool Quiet) : ClientEvent;

/// <summary>The state of the link has changed.</summary>
sealed record LinkChanged(LinkStatus Status) : ClientEvent;

/// <summary>The way to the node and back took so long.</summary>
sealed record LagMeasured(TimeSpan Lag) : ClientEvent;

/// <summary>A message entered the outbox, was acknowledged, refused, or waits for another try.</summary>
sealed record OutboxChanged(OutboxItem Item, OutboxState State, Error? Refusal = null) : ClientEvent;

/// <summary>The user is not logged in any more without having asked for it.</summary>
sealed record SessionLost(string Reason) : ClientEvent;

/// <summary>The user is logged in, with this name; null: logged out at their own wish.</summary>
sealed record UserChanged(string? Name) : ClientEvent;

/// <summary>A node showed a certificate that nobody vouches for: it was not connected to.</summary>
sealed record StrangerMet(Stranger Stranger) : ClientEvent;

/// <summary>All that happened before somebody asked has been told.</summary>
sealed record Marked(TaskCompletionSource Reached) : ClientEvent;

/// <summary>Where the link stands.</summary>
enum LinkState { Connecting, Resuming, Open, Waiting, Closed }

/// <summary>The link, as the status line shows it.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Address">The node's address, as dialled.</param>
/// <param name="Node">The node's name, once it has said hello.</param>
/// <param name="Why">Why the last link broke.</param>
sealed record LinkStatus(LinkState State, string Address, string? Node = null, string? Why = null);

/// <summary>What becomes of a message.</summary>
enum OutboxState { Pending, Delayed, Posted, Refused }

/// <summary>A message that is not acknowledged yet.</summary>
/// <param name="Key"><c>device:number</c>.</param>
/// <param name="Private">The target is a user's dialogue, not a room.</param>
/// <param name="Target">The name of the room or user.</param>
/// <param name="Text">As written.</param>
/// <param name="File">The key of the file that goes with it.</param>
/// <param name="Under">The message that it comments on; null for a message of its own.</param>
sealed record OutboxItem(string Key, bool Private, string Target, string Text, string? File = null, MessagePlace? Under = null)
{
    /// <summary>The request that sends it; the same every time.</summary>
    public Request ToRequest() => Under is { } under ? new Comment(under.Feed, under.Number, Text, Key)
        : Private ? new PostPrivate(Target, Text, Key, File) : new Post(Target, Text, Key, File);
}

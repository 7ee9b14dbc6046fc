using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Files;
using ActorChat.Tui.Model;
using ActorChat.Tui.Terminal;

namespace ActorChat.Tui.Screen;

/// <summary>Something that happened to the screen.</summary>
abstract record Msg;

/// <summary>A key was pressed, or text pasted.</summary>
sealed record KeyPressed(Key Key) : Msg;

/// <summary>The left button of the mouse was pressed on a part, at this place of it.</summary>
sealed record Clicked(PartName Part, int X, int Y) : Msg;

/// <summary>The wheel was turned over a part: up (-1) or down (1).</summary>
sealed record Wheeled(PartName Part, int Direction) : Msg;

/// <summary>The terminal is gone, or the process is to end.</summary>
sealed record EndAsked : Msg;

/// <summary>The process is to stop, as Ctrl+Z asks.</summary>
sealed record StopAsked : Msg;

/// <summary>The terminal has another size.
sealed record Resized(int Width, int Height) : Msg;

/// <summary>Time has passed.</summary>
sealed record Ticked(DateTimeOffset Now) : Msg;

/// <summary>The connection has something to tell.</summary>
sealed record FromClient(ClientEvent Happened) : Msg;

/// <summary>An answer to what the screen asked.</summary>
sealed record Answered(AskNode Asked, Reply Reply) : Msg;

/// <summary>A transfer has come further.</summary>
sealed record TransferMoved(TransferProgress Progress) : Msg;

/// <summary>A transfer has ended; an upload is posted where the user was when it began.</summary>
sealed record TransferEnded(TransferResult Result, bool Private, string Target) : Msg;

/// <summary>The paths that begin so.</summary>
sealed record PathsListed(string Prefix, IReadOnlyList<string> Paths) : Msg;

/// <summary>The local cluster has something to tell.</summary>
sealed record LocalNote(string Text) : Msg;

/// <summary>Something to be done outside of the model.</summary>
abstract record Effect;

/// <summary>What an answer is for.</summary>
enum Purpose { Show, Quiet, LoadHistory, LoadThread, FindNames, Ring, Count }

/// <summary>Ask the node; comes back as <see cref="Answered"/>.</summary>
sealed record AskNode(Request Request, Purpose Purpose = Purpose.Show) : Effect;

/// <summary>Post a message.</summary>
sealed record PostMessage(bool Private, string Target, string Text, string? File = null) : Effect;

/// <summary>Comment on a message.</summary>
sealed record PostComment(MessagePlace Under, string Text) : Effect;

/// <summary>Put a text into the terminal's clipboard, where the terminal lets programs do so.</summary>
sealed record CopyText(string Text) : Effect;

/// <summary>Ring the terminal's bell.</summary>
sealed record Bell : Effect;

/// <summary>Upload a file, for a room or dialogue.</summary>
sealed record UploadFile(string Path, long? MaxBytes, bool Private, string Target) : Effect;

/// <summary>Download a file.</summary>
sealed record DownloadFile(string Key, string? Path) : Effect;

/// <summary>End the transfers that are under way.</summary>
sealed record StopTransfers : Effect;

/// <summary>Whether clicks and the wheel are this program's, or the terminal's own.</summary>
sealed record ListenToMouse(bool On) : Effect;

/// <summary>List paths for completion; comes back as <see cref="PathsListed"/>.</summary>
sealed record ListPaths(string Prefix) : Effect;

/// <summary>Remember that the user accepts a certificate, and try again.</summary>
sealed record AcceptCertificate(Stranger Stranger) : Effect;

/// <summary>Draw everything anew.</summary>
sealed record Redraw : Effect;

/// <summary>Stop the process until the shell wakes it.</summary>
sealed record Suspend : Effect;

/// <summary>Leave.</summary>
sealed record Exit : Effect;

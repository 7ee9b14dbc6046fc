namespace ActorChat.Messages;

/// <summary>In the journal of a file-store only: a file was announced, and its chunks may come.</summary>
/// <param name="File">Its id, which cannot be guessed.</param>
/// <param name="Name">Without folders.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of the whole content.</param>
public sealed record UploadBegun(string File, string Name, long Size, string Sha256) : Event;

/// <summary>In the journal of a file-store only: a file is posted in a room or dialogue, whose readers may load it.</summary>
/// <param name="File">Its id.</param>
/// <param name="In">The room's or dialogue's entity.</param>
public sealed record FileShown(string File, string In) : Event;

/// <summary>In a room or dialogue: a file that was posted there was deleted, and its key leads nowhere.</summary>
public sealed record FileGone(string Key) : Event;

/// <summary>In the journal of a file-store only: an upload was not finished in time, and its chunks are gone.</summary>
public sealed record UploadDropped(string File) : Event;

using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>
/// Announces a file. Announced again before it is finished, it goes on where it stopped: the same name, size and checksum are the
/// same upload. Answer: <see cref="FileBegun"/>.
/// </summary>
/// <param name="Name">The name others will see; its folders are cut off.</param>
/// <param name="Size">Bytes, at most <see cref="ServerLimits.MaxFileBytes"/>.</param>
/// <param name="Sha256">Of the whole content, 64 lower-case hexadecimal digits.</param>
public sealed record BeginFile(string Name, long Size, string Sha256) : Request;

/// <summary>One chunk; chunks may come in any order and again. Answer: <see cref="Done"/>.</summary>
/// <param name="File">From <see cref="FileBegun"/>.</param>
/// <param name="Index">From 0.</param>
/// <param name="Data">Every chunk but the last is <see cref="FileBegun.ChunkBytes"/> long.</param>
public sealed record PutChunk(string File, int Index, byte[] Data) : Request;

/// <summary>Checks size and checksum and publishes. Answer: <see cref="FilePublished"/>.</summary>
public sealed record FinishFile(string File) : Request;

/// <summary>What stands behind a file's key. Answer: <see cref="FileFound"/>.</summary>
public sealed record FindFile(string Key) : Request;

/// <summary>One chunk of a published file. Answer: <see cref="Chunk"/>.</summary>
public sealed record GetChunk(string Key, int Index) : Request;

/// <summary>The user's published files, the newest first. Answer: <see cref="FileList"/>.</summary>
public sealed record GetFiles : Request;

/// <summary>
/// Deletes a file of the user's with all its bytes; messages that name it stay, and lead nowhere. Answer: <see cref="Done"/>.
/// </summary>
/// <param name="Key">Its key.</param>
/// <param name="Confirm">As in <see cref="DeleteRoom"/>.</param>
public sealed record DeleteFile(string Key, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Confirm = null)
    : Request;

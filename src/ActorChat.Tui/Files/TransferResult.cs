namespace ActorChat.Tui.Files;

/// <summary>How a transfer ended.</summary>
abstract record TransferResult;

/// <summary>The file is published.</summary>
sealed record Uploaded(string Key, string Name, long Size) : TransferResult;

/// <summary>The file is on this machine, and its checksum is right.</summary>
sealed record Downloaded(string Path, long Size, string Sha256) : TransferResult;

/// <summary>It did not come to its end. What has arrived, here or there, is used by the next try.</summary>
/// <param name="Sentence">Why, and what to do.</param>
/// <param name="ForGood">Trying again would end the same: nothing is left behind.</param>
sealed record TransferFailed(string Sentence, bool ForGood = false) : TransferResult;

/// <summary>How far a transfer is, in bytes.</summary>
sealed record TransferProgress(string Name, bool Upload, long Done, long Size);

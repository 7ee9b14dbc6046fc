using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Files;

/// <summary>What a file-store says no with.</summary>
static class FileErrors
{
    public static Error Confirm(string name) => new(ErrorCodes.ConfirmNeeded,
        $"this deletes the file {name} for good, for everybody: {Confirming.AskAgain}");

    public static Error BadName { get; } = new(ErrorCodes.BadName, string.Create(CultureInfo.InvariantCulture,
        $"a file's name has 1 to {ProtocolLimits.MaxFileNameChars} visible characters: rename the file and /publish_file it again."));

    public static Error BadChecksum { get; } = new(ErrorCodes.BadChecksum,
        "sha256 is 64 lower-case hexadecimal digits: send the checksum of the whole file.");

    public static Error NegativeSize { get; } = new(ErrorCodes.BadField,
        "a file's size is 0 or more bytes: send the size of the whole file.");

    public static Error UnknownUpload { get; } = new(ErrorCodes.UnknownFile,
        "there is no such upload, or it was not finished in time and dropped: begin again with /publish_file <path>.");

    public static Error UnknownKey { get; } = new(ErrorCodes.UnknownFile,
        "there is no file under this key, or not any more: look at the spelling, or ask whoever published it.");

    public static Error NotYours { get; } = new(ErrorCodes.NotAllowed,
        "only whoever published a file can delete it: /files lists yours.");

    public static Error TooLarge(long size, long limit) => new(ErrorCodes.FileTooLarge, string.Create(CultureInfo.InvariantCulture,
        $"the file has {size} bytes and may have {limit}: send it in parts, or packed."));

    public static Error Quota(long used, long size, long quota) => new(ErrorCodes.FileQuota, string.Create(CultureInfo.InvariantCulture,
        $"your files take {used} of {quota} bytes, so there is no room for {size} more: /files lists them, /delete_file "
            + $"<key> makes room."));

    public static Error TooManyFiles(int files) => new(ErrorCodes.FileQuota, string.Create(CultureInfo.InvariantCulture,
        $"you have {files} files, and nobody may have more: /files lists them, /delete_file <key> makes room."));

    public static Error TooManyUploads(int pending, TimeSpan life) => new(ErrorCodes.TooMany, string.Create(CultureInfo.InvariantCulture,
        $"{pending} of your uploads are under way: finish one; those given up end {life.TotalMinutes:0} minutes after they began."));
}

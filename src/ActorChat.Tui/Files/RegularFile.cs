#pragma warning disable RS0030 // The adapter that takes the file system's waiting off the caller's thread.
using System.Runtime.InteropServices;
using System.Text;

namespace ActorChat.Tui.Files;

/// <summary>
/// Files that have an end and can be read twice. To open a pipe waits for somebody at its other end, and a device may give bytes for ever:
/// what a path names is looked at before it is opened.
/// </summary>
static class RegularFile
{
    // Of the system call statx, the same on every Linux: where st_mode stands, and what it says of the kind.
    const int StatxBytes = 256, ModeAt = 28, KindMask = 0xF000, Regular = 0x8000, CurrentFolder = -100;
    const uint WantKind = 1;

    /// <summary>Opens a file for reading, off the caller's thread.</summary>
    /// <exception cref="IOException">It is no regular file, or can't be opened.</exception>
    public static Task<FileStream> Open(string path, CancellationToken cancel) => Task.Run(
        () =>
        {
            if (!Is(path)) throw new NotRegularException();
            var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024, useAsync: true);
            if (file.CanSeek) return file;
            file.Dispose();
            throw new NotRegularException();
        },
        cancel);

    /// <summary>
    /// Whether a path leads to a regular file, or to nothing; elsewhere than on Linux, whether it is not known to be none.
    /// </summary>
    public static bool Is(string path)
    {
        if (!OperatingSystem.IsLinux()) return true;
        var found = new byte[StatxBytes];
        try
        {
            return Statx(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), 0, WantKind, found) != 0
                || (BitConverter.ToUInt16(found, ModeAt) & KindMask) == Regular;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018: then only what can't be read twice is refused.
            return true;
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Statx(int folder, byte[] path, int flags, uint mask, [Out] byte[] found);
}

/// <summary>A pipe, a device or a socket: no file to publish.</summary>
sealed class NotRegularException() : IOException("it is a pipe, a device or a socket");

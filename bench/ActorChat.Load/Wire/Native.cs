using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ActorChat.Load.Wire;

/// <summary>
/// The system calls of the generator. Each is one call into libc: the way through the class library costs more than the message.
/// </summary>
static unsafe partial class Native
{
    public const uint In = 1, Out = 4, Error = 8, HangUp = 16;
    const int Add = 1, Modify = 3, CloseOnExec = 0x80000, NonBlocking = 0x800, DontWait = 0x40, NoSignal = 0x4000, OpenFiles = 7;
    const int TryAgain = 11, Interrupted = 4, DontNeed = 4;

    /// <summary>An entry of epoll's list; packed on x64 and nowhere else.</summary>
    public static readonly int EventBytes = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    public static int NewEpoll() => Checked(EpollCreate(CloseOnExec));

    public static int NewEventFile() => Checked(EventFile(0, CloseOnExec | NonBlocking));

    public static void Watch(int epoll, int file, int place, uint events, bool isNew)
    {
        var entry = stackalloc byte[16];
        *(uint*)entry = events;
        *(long*)(entry + EventBytes - 8) = place;
        Checked(EpollControl(epoll, isNew ? Add : Modify, file, entry));
    }

    /// <summary>Waits; the number of entries filled, 0 when the time is over.</summary>
    public static int Wait(int epoll, byte* entries, int max, long timeoutNs)
    {
        var time = stackalloc long[2];
        (time[0], time[1]) = (timeoutNs / 1_000_000_000, timeoutNs % 1_000_000_000);
        var count = EpollWait(epoll, entries, max, timeoutNs < 0 ? null : time, null);
        return count >= 0 ? count : Marshal.GetLastPInvokeError() == Interrupted ? 0
            : throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>Bytes received; 0 when the other side has closed, -1 when there is nothing.</summary>
    public static int Receive(int socket, byte* buffer, int length)
    {
        var count = Recv(socket, buffer, length, DontWait);
        if (count >= 0) return (int)count;
        return Marshal.GetLastPInvokeError() is TryAgain or Interrupted ? -1 : 0;
    }

    /// <summary>Bytes taken; -1 when the connection is broken.</summary>
    public static int Send(int socket, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            var count = SendBytes(socket, first, bytes.Length, DontWait | NoSignal);
            if (count >= 0) return (int)count;
            return Marshal.GetLastPInvokeError() is TryAgain or Interrupted ? 0 : -1;
        }
    }

    public static void Wake(int eventFile)
    {
        long one = 1;
        _ = WriteFile(eventFile, (byte*)&one, 8);
    }

    public static void Drain(int eventFile)
    {
        long count;
        _ = ReadFile(eventFile, (byte*)&count, 8);
    }

    public static void Close(int file) => _ = CloseFile(file);

    public static void Signal(int process, int signal) => Checked(Kill(process, signal));

    /// <summary>Raises how many files this process and its children may open; as far as the system lets it.</summary>
    public static void RaiseOpenFiles(long wanted)
    {
        var limit = stackalloc long[2];
        (limit[0], limit[1]) = (wanted, wanted);
        _ = SetLimit(OpenFiles, limit);
    }

    /// <summary>Writes a file to the disk and takes it out of the system's memory.</summary>
    public static void DropFromCache(string path)
    {
        if (!File.Exists(path)) return;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(file);
        _ = Advise((int)file.DangerousGetHandle(), 0, 0, DontNeed);
    }

    static int Checked(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventFile(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int EpollControl(int epoll, int operation, int file, byte* entry);

    [LibraryImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    private static partial int EpollWait(int epoll, byte* entries, int max, long* timeout, void* signals);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Recv(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint SendBytes(int socket, byte* bytes, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint WriteFile(int file, byte* bytes, nint length);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint ReadFile(int file, byte* bytes, nint length);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseFile(int file);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int Advise(int file, long offset, long length, int advice);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, long* limit);
}

using System.Drawing;
using System.Runtime.InteropServices;
using System.Text;

namespace ActorChat.Tui.Terminal;

/// <summary>
/// The real terminal: raw mode, the alternate screen, bracketed paste, the mouse. The only file that calls libc. However the program
/// ends, <see cref="Restore"/> gives the terminal back as it was; it may be called from anywhere, and twice.
/// </summary>
sealed class Tty : IDisposable
{
    const int StandardInput = 0, StandardOutput = 1, Now = 0, StopSignal = 20, Again = 11, Interrupted = 4;
    const short Readable = 1, HangUp = 0x10, Faulty = 0x8 | 0x20;

    // The system's own number for "how many bytes wait"; and where in a struct termios it says that lines are edited by the system.
    const nuint WaitingBytes = 0x541B;
    const int LocalFlags = 12, Canonical = 2;

    // Larger than any system's struct termios.
    const int TermiosBytes = 256;

    // Mouse reports that another program may have left on would be taken for what is typed.
    const string NoMouse = "\e[?1000l\e[?1002l\e[?1003l\e[?1004l\e[?1005l\e[?1006l\e[?1015l";
    const string Mouse = "\e[?1000h\e[?1006h";
    const string Enter = NoMouse + "\e[?1049h\e[22;0t\e[?2004h\e[?7l\e[0m\e[H\e[2J";
    const string Leave = NoMouse + "\e[?2026l\e[0m\e[?7h\e[?2004l\e[?1l\e>\e[?25h\e[23;0t\e[?1049l";

    readonly byte[] _saved = new byte[TermiosBytes];
    readonly Lock _sync = new();
    readonly int _stop;
    bool _raw, _mouse;

    // So many of the bytes that come next were typed before the terminal was taken. Under the lock.
    int _ahead;

    Tty()
    {
        if (GetAttributes(StandardInput, _saved) != 0) throw new IOException("The terminal does not tell its settings.");
        _stop = NewEvent(0, 0);
    }

    /// <summary>Whether there is a terminal on both sides that can be drawn on.</summary>
    public static bool IsThere => !Console.IsInputRedirected && !Console.IsOutputRedirected && OperatingSystem.IsLinux();

    /// <summary>Whether the terminal has gone since: a window that was closed, a connection that broke.</summary>
    public static bool IsGone
    {
        get
        {
            var now = new[] { new Poll { File = StandardInput } };
            return WaitFor(now, 1, 0) > 0 && (now[0].Got & (HangUp | Faulty)) != 0;
        }
    }

    /// <summary>Whether the terminal understands how to move the cursor.</summary>
    public static bool CanDraw(string? term) => term is not (null or "" or "dumb");

    /// <summary>
    /// Whether it has 16 colours and no more: the console of the system, and terminals of old. Others have had 256 for decades.
    /// </summary>
    public static bool HasFewColours(string? term, string? colours) => string.IsNullOrEmpty(colours) && term is { } name
        && (name is "linux" or "ansi" or "xterm-color" || name.StartsWith("vt", StringComparison.Ordinal)
            || name.EndsWith("-16color", StringComparison.Ordinal));

    /// <summary>Takes the terminal.</summary>
    public static Tty Open(bool mouse)
    {
        var terminal = new Tty { _mouse = mouse };
        terminal.Take();
        return terminal;
    }

    /// <summary>What makes a terminal tell clicks and the wheel, or keep them.</summary>
    public static string Reports(bool mouse) => mouse ? Mouse : NoMouse;

    /// <summary>Columns and rows.</summary>
    public static Size Size
    {
        get
        {
            try
            {
                return new Size(Math.Clamp(Console.WindowWidth, 1, 1000), Math.Clamp(Console.WindowHeight, 1, 500));
            }
            catch (IOException)
            {
                return new Size(80, 24);
            }
        }
    }

    /// <summary>
    /// Waits for bytes. Positive: so many came. 0: none did in that time. Null: the terminal is gone, or <see cref="Stop"/> was called.
    /// </summary>
    public int? Read(byte[] buffer, TimeSpan? patience)
    {
        var waits = new[] { new Poll { File = StandardInput, Wanted = Readable }, new Poll { File = _stop, Wanted = Readable } };
        while (true)
        {
            var ready = WaitFor(waits, 2, patience is { } time ? (int)time.TotalMilliseconds : -1);
            if (ready < 0 && Marshal.GetLastPInvokeError() == Interrupted) continue;
            if (ready < 0 || waits[1].Got != 0) return null;
            if (ready == 0) return 0;
            if ((waits[0].Got & Readable) == 0 && (waits[0].Got & (HangUp | Faulty)) != 0) return null;
            var count = (int)ReadFrom(StandardInput, buffer, buffer.Length);
            if (count > 0) return Entered(buffer.AsSpan(0, count));
            if (count == 0 || Marshal.GetLastPInvokeError() is not (Again or Interrupted)) return null;
        }
    }

    // Lines that were typed ahead count: until the terminal was taken the system made line feeds of their Enters.
    int Entered(Span<byte> bytes)
    {
        lock (_sync)
        {
            var ahead = bytes[..Math.Min(_ahead, bytes.Length)];
            _ahead -= ahead.Length;
            ahead.Replace((byte)'\n', (byte)'\r');
        }
        return bytes.Length;
    }

    /// <summary>Ends a <see cref="Read"/> that waits, and all later ones.</summary>
    public void Stop() => _ = WriteTo(_stop, [1, 0, 0, 0, 0, 0, 0, 0], 8);

    /// <summary>Writes all of it at once, if the terminal is taken.</summary>
    public void Write(string text)
    {
        lock (_sync)
        {
            if (_raw) Put(text);
        }
    }

    /// <summary>Into raw mode and onto the alternate screen.</summary>
    public void Take()
    {
        lock (_sync)
        {
            if (_raw) return;
            var raw = (byte[])_saved.Clone();
            MakeRaw(raw);
            var edited = EditsLines();
            _ = SetAttributes(StandardInput, Now, raw);
            if (edited && Ask(StandardInput, WaitingBytes, out var waiting) == 0) _ahead = waiting;
            _raw = true;
            Put(_mouse ? Enter + Mouse : Enter);
        }
    }

    /// <summary>Whether clicks and the wheel are told; without, they are the terminal's own.</summary>
    public void Listen(bool mouse)
    {
        lock (_sync)
        {
            if (_mouse == mouse) return;
            _mouse = mouse;
            if (_raw) Put(Reports(mouse));
        }
    }

    /// <summary>Back to what was.</summary>
    public void Restore()
    {
        lock (_sync)
        {
            if (!_raw) return;
            Put(Leave);
            _ = SetAttributes(StandardInput, Now, _saved);
            _raw = false;
        }
    }

    /// <summary>
    /// Stops this process as Ctrl+Z does, with the terminal given back meanwhile. Child processes go on running. The signal to
    /// go on is followed by <see cref="Continue"/>.
    /// </summary>
    public void Suspend()
    {
        Restore();
        _ = Kill(Environment.ProcessId, StopSignal);
    }

    /// <summary>Takes the terminal again, whatever the shell has done with it.</summary>
    public void Continue()
    {
        lock (_sync) _raw = false;
        Take();
    }

    /// <inheritdoc/>
    public void Dispose() => Restore();

    static bool EditsLines()
    {
        var now = new byte[TermiosBytes];
        return GetAttributes(StandardInput, now) == 0 && (now[LocalFlags] & Canonical) != 0;
    }

    // A terminal that is gone takes nothing more: the reading side notices.
    static void Put(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var sent = 0; sent < bytes.Length;)
        {
            var count = (int)WriteTo(StandardOutput, sent == 0 ? bytes : bytes[sent..], bytes.Length - sent);
            if (count > 0) sent += count;
            else if (Marshal.GetLastPInvokeError() is Again) _ = WaitFor([new Poll { File = StandardOutput, Wanted = 4 }], 1, 1000);
            else if (Marshal.GetLastPInvokeError() is not Interrupted) return;
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    struct Poll
    {
        public int File;
        public short Wanted, Got;
    }

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int WaitFor([In, Out] Poll[] files, nuint count, int milliseconds);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern nint ReadFrom(int file, byte[] buffer, nint count);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern nint WriteTo(int file, byte[] buffer, nint count);

    [DllImport("libc", EntryPoint = "eventfd")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int NewEvent(uint initial, int flags);

    [DllImport("libc", EntryPoint = "tcgetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int GetAttributes(int file, byte[] termios);

    [DllImport("libc", EntryPoint = "tcsetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int SetAttributes(int file, int when, byte[] termios);

    [DllImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Ask(int file, nuint what, out int answer);

    [DllImport("libc", EntryPoint = "cfmakeraw")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern void MakeRaw(byte[] termios);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Kill(int process, int signal);
}

using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ActorChat.Tui.Terminal;

/// <summary>
/// The real terminal: raw mode, the alternate screen, bracketed paste. The only file that calls libc. However the program
/// ends, <see cref="Restore"/> gives the terminal back as it was; it may be called from anywhere, and twice.
/// </summary>
sealed class UnixTerminal : IDisposable
{
    const int StandardInput = 0, StandardOutput = 1, Now = 0, StopSignal = 20;

    // Larger than any system's struct termios.
    const int TermiosBytes = 256;

    const string Enter = "\e[?1049h\e[?2004h\e[?7l\e[H\e[2J", Leave = "\e[?2026l\e[0m\e[?7h\e[?2004l\e[?25h\e[?1049l";

    readonly byte[] _saved = new byte[TermiosBytes];
    // Not the console's own streams: those read whole lines and echo them.
    readonly FileStream _input = new(new SafeFileHandle(StandardInput, ownsHandle: false), FileAccess.Read, bufferSize: 0);
    readonly FileStream _output = new(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
    readonly Lock _sync = new();
    bool _raw;

    UnixTerminal()
    {
    }

    /// <summary>Whether there is a terminal on both sides to draw on.</summary>
    public static bool IsThere => !Console.IsInputRedirected && !Console.IsOutputRedirected && !OperatingSystem.IsWindows();

    /// <summary>Takes the terminal.</summary>
    public static UnixTerminal Open()
    {
        var terminal = new UnixTerminal();
        if (GetAttributes(StandardInput, terminal._saved) != 0) throw new IOException("The terminal does not tell its settings.");
        terminal.Take();
        return terminal;
    }

    /// <summary>Columns and rows.</summary>
    public static (int Width, int Height) Size
    {
        get
        {
            try
            {
                return (Math.Clamp(Console.WindowWidth, 1, 1000), Math.Clamp(Console.WindowHeight, 1, 500));
            }
            catch (IOException)
            {
                return (80, 24);
            }
        }
    }

    /// <summary>The next bytes that the user typed; 0 when the terminal is gone.</summary>
    public async Task<int> Read(Memory<byte> buffer)
    {
        try
        {
            return await _input.ReadAsync(buffer);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Writes at once.</summary>
    public void Write(string text)
    {
        lock (_sync)
        {
            if (!_raw) return;
            try
            {
                _output.Write(Encoding.UTF8.GetBytes(text));
                _output.Flush();
            }
            catch (IOException)
            {
                // The terminal has been closed; the hang-up signal ends the program.
            }
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
            _ = SetAttributes(StandardInput, Now, raw);
            _raw = true;
        }
        Write(Enter);
    }

    /// <summary>Back to what was.</summary>
    public void Restore()
    {
        lock (_sync)
        {
            if (!_raw) return;
            Write(Leave);
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

    [DllImport("libc", EntryPoint = "tcgetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int GetAttributes(int file, byte[] termios);

    [DllImport("libc", EntryPoint = "tcsetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int SetAttributes(int file, int when, byte[] termios);

    [DllImport("libc", EntryPoint = "cfmakeraw")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern void MakeRaw(byte[] termios);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Kill(int process, int signal);
}

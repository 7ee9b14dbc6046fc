using ActorChat.Messages;

namespace ActorChat.Tui.Connection;

/// <summary>What is thought of a certificate that no authority vouches for.</summary>
enum Verdict { Accepted, Unknown, Changed }

/// <summary>
/// The certificates that the user has accepted, by their fingerprints: trust on first use. A file in the user's folder of settings keeps
/// them by the node's address, a line each, readable by its owner only. What was accepted once in this run, for one address, is accepted
/// for all others that have none yet: the nodes of a cluster show the same, and only who has its key can show it.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="given">Fingerprints that were accepted on the command line, also in place of others.</param>
sealed class TrustStore(string path, IReadOnlyList<string> given)
{
    // More nodes than anybody goes to; the oldest are forgotten first.
    const int MaxNodes = 1000;

    readonly Lock _lock = new();
    readonly HashSet<string> _accepted = [];

    /// <summary>Where the file lies when nothing is said.</summary>
    /// <param name="config">The user's folder for settings, such as <c>~/.config</c>.</param>
    public static string DefaultPath(string config) => Path.Combine(config, "actorchat", "known-certificates");

    /// <summary>What to think of this fingerprint at this address; one that is accepted from elsewhere is kept for it.</summary>
    /// <param name="address"><c>host:port</c>.</param>
    /// <param name="fingerprint">Of the certificate shown there.</param>
    /// <param name="before">The one that is accepted there, when it is another.</param>
    /// <exception cref="SocketFailedException">The file can't be read: nobody knows what was accepted.</exception>
    public Verdict Judge(string address, string fingerprint, out string? before)
    {
        lock (_lock)
        {
            before = Read().Find(line => line.Address == address).Fingerprint;
            if (before == fingerprint)
            {
                _accepted.Add(fingerprint);
                return Verdict.Accepted;
            }
            if (!given.Contains(fingerprint) && (before is not null || !_accepted.Contains(fingerprint)))
            {
                return before is null ? Verdict.Unknown : Verdict.Changed;
            }
            before = null;
            Keep(address, fingerprint);
            return Verdict.Accepted;
        }
    }

    /// <summary>The user accepts it, from now on. Why it can't be kept beyond this run, or null.</summary>
    public string? Accept(string address, string fingerprint)
    {
        lock (_lock) return Keep(address, fingerprint);
    }

    string? Keep(string address, string fingerprint)
    {
        _accepted.Add(fingerprint);
        try
        {
            var lines = Read().Where(line => line.Address != address).TakeLast(MaxNodes - 1).Append((address, fingerprint));
            Write(string.Concat(lines.Select(line => $"{line.Item1} {line.Item2}\n")));
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"It is accepted for now, and asked about again the next time: {path} can't be written ({failure.Message}).";
        }
    }

    List<(string Address, string Fingerprint)> Read()
    {
        try
        {
            return [.. File.ReadAllLines(path).Where(line => line.Length > 0).Select(Line)];
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SocketFailedException(
                $"{path}, which keeps the certificates that you accepted, can't be read: {failure.Message}", failure);
        }
    }

    // A line that means nothing may have been an address whose certificate was known.
    (string Address, string Fingerprint) Line(string line) =>
        line.Split(' ') is [var address, var text] && Fingerprint.TryRead(text, out var fingerprint)
            ? (address, fingerprint)
            : throw new SocketFailedException($"{path} has a line that is not HOST:PORT and a fingerprint, '{line}': take it out");

    void Write(string text)
    {
        var folder = Path.GetDirectoryName(path)!;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else
        {
            const UnixFileMode onlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Directory.CreateDirectory(folder, onlyOwner | UnixFileMode.UserExecute);
            options.UnixCreateMode = onlyOwner;
        }
        var next = $"{path}.{Environment.ProcessId}";
        using (var file = new StreamWriter(next, options)) file.Write(text);
        File.Move(next, path, overwrite: true);
    }
}

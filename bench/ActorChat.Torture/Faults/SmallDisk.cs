using System.Diagnostics;

namespace ActorChat.Torture.Faults;

/// <summary>A disk of some hundred megabytes, a file that is mounted, so that it can be full. Only root may have one.</summary>
sealed class SmallDisk : IDisposable
{
    const long Bytes = 512 << 20;
    const int Piece = 1 << 20;

    readonly string image;

    SmallDisk(string folder, string image) => (Folder, this.image) = (folder, image);

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    string Filler => Path.Combine(Folder, "filler");

    /// <summary>Makes one and mounts it there; null where that can't be had.</summary>
    public static SmallDisk? TryMake(string folder)
    {
        if (Environment.UserName != "root") return null;
        var image = folder + ".image";
        using (var file = File.Create(image)) file.SetLength(Bytes);
        Directory.CreateDirectory(folder);
        if (Run("mkfs.ext4", "-q", "-m", "0", image) && Run("mount", "-o", "loop", image, folder)) return new(folder, image);
        File.Delete(image);
        return null;
    }

    /// <summary>Takes all the space that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        // Smaller and smaller pieces, until not even a block is left.
        for (var piece = Piece; piece >= 512;)
        {
            try
            {
                file.Write(new byte[piece]);
            }
            catch (IOException)
            {
                piece /= 2;
            }
        }
    }

    /// <summary>Gives it back.</summary>
    public void Free() => File.Delete(Filler);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Where something still has a file open, it is gone when that is closed.
        if (Run("umount", Folder) || Run("umount", "-l", Folder)) File.Delete(image);
    }

    static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
            process!.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

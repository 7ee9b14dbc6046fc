using System.Text.Json;
using System.Text.Json.Serialization;
using ActorChat.Tui.Files;

namespace ActorChat.Tui.Local;

/// <summary>The data folder of a local cluster: the store, the lock, the addresses, the logs.</summary>
sealed partial class DataFolder
{
    const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // A node says little; two files of this size each are weeks.
    const long MaxLogBytes = 5 * 1024 * 1024;

    DataFolder(string path) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }

    public string LockFile => System.IO.Path.Combine(Path, "cluster.lock");

    public string StoreFile => System.IO.Path.Combine(Path, "chat.db");

    public string LogFolder => System.IO.Path.Combine(Path, "logs");

    string PortFile => System.IO.Path.Combine(Path, "ports.json");

    string AddressFile => System.IO.Path.Combine(Path, "cluster.json");

    /// <summary>Where a cluster lives when nothing is said.</summary>
    public static string Default(UserFolders folders) => System.IO.Path.Combine(folders.Data, "actorchat");

    /// <summary>The folder of this path, made if it is not there: the chats in it are nobody else's business.</summary>
    /// <exception cref="LocalClusterFailedException">It cannot be made.</exception>
    public static DataFolder At(string path)
    {
        var folder = new DataFolder(System.IO.Path.GetFullPath(path));
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder.Path);
            else Directory.CreateDirectory(folder.Path, OnlyOwner | UnixFileMode.UserExecute);
            Directory.CreateDirectory(folder.LogFolder);
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LocalClusterFailedException($"The data folder {folder.Path} cannot be used: {failure.Message}");
        }
    }

    /// <summary>The lock, until it is disposed or this process ends; null when another process holds it.</summary>
    public FileStream? TryLock()
    {
        try
        {
            return new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new LocalClusterFailedException($"{LockFile} cannot be opened: {failure.Message}");
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The addresses of the running cluster, or null.</summary>
    public IReadOnlyList<string>? ReadAddresses()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(AddressFile), ClusterFileJson.Default.ClusterFile)?.Addresses;
        }
        catch (Exception absent) when (absent is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Calls this when the address file comes, changes or goes; null when the system has no watch to give.</summary>
    public FileSystemWatcher? Watch(Action changed)
    {
        // By names alone, the file is replaced and never written over: what the nodes write into their store wakes nobody.
        var watch = new FileSystemWatcher(Path, System.IO.Path.GetFileName(AddressFile)) { NotifyFilter = NotifyFilters.FileName };
        watch.Created += (_, _) => changed();
        watch.Renamed += (_, _) => changed();
        watch.Deleted += (_, _) => changed();
        watch.Error += (_, _) => changed();
        try
        {
            watch.EnableRaisingEvents = true;
            return watch;
        }
        catch (IOException)
        {
            watch.Dispose();
            return null;
        }
    }

    /// <summary>Tells other clients the addresses. Only the starter calls this.</summary>
    public void WriteAddresses(IReadOnlyList<string> addresses) =>
        Replace(AddressFile, JsonSerializer.Serialize(new ClusterFile(addresses), ClusterFileJson.Default.ClusterFile));

    /// <summary>The port at which clients reached this node before; 0 when there was none.</summary>
    public int Port(int node)
    {
        try
        {
            var kept = JsonSerializer.Deserialize(File.ReadAllText(PortFile), ClusterFileJson.Default.ClusterFile)?.Addresses;
            return kept is not null && node < kept.Count ? LocalPorts.In(kept[node]) : 0;
        }
        catch (Exception absent) when (absent is IOException or JsonException)
        {
            return 0;
        }
    }

    /// <summary>
    /// The next cluster on this folder is to be found where this one is: people have links that lead there. Only the starter calls this.
    /// </summary>
    public void KeepPorts(IReadOnlyList<string> addresses)
    {
        // Of a cluster that was larger once, the others keep theirs.
        IReadOnlyList<string> before = [];
        try
        {
            before = JsonSerializer.Deserialize(File.ReadAllText(PortFile), ClusterFileJson.Default.ClusterFile)?.Addresses ?? [];
        }
        catch (Exception absent) when (absent is IOException or JsonException)
        {
            // The first time, or nothing that could be read.
        }
        Replace(PortFile, JsonSerializer.Serialize(
            new ClusterFile([.. addresses, .. before.Skip(addresses.Count)]), ClusterFileJson.Default.ClusterFile));
    }

    /// <summary>There is no cluster to join. Only the starter calls this.</summary>
    public void ForgetAddresses() => File.Delete(AddressFile);

    /// <summary>The file with a node's process id, for those who want to stop or kill that one; it goes with the node.</summary>
    public string PidFile(string node) => System.IO.Path.Combine(Path, $"{node}.pid");

    /// <summary>The log of a node, to be written on; a full one becomes the old one.</summary>
    public StreamWriter OpenLog(string node)
    {
        var path = System.IO.Path.Combine(LogFolder, $"{node}.log");
        if (File.Exists(path) && new FileInfo(path).Length > MaxLogBytes) File.Move(path, path + ".old", overwrite: true);
        return new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    }

    static void Replace(string path, string text)
    {
        var next = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OnlyOwner;
        using (var file = new FileStream(next, options))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(text));
        }
        File.Move(next, path, overwrite: true);
    }

    sealed record ClusterFile(IReadOnlyList<string> Addresses);

    [JsonSerializable(typeof(ClusterFile))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    sealed partial class ClusterFileJson : JsonSerializerContext;
}

namespace ActorChat.Soak;

/// <summary>Where the store is: as given, or a file of its own that goes when this is over.</summary>
sealed class StorePlace(string? given) : IDisposable
{
    readonly string? folder = given is null ? Directory.CreateTempSubdirectory("actorchat-soak-").FullName : null;

    /// <summary>As a node's setting names it.</summary>
    public string Setting => given ?? $"sqlite:{Path.Combine(folder!, "chat.db")}";

    /// <inheritdoc/>
    public void Dispose()
    {
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }
}

using System.Collections.Immutable;

namespace ActorChat.Node.Chat.Files;

/// <summary>The state of a user's file-store: its catalogue. The bytes lie in the store, by file id.</summary>
/// <param name="Files">By id.</param>
/// <param name="UsedBytes">Of all of them, uploads under way at their announced size.</param>
/// <param name="Pending">How many are not published yet.</param>
public sealed record FileStore(ImmutableDictionary<string, StoredFile> Files, long UsedBytes, int Pending)
{
    /// <summary>Nothing in it.</summary>
    public static FileStore Empty { get; } = new(ImmutableDictionary<string, StoredFile>.Empty, 0, 0);

    /// <summary>The file with this id, or null.</summary>
    public StoredFile? Find(string file) => Files.GetValueOrDefault(file);

    /// <summary>With an upload begun.</summary>
    public FileStore Begin(string file, StoredFile stored) =>
        new(Files.SetItem(file, stored), UsedBytes + stored.Size, Pending + 1);

    /// <summary>With an upload published under a key.</summary>
    public FileStore Publish(string file, string key, DateTimeOffset at, DateTimeOffset? until) => Find(file) is { Key: null } stored
        ? this with { Files = Files.SetItem(file, stored with { Key = key, At = at, Until = until }), Pending = Pending - 1 }
        : this;

    /// <summary>With a file posted in a room or dialogue.</summary>
    public FileStore Show(string file, string place)
    {
        if (Find(file) is not { } stored) return this;
        var places = (stored.Places ?? []).Remove(place).Add(place);
        return this with { Files = Files.SetItem(
            file, stored with { Places = places.Count > StoredFile.MaxPlaces ? places.RemoveAt(0) : places }) };
    }

    /// <summary>An upload under way of the same file: where one that is announced again goes on.</summary>
    public string? FindUpload(string name, long size, string sha256) => Pending == 0 ? null : Files
        .Where(file => file.Value is { Key: null } pending && pending.Name == name && pending.Size == size && pending.Sha256 == sha256)
        .Select(file => file.Key).Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Without a published file.</summary>
    public FileStore Remove(string file) => Find(file) is { Key: not null } stored
        ? this with { Files = Files.Remove(file), UsedBytes = UsedBytes - stored.Size }
        : this;

    /// <summary>Without an upload that was not published.</summary>
    public FileStore Drop(string file) => Find(file) is { Key: null } stored
        ? new(Files.Remove(file), UsedBytes - stored.Size, Pending - 1)
        : this;
}

/// <summary>A file in the catalogue: for its owner, and those who may read where it is posted.</summary>
/// <param name="Name">Without folders.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of the whole content.</param>
/// <param name="Key">Null while its upload is under way.</param>
/// <param name="At">When it was published.</param>
/// <param name="Until">When it will be deleted; null: not before its owner does it.</param>
/// <param name="Places">The rooms and dialogues that it is posted in, the newest last; null for none.</param>
public sealed record StoredFile(string Name, long Size, string Sha256, string? Key, DateTimeOffset? At = null, DateTimeOffset? Until = null,
    ImmutableList<string>? Places = null)
{
    /// <summary>
    /// Most rooms and dialogues remembered that a file is posted in; beyond it the first are forgotten, and their readers can't load it any
    /// more. A constant, not a setting: replays must come to the same state on every node.
    /// </summary>
    public const int MaxPlaces = 20;
}

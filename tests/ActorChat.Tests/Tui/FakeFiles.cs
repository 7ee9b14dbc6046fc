using ActorChat.Messages;

namespace ActorChat.Tests.Tui;

/// <summary>The file-store of one file, published under <c>key1</c>.</summary>
sealed class FakeFiles
{
    const int ChunkBytes = 32 * 1024;

    readonly Dictionary<int, byte[]> _chunks = [];
    BeginFile? _begun;

    /// <summary>The name that others see, when it is not the one it was published with.</summary>
    public string? Name { get; set; }

    /// <summary>The checksum that others see, when it is to be wrong.</summary>
    public string? Sha256 { get; set; }

    /// <summary>Chunks of an earlier try.</summary>
    public int Have { get; set; }

    /// <summary>Indexes of the chunks that were sent, and of those that were fetched, in order.</summary>
    public List<int> Sent { get; } = [];

    public List<int> Fetched { get; } = [];

    public byte[] Content => [.. _chunks.OrderBy(chunk => chunk.Key).SelectMany(chunk => chunk.Value)];

    int Chunks => (int)((_begun!.Size + ChunkBytes - 1) / ChunkBytes);

    public Reply? Answer(Request request)
    {
        switch (request)
        {
            case BeginFile begin:
                _begun = begin;
                return new FileBegun("f1", ChunkBytes, Chunks, Have);
            case PutChunk put:
                Sent.Add(put.Index);
                _chunks[put.Index] = put.Data;
                return new Done();
            case FinishFile: return new FilePublished("key1");
            case FindFile { Key: "key1" }: return new FileFound(
                "key1", Name ?? _begun!.Name, _begun!.Size, Sha256 ?? _begun.Sha256, ChunkBytes, Chunks);
            case FindFile: return new Error(ErrorCodes.UnknownFile, "There is no file under this key.");
            case GetChunk get:
                Fetched.Add(get.Index);
                return new Chunk(get.Index, _chunks[get.Index]);
            default: return null;
        }
    }

    public Task<Reply> Ask(Request request) => Task.FromResult(Answer(request)!);
}

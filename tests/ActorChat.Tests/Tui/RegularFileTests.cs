using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tui.Files;

namespace ActorChat.Tests.Tui;

/// <summary>What is no file that ends is refused before it is opened, and a transfer can be ended.</summary>
public sealed class RegularFileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("actorchat-test-").FullName;
    readonly FakeFiles _store = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    Task<TransferResult> Upload(string path) => new Uploader(_store.Ask, _ => { }).Run(path, null);

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/random")]
    [InlineData("/dev/null")]
    [InlineData("/proc/self/fd/0/../../../../dev/full")]
    [InlineData("fifo")]
    [InlineData("link-to-fifo")]
    [InlineData("socket")]
    public async Task Upload_OfAPipeADeviceOrASocket_IsRefusedAtOnce(string name)
    {
        var path = Path.Combine(_folder, name);
        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        if (name == "socket") socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(path));
        if (name.EndsWith("fifo", StringComparison.Ordinal))
        {
            using var made = System.Diagnostics.Process.Start("mkfifo", Path.Combine(_folder, "fifo"));
            await made.WaitForExitAsync();
            if (name != "fifo") File.CreateSymbolicLink(path, Path.Combine(_folder, "fifo"));
        }
        (await Upload(path).WaitAsync(Eventually.Deadline)).ShouldBeOfType<TransferFailed>()
            .Sentence.ShouldContain("a pipe, a device or a socket");
    }

    [Theory]
    [InlineData("/proc/self/status")]
    [InlineData("/proc/kallsyms")]
    public async Task Upload_OfAFileThatTheSystemMakesUp_Ends(string path) =>
        (await Upload(path).WaitAsync(Eventually.Deadline)).ShouldBeOfType<TransferFailed>();

    [Fact]
    public async Task Upload_WhenItIsEnded_SaysSo_AndDownloadsTheSame()
    {
        using var stop = new CancellationTokenSource();
        var never = new TaskCompletionSource<Reply>();
        var path = Path.Combine(_folder, "a.bin");
        await File.WriteAllBytesAsync(path, new byte[90_000]);
        var upload = new Uploader(request => request is PutChunk ? never.Task : _store.Ask(request), _ => { }).Run(path, null, stop.Token);
        await stop.CancelAsync();
        (await upload.WaitAsync(Eventually.Deadline)).ShouldBeOfType<TransferFailed>().Sentence.ShouldContain("you ended it");
        (await Upload(path)).ShouldBeOfType<Uploaded>();
        using var stopLoading = new CancellationTokenSource();
        var download = new Downloader(request => request is GetChunk ? never.Task : _store.Ask(request), _ => { })
            .Run("key1", null, _folder, stopLoading.Token);
        await stopLoading.CancelAsync();
        (await download.WaitAsync(Eventually.Deadline)).ShouldBeOfType<TransferFailed>().Sentence.ShouldContain("you ended it");
    }
}

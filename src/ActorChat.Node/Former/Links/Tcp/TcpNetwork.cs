using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Net.Security;
using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Former.Links.Tcp;

/// <summary>
/// Links over TCP. Every node dials every other and sends on the link that it dialled; what it receives comes on the links
/// that it took. So there is never a question of which of two links counts. TLS where a certificate is configured.
/// </summary>
public sealed partial class TcpNetwork(TcpOptions options, ActorOptions limits, TimeProvider time, IRandom random, ILogger<TcpNetwork> log) : INetwork
{
    const int BufferBytes = 64 * 1024;

    readonly ConcurrentDictionary<string, DialledLink> links = new();
    // The newest link taken from each peer, to be ended when a newer one comes: what was late on the old one would overtake.
    readonly ConcurrentDictionary<string, TcpClient> taken = new();
    readonly CancellationTokenSource stopping = new();
    readonly Handshake handshake = new(options.Secret, random);
    readonly LinkSecurity security = new(options);
    TcpListener? listener;
    INetworkEvents events = null!;
    volatile string me = "";

    /// <inheritdoc/>
    public async Task<string> Listen(INetworkEvents events, CancellationToken cancel)
    {
        this.events = events;
        var address = await HostPort.Resolve(options.Listen, cancel);
        listener = new(address);
        listener.Start();
        _ = AcceptAll(listener);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return HostPort.Format(options.Advertise is { } advertised ? HostPort.HostOf(advertised) : HostPort.HostOf(options.Listen),
            options.Advertise is { } fixedPort && HostPort.PortOf(fixedPort) != 0 ? HostPort.PortOf(fixedPort) : port);
    }

    /// <inheritdoc/>
    public void Introduce(string incarnation)
    {
        me = incarnation;
        // Links that stand were dialled under the name before: peers would answer to somebody who is no more.
        foreach (var peer in links.Keys) Drop(peer);
    }

    /// <inheritdoc/>
    public void SetPeers(IReadOnlyCollection<NodeRecord> peers)
    {
        foreach (var gone in links.Keys.Except(peers.Select(node => node.Incarnation)).ToList()) Drop(gone);
        foreach (var node in peers)
        {
            if (links.ContainsKey(node.Incarnation)) continue;
            var link = new DialledLink(node, limits.MaxLinkQueueBytes, stopping.Token);
            if (links.TryAdd(node.Incarnation, link)) _ = KeepDialled(link);
        }
    }

    /// <inheritdoc/>
    public bool Send(string peer, ReadOnlyMemory<byte> frame) =>
        links.TryGetValue(peer, out var link) && link.Queue is { } queue && queue.TryAdd(frame);

    /// <inheritdoc/>
    public void GiveUp(string peer)
    {
        if (links.TryGetValue(peer, out var link)) link.Queue?.GiveUp();
    }

    void Drop(string peer)
    {
        if (links.TryRemove(peer, out var link)) link.Stop();
        events.OnReset(peer);
    }

    async Task KeepDialled(DialledLink link)
    {
        var delay = options.MinBackoff;
        while (!link.Stopped.IsCancellationRequested)
        {
            try
            {
                using var client = new TcpClient { NoDelay = true };
                await using var stream = await Dial(client, link);
                delay = options.MinBackoff;
                var queue = link.Renew();
                events.OnUp(link.Peer.Incarnation);
                await WriteUntilEither(queue, stream, link.Stopped);
            }
            catch (Exception e) when (e is IOException or SocketException or AuthenticationException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                if (!link.Stopped.IsCancellationRequested) LogDialFailed(link.Peer.Name, link.Peer.ClusterAddress, e.Message);
            }
            if (link.Drop()) events.OnReset(link.Peer.Incarnation);
            await Task.Delay(delay * (0.5 + random.Fraction()), time, link.Stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            delay = delay * 2 < options.MaxBackoff ? delay * 2 : options.MaxBackoff;
        }
    }

    async Task<Stream> Dial(TcpClient client, DialledLink link)
    {
        using var timeout = new CancellationTokenSource(options.HandshakeTimeout, time);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, link.Stopped);
        await client.ConnectAsync(await HostPort.Resolve(link.Peer.ClusterAddress, cancel.Token), cancel.Token);
        var stream = await security.AsDialler(client.GetStream(), HostPort.HostOf(link.Peer.ClusterAddress), cancel.Token);
        await handshake.Dial(stream, me, link.Peer.Incarnation, cancel.Token);
        return stream;
    }

    // Nothing is ever read from a dialled link but its end, which tells of a dead peer before a write would.
    static async Task WriteUntilEither(FrameQueue queue, Stream stream, CancellationToken stopped)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        var writing = queue.WriteTo(PipeWriter.Create(stream, new(minimumBufferSize: BufferBytes)), either.Token);
        var ending = stream.ReadAsync(new byte[1], either.Token).AsTask();
        await Task.WhenAny(writing, ending, queue.GivenUp);
        await either.CancelAsync();
        await Task.WhenAll(writing, ending);
    }

    async Task AcceptAll(TcpListener listener)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                _ = Receive(await listener.AcceptTcpClientAsync(stopping.Token));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                if (stopping.IsCancellationRequested) return;
                LogAcceptFailed(e.Message);
                await Task.Delay(options.MinBackoff, time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    async Task Receive(TcpClient client)
    {
        string? peer = null;
        try
        {
            using (client)
            {
                client.NoDelay = true;
                (var stream, peer) = await Take(client);
                Replace(peer, client);
                await using (stream) await ReadAll(stream, peer);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or AuthenticationException or OperationCanceledException or InvalidDataException or System.Security.Authentication.AuthenticationException)
        {
            if (!stopping.IsCancellationRequested) LogReceiveEnded(peer ?? "an unknown peer", e.Message);
        }
        finally
        {
            if (peer is not null)
            {
                taken.TryRemove(new(peer, client));
                events.OnReset(peer);
            }
        }
    }

    void Replace(string peer, TcpClient client)
    {
        TcpClient? before = null;
        taken.AddOrUpdate(peer, client, (_, old) =>
        {
            before = old;
            return client;
        });
        before?.Dispose();
    }

    async Task<(Stream, string Peer)> Take(TcpClient client)
    {
        using var timeout = new CancellationTokenSource(options.HandshakeTimeout, time);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping.Token);
        var stream = await security.AsListener(client.GetStream(), cancel.Token);
        var peer = await handshake.Take(stream, me, cancel.Token);
        return (stream, peer);
    }

    async Task ReadAll(Stream stream, string peer)
    {
        var input = PipeReader.Create(stream, new(bufferSize: BufferBytes));
        while (true)
        {
            var read = await input.ReadAsync(stopping.Token);
            var rest = read.Buffer;
            while (TryTake(ref rest, out var frame)) events.OnFrame(peer, frame);
            if (read.IsCompleted) throw new EndOfStreamException("The peer has closed it.");
            input.AdvanceTo(rest.Start, rest.End);
        }
    }

    // A frame of its own: parts of it are kept, for as long as clients are slow.
    bool TryTake(ref ReadOnlySequence<byte> bytes, out ReadOnlyMemory<byte> frame)
    {
        frame = default;
        var reader = new SequenceReader<byte>(bytes);
        if (!reader.TryReadLittleEndian(out int length)) return false;
        if (length < 1 || length > limits.MaxLinkFrameBytes) throw new InvalidDataException($"a frame of {length} bytes");
        if (reader.Remaining < length) return false;
        var body = reader.UnreadSequence.Slice(0, length);
        frame = body.ToArray();
        bytes = bytes.Slice(body.End);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener?.Dispose();
        foreach (var link in links.Values) link.Stop();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The link to {Node} at {Address} does not stand: {Reason}")]
    partial void LogDialFailed(string node, string address, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A link could not be taken: {Reason}")]
    partial void LogAcceptFailed(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The link from {Peer} ended: {Reason}")]
    partial void LogReceiveEnded(string peer, string reason);
}

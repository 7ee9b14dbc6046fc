using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using ActorChat.Messages;
using ActorChat.Node.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ActorChat.Node.Doors.Http;

/// <summary>
/// Sends what waits for a client as server-sent events, each frame the data of one. An event that moves a cursor has all cursors as its id;
/// where the user is in so many rooms that this would outweigh the events, only the last one of what has gathered has it: a client whose
/// stream breaks in between is sent some again, and knows them by feed and seq.
/// </summary>
sealed class EventSender(HttpContext http, Session session, ChatServices chat, Cursors cursors)
{
    const int MaxUnflushedBytes = 64 << 10, MaxIdCharsPerEvent = 1024;

    readonly PipeWriter to = http.Response.BodyWriter;

    /// <summary>Ends with the session's queue, with the login, or with the connection.</summary>
    /// <exception cref="OperationCanceledException">The connection has ended, or takes nothing any more.</exception>
    public async Task Run()
    {
        http.Response.ContentType = "text/event-stream";
        // For proxies that gather what they pass on.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        Put("retry: 1000\n\n"u8);
        await Flush();
        while (true)
        {
            var frames = await Next();
            if (frames is null) Put(":\n\n"u8);
            else if (frames.Count == 0 || !await Send(frames)) break;
            await Flush();
            session.OnDrained();
        }
        await Flush();
    }

    // Null when nothing came for so long that the client might think the connection dead.
    async Task<IReadOnlyList<ReadOnlyMemory<byte>>?> Next()
    {
        using var silence = new CancellationTokenSource(chat.Limits.KeepAlive, chat.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, http.RequestAborted);
        try
        {
            await session.Queue.Ready(either.Token);
            return session.Queue.TakeAll();
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
    }

    // Whether the login goes on.
    async Task<bool> Send(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        for (var i = 0; i < frames.Count; i++)
        {
            for (var rest = frames[i]; rest.Length > 0;)
            {
                var end = rest.Span.IndexOf((byte)'\n');
                var line = end < 0 ? rest : rest[..end];
                rest = end < 0 ? default : rest[(end + 1)..];
                Put(line.Span, isLast: rest.IsEmpty && i == frames.Count - 1);
                if (EndsLogin(line.Span)) return false;
                if (to.UnflushedBytes > MaxUnflushedBytes) await Flush();
            }
        }
        return true;
    }

    void Put(ReadOnlySpan<byte> line, bool isLast)
    {
        if (cursors.Note(line) && cursors.ToString() is var id && (isLast || id.Length <= MaxIdCharsPerEvent))
        {
            Put("id: "u8);
            Put(Encoding.ASCII.GetBytes(id));
            Put("\n"u8);
        }
        Put("data: "u8);
        Put(line);
        Put("\n\n"u8);
    }

    void Put(ReadOnlySpan<byte> bytes) => to.Write(bytes);

    // The login was ended, here or on another client: its token is worthless, and so is the stream that it opened.
    bool EndsLogin(ReadOnlySpan<byte> line) => line.IndexOf("session-closed"u8) >= 0
        && JsonSerializer.Deserialize(line, Wire.Lenient.Event) is SessionClosed closed && closed.Session == session.LoginId;

    async Task Flush()
    {
        using var timeout = new CancellationTokenSource(chat.Limits.SendTimeout, chat.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, http.RequestAborted);
        try
        {
            await to.FlushAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
            throw;
        }
    }
}

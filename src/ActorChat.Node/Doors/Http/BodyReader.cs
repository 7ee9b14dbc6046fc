using System.Buffers;
using ActorChat.Messages;
using Microsoft.AspNetCore.Http;

namespace ActorChat.Node.Doors.Http;

/// <summary>Reads the body of a request, which is as large as a WebSocket message at most.</summary>
static class BodyReader
{
    /// <summary>The whole body.</summary>
    /// <exception cref="BadHttpRequestException">It is too large, too slow, or not what its headers say.</exception>
    public static async Task<ReadOnlyMemory<byte>> Read(HttpContext http)
    {
        var whole = new ArrayBufferWriter<byte>((int)Math.Clamp(http.Request.ContentLength ?? 0, 256, ProtocolLimits.MaxRequestBytes));
        while (await http.Request.Body.ReadAsync(whole.GetMemory(), http.RequestAborted) is > 0 and var count)
        {
            whole.Advance(count);
            if (whole.WrittenCount > ProtocolLimits.MaxRequestBytes)
            {
                throw new BadHttpRequestException("too large", StatusCodes.Status413PayloadTooLarge);
            }
        }
        return whole.WrittenMemory;
    }
}

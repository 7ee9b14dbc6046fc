using Microsoft.AspNetCore.Http;

namespace ActorChat.Node.Doors.Http;

/// <summary>Answers with JSON that is finished already.</summary>
static class JsonAnswer
{
    /// <summary>Writes it as the whole response.</summary>
    public static Task WriteTo(HttpResponse response, ReadOnlyMemory<byte> json, int status = StatusCodes.Status200OK)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = json.Length;
        return response.Body.WriteAsync(json, response.HttpContext.RequestAborted).AsTask();
    }
}

using ActorChat.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Doors.Http;

/// <summary>
/// Stands before every part of the HTTP door: so many requests at a time, and whatever goes wrong ends in a problem with a code.
/// </summary>
sealed partial class Guard(HttpOptions options, ILogger<Guard> log)
{
    static readonly Error Overloaded = new(
        ErrorCodes.Overloaded, "this node has too much to do: nothing was done; try again in a moment.", RetryAfterMs: 1000);

    static readonly Error TooLarge = new(ErrorCodes.TooLarge,
        $"a request's body may have {ProtocolLimits.MaxRequestBytes} bytes: send less, files with PUT /v1/files/NAME.");

    static readonly Error Internal = new(ErrorCodes.Internal, "the node has a bug, and its log says which: nothing was done.");

    int underWay;

    /// <summary>A part of the door as it is mapped; its requests count.</summary>
    public RequestDelegate Counted(RequestDelegate serve) => async http =>
    {
        if (Interlocked.Increment(ref underWay) <= options.MaxRequests) await Serve(http, serve);
        else await Problem.Of(Overloaded).WriteTo(http.Response);
        Interlocked.Decrement(ref underWay);
    };

    /// <summary>A part of the door whose requests last, and are bounded by other means.</summary>
    public RequestDelegate Uncounted(RequestDelegate serve) => http => Serve(http, serve);

    /// <summary>What the server itself refused, without a word: a path or a method that there is none of.</summary>
    public static Task Explain(HttpContext http) => Problem.Of(http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound =>
            new Error(ErrorCodes.UnknownPath, "there is nothing under this path: /openapi.json lists what there is."),
        StatusCodes.Status405MethodNotAllowed =>
            new Error(
            ErrorCodes.BadMethod, $"this path does not take {Texts.CleanLine(http.Request.Method)}: the header Allow says what it takes."),
        _ => new Error(ErrorCodes.BadField, "the request is not as HTTP has it: look at its method, path and headers."),
    }, http.Response.StatusCode).WriteTo(http.Response);

    // Never throws, so that the count is right.
    async Task Serve(HttpContext http, RequestDelegate serve)
    {
        try
        {
            // Tokens and messages are nobody's to keep on the way.
            http.Response.Headers.CacheControl = "no-store";
            await serve(http);
        }
        catch (BadHttpRequestException e)
        {
            await Refuse(http, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge
                : new(ErrorCodes.BadField, $"the request is not as HTTP has it: {e.Message}"), e.StatusCode);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
        catch (Exception e)
        {
            LogFailed(e, http.Request.Method, http.Request.Path);
            await Refuse(http, Internal, StatusCodes.Status500InternalServerError);
        }
    }

    static async Task Refuse(HttpContext http, Error error, int status)
    {
        try
        {
            await Problem.Of(error, status).WriteTo(http.Response);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // Gone meanwhile.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} could not be answered")]
    partial void LogFailed(Exception e, string method, string path);
}

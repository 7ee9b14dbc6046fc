using ActorChat.Node.Entities;
using ActorChat.Node.Stores;
using ActorChat.Messages;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Sessions;

/// <summary>
/// How a request gets its answer, whichever door it came by. What fails is an <see cref="Error"/> for the client, and a line in the log
/// for the operator.
/// </summary>
static partial class Answering
{
    /// <summary>The finished reply, and the error that it is, if it is one.</summary>
    public readonly record struct Answered(byte[] Frame, Error? Fault);

    /// <summary>The reply as a frame.</summary>
    public static async Task<Answered> Answer(this ChatServices chat, IRequestHandler handler, ICaller caller, Request request)
    {
        try
        {
            var reply = await handler.Handle(caller, request);
            return reply is byte[] body ? new(Frames.Reply(request.Id, body), null)
                : new(Frames.Reply(request.Id, (Reply)reply), reply as Error);
        }
        catch (Exception e)
        {
            var fault = chat.FaultOf(e, request);
            return new(Frames.Reply(request.Id, fault), fault);
        }
    }

    /// <summary>The reply of a handler that answers with a record.</summary>
    public static async Task<Reply> Reply(this ChatServices chat, IRequestHandler handler, ICaller caller, Request request)
    {
        try
        {
            return (Reply)await handler.Handle(caller, request);
        }
        catch (Exception e)
        {
            return chat.FaultOf(e, request);
        }
    }

    static Error FaultOf(this ChatServices chat, Exception e, Request request)
    {
        if (e is StoreUnavailableException or TimeoutException)
        {
            LogUnavailable(chat.Log, request.GetType().Name, e.Message);
            return chat.Fault(AskStatus.Unavailable);
        }
        LogFailed(chat.Log, e, request.GetType().Name);
        return chat.Fault(AskStatus.Failed);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Request} is answered with \"unavailable\": {Reason}")]
    static partial void LogUnavailable(ILogger log, string request, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Request} could not be answered")]
    static partial void LogFailed(ILogger log, Exception e, string request);
}

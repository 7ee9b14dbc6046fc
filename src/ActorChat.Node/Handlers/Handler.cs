using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>Answers requests of one type, from anybody.</summary>
abstract class Handler<TRequest> : IRequestHandler where TRequest : Request
{
    public Type Handles => typeof(TRequest);

    public virtual bool IsExclusive => false;

    /// <inheritdoc/>
    public virtual bool IsSending => false;

    public virtual bool NeedsLogin => false;

    public Task<object> Handle(ICaller caller, Request request) => Handle(caller, (TRequest)request);

    protected abstract Task<object> Handle(ICaller caller, TRequest request);
}

/// <summary>Answers requests of one type, from users who are logged in.</summary>
abstract class UserHandler<TRequest> : Handler<TRequest> where TRequest : Request
{
    static readonly Error NotLoggedIn = new(
        ErrorCodes.NotLoggedIn, "log in first: /login <username> <password>, or /register <username> <password>.");

    public sealed override bool NeedsLogin => true;

    protected sealed override Task<object> Handle(ICaller caller, TRequest request) =>
        caller.User is { } user ? Handle(caller, user, request) : Task.FromResult<object>(NotLoggedIn);

    /// <summary>What the user gets: a <see cref="Reply"/>, or its JSON object.</summary>
    protected abstract Task<object> Handle(ICaller caller, string user, TRequest request);
}

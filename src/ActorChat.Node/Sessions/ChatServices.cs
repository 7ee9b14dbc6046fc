using ActorChat.Node.Entities;
using ActorChat.Node.Clustering;
using ActorChat.Node.Stores;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Files;
using ActorChat.Node.Passwords;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Sessions;

/// <summary>What sessions and handlers use of their node.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Actors">Asks entities and follows feeds.</param>
/// <param name="Store">For pages of history, names, and chunks of files: what needs no entity.</param>
/// <param name="Vault">Passwords.</param>
/// <param name="Limits">Of sessions.</param>
/// <param name="Passwords">Limits of logging in.</param>
/// <param name="Files">Limits of files, for the hello.</param>
/// <param name="Time">All clocks.</param>
/// <param name="Random">All randomness.</param>
/// <param name="Log">Where sessions log.</param>
public sealed record ChatServices(
    string Name, IEngine Actors, IStore Store, IPasswordVault Vault, SessionOptions Limits, PasswordOptions Passwords, FilesOptions Files,
    TimeProvider Time, IRandom Random, ILogger Log)
{
    /// <summary>Operators by the settings.</summary>
    public IReadOnlyList<string> Operators { get; init; } = [];

    /// <summary>Whether a user is an operator by the settings.</summary>
    public bool IsNamedOperator(string user) => Operators.Any(name => Names.Same(name, user));

    /// <summary>Wrong passwords by address.</summary>
    public GuessLimit Guesses { get; } = new(Passwords, Time);

    /// <summary>Asks an entity; what did not come about is an <see cref="Error"/> for the client.</summary>
    public async Task<Answer> Ask(EntityId to, Command command, Repeat repeat = Repeat.WhenCertain) =>
        AnswerIn(to, await Actors.Region.Ask(to, command, repeat));

    /// <summary>Asks an entity what a user's request leads to.</summary>
    public async Task<Reply> Act(EntityId to, string by, Request request, Repeat repeat = Repeat.WhenCertain, FileLink? file = null,
        Error? silence = null, bool asOperator = false) =>
        ReplyIn(to, await Actors.Region.Ask(to, new Act(by, request, file, Silence: silence, AsOperator: asOperator), repeat));

    /// <summary>The reply for the client in what an entity answered to an <see cref="Chat.Act"/>.</summary>
    public Reply ReplyIn(EntityId asked, AskResult result) =>
        AnswerIn(asked, result) is ForClient { Reply: var reply } ? reply : Fault(AskStatus.Failed);

    Answer AnswerIn(EntityId asked, AskResult result) =>
        result.Status == AskStatus.Answered && result.Reply is Answer answer ? answer : new ForClient(Fault(result.Status, asked));

    /// <summary>Why nothing came about, and what to do.</summary>
    public Error Fault(AskStatus status, EntityId? to = null) => status switch
    {
        AskStatus.Unavailable or AskStatus.Moved => new(ErrorCodes.Unavailable,
            $"the cluster can't serve this just now ({WhyNot(to)}): nothing was done; try again in a moment.", RetryAfterMs: 1000),
        AskStatus.Overloaded =>
            new(ErrorCodes.Overloaded, "too much is going on there: nothing was done; try again in a moment.", RetryAfterMs: 1000),
        AskStatus.Unknown => new(ErrorCodes.OutcomeUnknown,
            "a node failed while it was at this: look whether it was done, and try again if not.", RetryAfterMs: 1000),
        AskStatus.NotUnderstood => new(ErrorCodes.Unavailable,
            "the node that has this runs another version, which does not know this request: nothing was done; try again when all nodes "
                + "have been upgraded.", RetryAfterMs: 60_000),
        _ => new(ErrorCodes.Internal, "the node has a bug, and its log says which: nothing was done."),
    };

    string WhyNot(EntityId? to) => to is { } entity ? Actors.WhyNot() : Actors.Trouble ?? "the store does not answer";
}

using System.Net;
using System.Security.Cryptography;
using System.Text;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Clustering;
using ActorChat.Node.Entities;
using ActorChat.Node.Passwords;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>Tells the reported user's entity who it is that reports: what such a report counts is decided there.</summary>
sealed class ReportUserHandler(ChatServices chat) : UserHandler<ReportUser>
{
    protected override async Task<object> Handle(ICaller caller, string user, ReportUser request)
    {
        var (name, fault) = await chat.NameOf(request.User);
        if (fault is not null) return fault;
        if (await chat.Ask(Ids.User(user), new GetReporter(), Repeat.Always) is not Reporter reporter)
        {
            return chat.Fault(AskStatus.Unavailable, Ids.User(user));
        }
        var spoken = await chat.Ask(Ids.Global, new GetSpoken(name!), Repeat.Always) is ForClient { Reply: Done };
        var byOperator = await chat.NoOperator(user) is null;
        var report = new ReportAccount(
            user, request.Reason, reporter, OriginOf(caller.Address, name!), spoken, byOperator, chat.IsNamedOperator(name!));
        return ((ForClient)await chat.Ask(Ids.User(name!), report)).Reply;
    }

    // Whoever sits at the node's own machine, or comes through a proxy there, can't be told from others by the address. It is kept as a
    // hash that is each user's own: the journal is no list of addresses.
    static string? OriginOf(string address, string about) =>
        IPEndPoint.TryParse(address, out var point) && !IPAddress.IsLoopback(point.Address)
            ? Convert.ToHexStringLower(
                SHA256.HashData(Encoding.UTF8.GetBytes($"{Names.Fold(about)} {GuessLimit.NetworkOf(address)}")))[..16]
            : null;
}

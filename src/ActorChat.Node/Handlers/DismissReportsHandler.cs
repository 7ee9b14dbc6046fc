using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class DismissReportsHandler(ChatServices chat) : UserHandler<DismissReports>
{
    protected override async Task<object> Handle(ICaller caller, string user, DismissReports request)
    {
        if (request.User is null == request.Report is null) return Refusals.UserOrReport;
        if (await chat.NoOperator(user) is { } no) return no;
        if (request.User is { } written)
        {
            var (name, fault) = await chat.NameOf(written);
            return fault ?? await Dismiss(user, name!, reporter: null);
        }
        return await chat.Ask(Ids.Moderation, new Act(user, request), Repeat.Always) switch
        {
            ReportIs report => await Dismiss(user, report.User, report.By),
            var refused => ((ForClient)refused).Reply,
        };
    }

    async Task<Reply> Dismiss(string by, string user, string? reporter) =>
        ((ForClient)await chat.Ask(Ids.User(user), new DismissAccount(by, reporter))).Reply;
}

using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Moderation;

/// <summary>
/// The moderation of the whole cluster, one entity: its journal is the audit feed. What is done to a user is decided by that user's own
/// entity, so that it holds when it is answered, and recorded here by letter. Who may do it is decided here.
/// </summary>
/// <param name="named">Operators by the settings.</param>
public sealed class ModerationBehaviour(IReadOnlyList<string> named) : IBehaviour<Office>
{
    /// <inheritdoc/>
    public Office Initial(EntityId self) => Office.Empty;

    /// <inheritdoc/>
    public Office Apply(Office state, object committed, EventPlace place) =>
        committed is Audited line ? state.Apply(line, place.Seq, place.At) : state;

    /// <inheritdoc/>
    public Effect Decide(Office state, object command, CommandContext context) => command switch
    {
        PutOnRecord record => new Effect { Events = [new EventDraft(record.Line)] },
        Authorise ask when !IsOperator(state, ask.By) => Effects.Refuse(ModerationErrors.NotOperator),
        Authorise { Against: { } user } when IsOperator(state, user) => Effects.Refuse(ModerationErrors.AgainstOperator(user)),
        Authorise => Effects.Done,
        Visit { By: var by } when !IsOperator(state, by) => Effects.TurnAway(ModerationErrors.NotOperator),
        GetExtent { By: var by } when !IsOperator(state, by) => Effects.Refuse(ModerationErrors.NotOperator),
        Visit visit => Effects.Show(
            new(FeedNames.Moderation, new ModerationState(FeedNames.Moderation, context.LastSeq(), state.Reports.Count), Since: 1),
            visit, context),
        GetExtent => Effect.Answer(new Extent(FeedNames.Moderation, Since: 1, context.LastSeq(), Ordinal: 0)),
        Act act when !IsOperator(state, act.By) => Effects.Refuse(ModerationErrors.NotOperator),
        Act act => Decide(state, act.By, act.Request),
        _ => throw Effects.NotFor(Ids.ModerationKind, command),
    };

    Effect Decide(Office office, string by, Request request) => request switch
    {
        GetReports => Effects.Reply(new ReportList(
            [.. office.Reports.Select(report => new ReportInfo(report.Number, report.User, report.By, report.At, report.Reason))])),
        DismissReports { Report: { } number } => office.Reports.Find(report => report.Number == number) is { } report
            ? Effect.Answer(new ReportIs(report.User, report.By))
            : Effects.Refuse(ModerationErrors.UnknownReport(number)),
        GrantRole grant when IsOperator(office, grant.User) => Effects.Refuse(ModerationErrors.HasRole(grant.User)),
        GrantRole when office.Operators.Count >= Office.MaxOperators =>
            Effects.Refuse(ModerationErrors.TooManyOperators(office.Operators.Count)),
        GrantRole grant => Change(Audit.Grant, by, grant.User, new RoleGranted(grant.Role, by)),
        RevokeRole revoke when IsNamed(revoke.User) => Effects.Refuse(ModerationErrors.NamedInSettings(revoke.User)),
        RevokeRole revoke when !IsOperator(office, revoke.User) => Effects.Refuse(ModerationErrors.HasNoRole(revoke.User)),
        RevokeRole revoke => Change(Audit.Revoke, by, revoke.User, new RoleRevoked(revoke.Role, by)),
        _ => throw Effects.NotFor(Ids.ModerationKind, request),
    };

    // Who loses the role is taken off the feed, after this last line.
    static Effect Change(string act, string by, string user, Event told) =>
        Effects.Commit(
            new EventDraft(new Audited(act, by, user, Detail: "operator"), Expels: act == Audit.Revoke ? Names.Fold(user) : null)) with
        {
            Letters = [Effects.Tell(user, told)],
        };

    bool IsOperator(Office office, string user) => IsNamed(user) || office.Operators.ContainsKey(Names.Fold(user));

    bool IsNamed(string user) => named.Any(name => Names.Same(name, user));
}

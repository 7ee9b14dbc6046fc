using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Users;

/// <summary>
/// A user: their account, the rooms and dialogues they are in, how far they have read, and what they want to say later. All
/// branching is here; the decisions are leaves.
/// </summary>
public sealed class UserBehaviour(UserOptions options) : IBehaviour<User>
{
    /// <inheritdoc/>
    public User Initial(EntityId self) => User.None;

    /// <inheritdoc/>
    public User Apply(User state, object committed, EventPlace place) => UserEvolution.Apply(state, committed, place);

    /// <inheritdoc/>
    public Effect Decide(User state, object command, CommandContext context) => command switch
    {
        HoldName hold => Holding.Hold(state.Name, state.Held, hold, context),
        CreateAccount when state.Held is { } held => Effects.Refuse(UserErrors.LooksLike(held.For)),
        CreateAccount create => Account.Create(state, create, context),
        Tell { Else: { Count: > 0 } others } tell when state.Name is null => Recording.PassOn(tell.Event, others[0], [.. others.Skip(1)]),
        Tell or FireSchedule when state.Name is null => Effect.None,
        _ when state.Name is null => Effects.Refuse(UserErrors.Unknown(context.Self.Name)),
        Tell tell => Recording.Record(state, tell.Event),
        GetCredentials => Account.Show(state, context),
        SetPassword set => Effects.Commit(new EventDraft(new PasswordChanged(set.Session, set.PasswordHash))),
        SetOneTimePassword set => Account.MakeOneTime(state, set, context),
        OpenSession or CheckToken when Policing.KeptOut(state, context.Now) is { } ban => Effects.Refuse(ban),
        OpenSession open => Account.Open(state, open, context),
        CheckToken check => Account.Check(state, check.TokenHash),
        CloseSession close => Account.Close(state, close),
        NoteSeen => Manners.See(state, options, context),
        GetSilence => Policing.Silence(state, context.Now) is { } silence ? Effects.Refuse(silence) : Effects.Done,
        DismissAccount dismiss => Policing.Dismiss(state, dismiss),
        BanAccount ban => Policing.Ban(state, ban, context),
        UnbanAccount unban => Policing.Unban(state, unban, context),
        GetName { For: { } who } when state.Ignores(who) => Effects.Refuse(UserErrors.NoDialogue(state.Name)),
        GetName => Effect.Answer(new NameIs(state.Name)),
        Visit { By: var by } when !Names.Same(by, state.Name) => Effects.TurnAway(UserErrors.NotYours(state.Name)),
        GetExtent { By: var by } when !Names.Same(by, state.Name) => Effects.Refuse(UserErrors.NotYours(state.Name)),
        Visit visit => Effects.Show(new(state.Feed!, Show(state, context), Since: 1), visit, context),
        GetExtent => Effect.Answer(new Extent(state.Feed!, Since: 1, context.LastSeq(), Ordinal: 0)),
        FireSchedule due => Scheduling.Fire(state, due.Schedule, context),
        GetReporter => Effect.Answer(Policing.ReporterOf(state)),
        ReportAccount report => Policing.Report(state, report, options, context),
        Act { Request: Ring ring } => Ringing.Decide(state, ring, context),
        Act act => Decide(state, act.Request, context),
        _ => throw Effects.NotFor(Ids.UserKind, command),
    };

    Effect Decide(User user, Request request, CommandContext context) => request switch
    {
        MarkRead read => Reading.MarkRead(user, read),
        GetSettings => Choosing.List(user),
        ChangeSetting change => Choosing.Change(user, change),
        GoAway away => Manners.Leave(user, away),
        ComeBack => Manners.Return(user),
        GetProfile => Manners.Show(user),
        IgnoreUser ignore => Manners.Ignore(user, ignore.User, options),
        UnignoreUser unignore => Manners.Unignore(user, unignore.User),
        SchedulePost post => Scheduling.Schedule(user, post, options, context),
        GetScheduled => Scheduling.List(user),
        CancelScheduled cancel => Scheduling.Cancel(user, cancel.Schedule),
        _ => throw Effects.NotFor(Ids.UserKind, request),
    };

    static UserState Show(User user, CommandContext context) => new(
        user.Feed!,
        context.LastSeq(),
        user.Name!,
        [.. user.Rooms.Of(Standing.In).Select(tie => tie.Name)],
        [.. user.Rooms.Of(Standing.Invited).Select(tie => tie.Name)],
        [.. user.Dialogues.Of(Standing.In).Select(tie => tie.Name)],
        Reading.All(user),
        user.Rooms.Of(Standing.Asked).Select(tie => tie.Name).ToList() is { Count: > 0 } asked ? asked : null,
        Reading.Calls(user))
    {
        Settings = user.Settings == new Preferences() ? null : user.Settings,
        Suspended = user.Conduct.SuspensionAt(context.Now) is { } penalty ? new Suspension(penalty.Until, penalty.Why) : null,
        Operator = user.IsOperator,
        Ignored = user.IgnoredNames(),
        Away = user.Away is not null,
    };
}

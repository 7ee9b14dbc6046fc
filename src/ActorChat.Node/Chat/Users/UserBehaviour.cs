using ActorChat.Actors;
using ActorChat.Actors.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Users;

/// <summary>
/// A user: their account, the rooms and dialogues they are in, and how far they have read. All branching is here; the decisions
/// are leaves.
/// </summary>
public sealed class UserBehaviour : IBehaviour<User>
{
    /// <inheritdoc/>
    public User Initial(EntityId self) => User.None;

    /// <inheritdoc/>
    public User Apply(User state, object committed, EventPlace place) => UserEvolution.Apply(state, committed, place.Seq);

    /// <inheritdoc/>
    public Effect Decide(User state, object command, CommandContext context) => command switch
    {
        CreateAccount create => Account.Create(state, create, context),
        Tell when state.Name is null => Effect.None,
        _ when state.Name is null => Effects.Refuse(UserErrors.Unknown(context.Self.Name)),
        Tell tell => Recording.Record(state, tell.Event),
        GetCredentials => Effect.Answer(new Credentials(state.Name, state.PasswordHash!)),
        OpenSession open => Account.Open(open),
        CheckToken check => Account.Check(state, check.TokenHash),
        CloseSession close => Account.Close(state, close.Session),
        GetName => Effect.Answer(new NameIs(state.Name)),
        Visit { By: var by } when !Names.Same(by, state.Name) => Effects.Refuse(UserErrors.NotYours(state.Name)),
        GetExtent { By: var by } when !Names.Same(by, state.Name) => Effects.Refuse(UserErrors.NotYours(state.Name)),
        Visit => Effect.Answer(new Visited(state.Feed!, Show(state, context), Since: 1)),
        GetExtent => Effect.Answer(new Extent(state.Feed!, Since: 1, context.LastSeq(), Ordinal: 0)),
        Act { Request: Ring ring } => Ringing.Decide(state, ring, context),
        Act { Request: MarkRead read } => Reading.MarkRead(state, read),
        _ => throw Effects.NotFor(Ids.UserKind, command),
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
        Reading.Calls(user));
}

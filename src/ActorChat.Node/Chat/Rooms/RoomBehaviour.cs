using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat.Talk;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>
/// A room. It does not exist until somebody creates it, and not any more once it is deleted; then anybody may create it anew,
/// while its journal goes on counting. Global exists from the first. All branching is here; the decisions are leaves.
/// </summary>
public sealed class RoomBehaviour(RoomOptions options) : IBehaviour<Room>
{
    /// <inheritdoc/>
    public Room Initial(EntityId self) => self == Ids.Global ? Room.Global : Room.None;

    /// <inheritdoc/>
    public Room Apply(Room state, object committed, EventPlace place) =>
        InviteEvolution.Apply(RoomEvolution.Apply(state, committed, place), committed, place);

    /// <inheritdoc/>
    public Effect Decide(Room state, object command, CommandContext context) => command switch
    {
        HoldName hold => Holding.Hold(state.Name, state.Held, hold, context),
        ReleaseName release => Holding.Release(state.Held, release),
        Act { Request: CreateRoom } when state.Held is { } held => Effects.Refuse(RoomErrors.LooksLike(held.For)),
        Act act when Founding.IsDue(state, options) => Waking(state, DecideFirst(state, act, context), context),
        Act act => Waking(state, Mentioning.In(state, act, Decide(state, act, context), context), context),
        ExpireDue expire => Expiring.Next(state.Log, state.Rules.Lifetime, expire, context),
        WithdrawFile gone => state.Name is null ? Effect.None : new Effect { Events = [new EventDraft(new FileGone(gone.Key))] },
        GetSpoken ask => state.Rules.SendLimit is null || state.Sends?.Of(ask.User) is not null ? Effects.Done
            : Effects.Refuse(RoomErrors.NotIn(state, ask.User)),
        Visit when state.Name is null => Effects.TurnAway(RoomErrors.Unknown(context.Self.Name)),
        GetExtent when state.Name is null => Effects.Refuse(RoomErrors.Unknown(context.Self.Name)),
        Visit visit => Visiting.Visit(Founding.IsDue(state, options) ? Founding.Found(state, options) : state, visit, context),
        GetExtent extent => Visiting.Extent(state, extent.By, context),
        PurgeNext purge => Purging.Next(purge, context),
        ExpireLink expire => Linking.Expire(state, expire.Id),
        AskIn ask => state.Name is null ? Effects.Refuse(LinkErrors.Unknown) : Asking.Ask(state, ask, options, context),
        MakeLink make => Decide(state, make, context),
        PostScheduled due => Waking(state, DecideDue(state, due, context), context),
        _ => throw Effects.NotFor(Ids.RoomKind, command),
    };

    Effect DecideFirst(Room state, Act act, CommandContext context) =>
        Founding.First(state, options, context, (room, then) => Mentioning.In(room, act, Decide(room, act, then), then));

    Effect DecideDue(Room state, PostScheduled due, CommandContext context) =>
        DuePost.Post(due, context, act => Decide(state, act, context));

    // What is said wakes the letter by which it will disappear.
    static Effect Waking(Room before, Effect effect, CommandContext context)
    {
        var lives = before.Rules.Lifetime is not null;
        foreach (var draft in effect.Events)
        {
            if (draft.Event is SettingChanged || (lives && draft.Event is Posted)) return Woken(before, effect, context);
        }
        return effect;
    }

    static Effect Woken(Room before, Effect effect, CommandContext context)
    {
        var seq = context.NextSeq;
        var after = effect.Events.Aggregate(
            before, (room, draft) => RoomEvolution.Apply(room, draft.Event, new EventPlace(seq++, context.Now)));
        return effect with { Letters = [.. effect.Letters, .. Expiring.Wake(
            before.Log.Living, after.Log.Living, after.Rules.Lifetime, context)] };
    }

    Effect Decide(Room room, Act act, CommandContext context) => act.Request switch
    {
        CreateRoom create => Creation.Create(room, act.By, create, context),
        Post post => Posting.Decide(
            room.Log, new Draft(act.By, post.Text, post.Key, post.File, act.File, act.Once),
                act.Silence ?? Speaking.Refusal(room, act.By, post.Room, context.Now), context),
        Comment or EditMessage or DeleteMessage or React =>
            Amending.Decide(room.Log, act, Speaking.StandingOf(room, act, context.Now), context),
        _ when room.Name is null => Effects.Refuse(RoomErrors.Unknown(NameIn(act.Request) ?? context.Self.Name)),
        _ when room.IsGlobal && NotForGlobal(act.Request) is { } refusal => Effects.Refuse(refusal),
        SetRoom or SetTopic or Pin or Unpin or Mute or Unmute when room.IsGlobal && !act.AsOperator =>
            Effects.Refuse(RoomErrors.OperatorsOnly),
        DeleteRoom or AddUser or RemoveUser or GetLinks or RevokeLink or GetRequests or Approve or Deny or SetRoom or SetTopic or Pin
            or Unpin or MakeAdmin or Mute or Unmute when !room.IsRuledBy(act) => Effects.Refuse(RoomErrors.NotAdmin(room, act.By)),
        DeleteRoom { Confirm: false } when room.Log.Ordinal > 0 || room.Roster.Count > 1 => Effects.Refuse(RoomErrors.ConfirmDelete(room)),
        DeleteRoom => Creation.Delete(room, act.By, context),
        AddUser add => Inviting.Add(room, act.By, add.User, options, context),
        RemoveUser remove => Inviting.Remove(room, act.By, remove.User, options, context),
        GetLinks => Linking.List(room, context),
        RevokeLink revoke => Linking.Revoke(room, act.By, revoke.Link),
        GetRequests => Asking.List(room),
        Approve approve => Asking.Approve(room, act.By, approve.User, options, context),
        Deny deny => Asking.Deny(room, act.By, deny.User, options, context),
        SetTopic or Pin or Unpin or MakeAdmin or Mute or Unmute => Ruling.Decide(room, act, context),
        SetRoom set => Setting.Change(room, act.By, set, options),
        JoinRoom => Membership.Join(room, act.By, options, context),
        LeaveRoom { Confirm: false } when room.Roster.HasOnly(act.By) && room.Log.Ordinal > 0 =>
            Effects.Refuse(RoomErrors.ConfirmLeave(room)),
        LeaveRoom => Membership.Leave(room, act.By, context),
        Who => Visiting.Who(room, act.By),
        _ => throw Effects.NotFor(Ids.RoomKind, act),
    };

    Effect Decide(Room room, MakeLink make, CommandContext context) => room switch
    {
        { Name: null } => Effects.Refuse(RoomErrors.Unknown(make.Room)),
        { IsGlobal: true } => Effects.Refuse(RoomErrors.Global("be invited to")),
        _ when !room.Roster.HasAdmin(make.By) => Effects.Refuse(RoomErrors.NotAdmin(room, make.By)),
        _ => Linking.Make(room, make, options, context),
    };

    static Error? NotForGlobal(Request request) => request switch
    {
        DeleteRoom => RoomErrors.Global("delete"),
        AddUser => RoomErrors.Global("be added to"),
        RemoveUser => RoomErrors.Global("be removed from"),
        JoinRoom => RoomErrors.Global("join"),
        LeaveRoom => RoomErrors.Global("leave"),
        GetLinks or RevokeLink or GetRequests or Approve or Deny => RoomErrors.Global("be invited to"),
        MakeAdmin => RoomErrors.Global("be admin of"),
        _ => null,
    };

    static string? NameIn(Request request) => request switch
    {
        DeleteRoom delete => delete.Room,
        AddUser add => add.Room,
        RemoveUser remove => remove.Room,
        JoinRoom join => join.Room,
        LeaveRoom leave => leave.Room,
        SetRoom set => set.Room,
        SetTopic topic => topic.Room,
        Pin pin => pin.Room,
        Unpin unpin => unpin.Room,
        MakeAdmin make => make.Room,
        Mute mute => mute.Room,
        Unmute unmute => unmute.Room,
        Who who => who.Room,
        GetLinks links => links.Room,
        GetRequests requests => requests.Room,
        Approve approve => approve.Room,
        Deny deny => deny.Room,
        _ => null,
    };
}

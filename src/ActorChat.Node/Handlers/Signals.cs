using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>What is told along a feed and not stored.</summary>
static class Signals
{
    /// <summary>Tells those who follow the feed now, if the caller may follow it.</summary>
    public static async Task<Reply> Signal(this ChatServices chat, ICaller caller, EntityId feed, Func<string, Notice> notice)
    {
        if (await caller.NameOf(feed) is not { } name) return Refusals.NotFollowed;
        if (caller.MaySignal) chat.Actors.Relays.Signal(feed, Frames.Notice(notice(name)));
        return new Done();
    }
}

using System.Collections.Immutable;
using ActorChat.Messages;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Screen;

/// <summary>What others tell that is not stored.</summary>
static class Overheard
{
    // A little longer than the pause between two signals of somebody who goes on.
    static readonly TimeSpan TypingLife = TimeSpan.FromSeconds(5);

    // Clients say it every minute; one that was cut off says nothing more.
    static readonly TimeSpan ViewLife = TimeSpan.FromMinutes(2.5);

    // More typing at the same time is a crowd.
    const int MaxTyping = 50;

    /// <summary>A signal came.</summary>
    public static AppModel Take(AppModel model, Notice signal) => signal switch
    {
        Typing typing => Typing(model, FeedName.Key(typing.Feed), Texts.CleanLine(typing.User)),
        DraftShared draft when draft.Session != model.Session => Drafts.Changed(model, FeedName.Key(draft.Feed), Texts.Clean(draft.Text)),
        ViewShared view when view.Session != model.Session => model with
        {
            Peers = model.Peers with { Views = model.Peers.Views.SetItem(
                view.Session, (view.Feed is null ? AppModel.Home : FeedName.Key(view.Feed), model.Now)) },
        },
        _ => model,
    };

    /// <summary>A session of the user's has ended: it looks at nothing any more.</summary>
    public static AppModel Closed(AppModel model, string session) =>
        model with { Peers = model.Peers with { Views = model.Peers.Views.Remove(session) } };

    /// <summary>Who has sent something has finished typing it.</summary>
    public static Peers Arrived(Peers peers, string key, string user) => peers.Typing.TryGetValue(key, out var typing)
        ? peers with { Typing = peers.Typing.SetItem(key, typing.Remove(Texts.CleanLine(user))) }
        : peers;

    /// <summary>Without what was too long ago.</summary>
    public static Peers Expire(Peers peers, DateTimeOffset now)
    {
        if (peers.Typing.Values.Any(room => room.Values.Any(until => until < now)))
        {
            peers = peers with { Typing =
                peers.Typing.ToImmutableDictionary(room => room.Key,
                room => room.Value.RemoveRange(room.Value.Where(one => one.Value < now).Select(one => one.Key)), StringComparer.Ordinal) };
        }
        var old = peers.Views.Where(view => now - view.Value.At > ViewLife).Select(view => view.Key).ToList();
        return old.Count > 0 ? peers with { Views = peers.Views.RemoveRange(old) } : peers;
    }

    /// <summary>Who is typing in the room in view, in words; null when nobody is.</summary>
    public static string? Sentence(AppModel model) => model.Peers.Typing.GetValueOrDefault(model.View)?.Keys.ToList() switch
    {
        null or [] => null,
        [var one] => $"{one} is typing…",
        [var one, var other] => $"{one} and {other} are typing…",
        _ => "several people are typing…",
    };

    /// <summary>Whether another client of the user's has this in view.</summary>
    public static bool IsInView(AppModel model, string key) =>
        key != AppModel.Home && model.Peers.Views.Values.Any(view => view.Key == key);

    static AppModel Typing(AppModel model, string key, string user)
    {
        if (!model.Chat.Feeds.ContainsKey(key) || (model.Chat.Me is { } me && Names.Same(me, user)) || model.Chat.Ignores(user))
        {
            return model;
        }
        var typing = model.Peers.Typing.GetValueOrDefault(key)
            ?? ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.OrdinalIgnoreCase);
        if (typing.Count >= MaxTyping && !typing.ContainsKey(user)) return model;
        return model with { Peers = model.Peers with { Typing = model.Peers.Typing.SetItem(
            key, typing.SetItem(user, model.Now + TypingLife)) } };
    }
}

using ActorChat.Actors.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>Those whom a message names hear of it, if they can read it.</summary>
static class Mentioning
{
    /// <summary>The effect, with a letter to each.</summary>
    public static Effect In(Room room, Effect effect, CommandContext context)
    {
        if (!effect.Events.Any(draft => TextOf(draft).Text.Contains(Mentions.Mark, StringComparison.Ordinal))) return effect;
        List<LetterDraft> letters = [];
        for (var i = 0; i < effect.Events.Count; i++)
        {
            var (by, text) = TextOf(effect.Events[i]);
            var seq = context.NextSeq + i;
            letters.AddRange(Mentions.In(text)
                .Where(name => !Names.Same(name, by) && room.Holds(name) && !IsTold(effect, name))
                .Select(name => Effects.Tell(name, new Mentioned(room.Feed!, seq, by))));
        }
        return letters.Count == 0 ? effect : effect with { Letters = [.. effect.Letters, .. letters] };
    }

    static (string By, string Text) TextOf(EventDraft draft) => draft.Event switch
    {
        Posted posted => (posted.By, posted.Text),
        Commented comment => (comment.By, comment.Text),
        _ => ("", ""),
    };

    // The author of a message that is commented on hears of that already.
    static bool IsTold(Effect effect, string name) => effect.Letters.Any(letter => letter.To == Ids.User(name));
}

using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>Those whom a message names hear of it, if they can read it.</summary>
static class Mentioning
{
    /// <summary>The effect, with a letter to each.</summary>
    public static Effect In(Room room, Effect effect, CommandContext context)
    {
        List<LetterDraft> letters = [];
        for (var i = 0; i < effect.Events.Count; i++)
        {
            var (by, text) = effect.Events[i].Event switch
            {
                Posted posted => (posted.By, posted.Text),
                Commented comment => (comment.By, comment.Text),
                _ => ("", ""),
            };
            foreach (var name in Mentions.In(text))
            {
                if (Names.Same(name, by) || !room.Holds(name) || IsTold(effect, name)) continue;
                letters.Add(Effects.Tell(name, new Mentioned(room.Feed!, context.NextSeq + i, by)));
            }
        }
        return letters.Count == 0 ? effect : effect with { Letters = [.. effect.Letters, .. letters] };
    }

    // The author of a message that is commented on hears of that already.
    static bool IsTold(Effect effect, string name) => effect.Letters.Any(letter => letter.To == Ids.User(name));
}

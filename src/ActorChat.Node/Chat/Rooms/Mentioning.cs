using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>
/// Those whom a message names hear of it, if they can read it; and that it is over when the message goes, or names them no more.
/// </summary>
static class Mentioning
{
    /// <summary>The effect, with a letter to each.</summary>
    public static Effect In(Room room, Act act, Effect effect, CommandContext context)
    {
        List<LetterDraft> letters = [];
        for (var i = 0; i < effect.Events.Count; i++)
        {
            letters.AddRange(effect.Events[i].Event switch
            {
                Posted posted => Called(room, effect, posted.By, posted.Text, context.NextSeq + i),
                Commented comment => Called(room, effect, comment.By, comment.Text, context.NextSeq + i),
                Edited edited => Over(room, act, edited.Message, edited.Text),
                MessageDeleted deleted => Over(room, act, deleted.Message, ""),
                _ => [],
            });
        }
        return letters.Count == 0 ? effect : effect with { Letters = [.. effect.Letters, .. letters] };
    }

    // Hardly a message names anybody.
    static IEnumerable<LetterDraft> Called(Room room, Effect effect, string by, string text, long seq) =>
        text.Contains('@', StringComparison.Ordinal) ? CalledIn(room, effect, by, text, seq) : [];

    static IEnumerable<LetterDraft> CalledIn(Room room, Effect effect, string by, string text, long seq)
    {
        var told = new Mentioned(room.Feed!, seq, by);
        foreach (var names in Meant(room, text))
        {
            if (!Names.Same(names[0], by) && !IsTold(effect, names[0])) yield return new LetterDraft(Ids.User(names[0]), Tell(told, names));
        }
    }

    // Whoever was called by what the message said, and is not by what it says now.
    static IEnumerable<LetterDraft> Over(Room room, Act act, long message, string text)
    {
        var (by, old) = act.Message?.Message switch
        {
            Posted posted => (posted.By, posted.Text),
            Commented comment => (comment.By, comment.Text),
            _ => ("", ""),
        };
        var over = new CallWithdrawn(room.Feed!, message);
        var still = Meant(room, text).Select(names => Names.Fold(names[0])).ToHashSet();
        foreach (var names in Meant(room, old))
        {
            if (!Names.Same(names[0], by) && !still.Contains(Names.Fold(names[0])))
            {
                yield return new LetterDraft(Ids.User(names[0]), Tell(over, names));
            }
        }
        // The author of the message that a comment hangs under was called by the comment.
        if (text.Length == 0 && act.Message?.Under?.Message is Posted under && !Names.Same(under.By, by))
        {
            yield return Effects.Tell(under.By, over);
        }
    }

    // A room knows its members. Everyone is in Global: there the names are tried one after the other, each at the user who would have it.
    static IEnumerable<IReadOnlyList<string>> Meant(Room room, string text) => room.IsGlobal
        ? Mentions.In(text)
        : Mentions.In(text, room.Holds).Select(name => (IReadOnlyList<string>)[name]);

    static Tell Tell(Event told, IReadOnlyList<string> names) => new(told, names.Count == 1 ? null : [.. names.Skip(1)]);

    // The author of a message that is commented on hears of that already.
    static bool IsTold(Effect effect, string name) => effect.Letters.Any(letter => letter.To == Ids.User(name));
}

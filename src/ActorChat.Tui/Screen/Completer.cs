using System.Collections.Immutable;
using ActorChat.Messages;
using ActorChat.Tui.Commands;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Screen;

/// <summary>What the word before the cursor is an argument of.</summary>
/// <param name="Kind">What is expected; null in plain text, where a user may be meant.</param>
/// <param name="Command">The command, once it is certain.</param>
/// <param name="Start">Where the word begins.</param>
/// <param name="Word">The word so far.</param>
sealed record CompletionPlace(ArgumentKind? Kind, CommandSpec? Command, int Start, string Word);

/// <summary>What Tab offers. Pure: paths and names that are not known here are asked for by the caller.</summary>
static class Completer
{
    /// <summary>Where the cursor stands.</summary>
    public static CompletionPlace Place(Editor editor)
    {
        var before = editor.Text[..editor.Cursor];
        if (!before.StartsWith('/') || before.StartsWith("//", StringComparison.Ordinal)) return InText(before);
        var space = before.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0) return new CompletionPlace(ArgumentKind.Command, null, 0, before);
        if (CommandTable.Find(before[1..space]) is not { } command) return InText(before);
        return InArguments(command, before, space + 1);
    }

    /// <summary>What fits there, of what is known.</summary>
    public static IReadOnlyList<string> Candidates(AppModel model, CompletionPlace place) => place.Kind switch
    {
        ArgumentKind.Command =>
            [.. Fitting(CommandTable.All.Select(command => command.Name), place.Word.TrimStart('/'))
            .Select(name => WithSlash(place, name))],
        ArgumentKind.Room when IsToEnter(place) => Fitting(Enterable(model), place.Word),
        ArgumentKind.Room => Fitting(Rooms(model), place.Word),
        ArgumentKind.MessageNumber => Fitting(Numbers(model, place.Command?.Name is "edit" or "delete"), place.Word.TrimStart('#')),
        ArgumentKind.User => Fitting(Users(model), place.Word),
        ArgumentKind.Target =>
            place.Word.StartsWith('@') ? [.. Fitting(Users(model), place.Word[1..]).Select(user => "@" + user)]
            : Fitting(Rooms(model), place.Word),
        ArgumentKind.Preference => Fitting([.. PeopleCommands.SettingNames, PeopleCommands.Mouse], place.Word),
        ArgumentKind.OnOff => Fitting(["on", "off"], place.Word),
        ArgumentKind.Role => Fitting(["operator"], place.Word),
        ArgumentKind.RoomType => Fitting(RoomTypeArgument.Choices, place.Word),
        ArgumentKind.Setting => Fitting(RoomSettings.AllNames, place.Word),
        ArgumentKind.FileKey => Fitting(FileKeys(model), place.Word),
        null or ArgumentKind.Message when place.Word.StartsWith('@') =>
            [.. Fitting(Users(model), place.Word[1..]).Select(name => "@" + name)],
        null or ArgumentKind.Message when place.Word.Length > 0 => Fitting(Users(model), place.Word),
        _ => [],
    };

    /// <summary>Whether the node knows better what fits there: rooms that one may enter, unless one was invited to just one such.</summary>
    public static bool AsksFirst(AppModel model, CompletionPlace place) =>
        IsToEnter(place) && model.Chat.Me is not null && Fitting(model.Chat.Invitations.Values, place.Word) is var invited
            && (place.Word.Length == 0 || invited.Length != 1);

    static bool IsToEnter(CompletionPlace place) => place is { Kind: ArgumentKind.Room, Command.Name: "join_room" };

    static string WithSlash(CompletionPlace place, string name) => place.Start == 0 || place.Word.StartsWith('/') ? $"/{name}" : name;

    static CompletionPlace InText(string before)
    {
        var start = before.LastIndexOfAny([' ', '\n']) + 1;
        return new CompletionPlace(null, null, start, before[start..]);
    }

    static CompletionPlace InArguments(CommandSpec command, string before, int start)
    {
        for (var index = 0; ; index++)
        {
            var argument = index < command.Arguments.Count ? command.Arguments[index] : null;
            var space = before.IndexOf(' ', start);
            if (argument is { TakesRest: true, Kind: ArgumentKind.Path } || space < 0)
            {
                var kind = KindOf(command, argument, index, before[start..]);
                return new CompletionPlace(kind, command, start, before[start..]);
            }
            if (argument is { TakesRest: true }) return InText(before) with { Kind = ArgumentKind.Message, Command = command };
            start = space + 1;
        }
    }

    // The first argument of /history is a number or a room.
    static ArgumentKind KindOf(CommandSpec command, ArgumentSpec? argument, int index, string word)
    {
        if (argument is null) return ArgumentKind.Text;
        return argument.Kind == ArgumentKind.Count && index + 1 < command.Arguments.Count && !word.Any(char.IsAsciiDigit)
            ? command.Arguments[index + 1].Kind
            : argument.Kind;
    }

    static IEnumerable<string> Rooms(AppModel model) =>
        model.Chat.Order.Select(key => model.Chat.Feeds[key]).Where(feed => !feed.IsDialogue).Select(feed => feed.Title)
            .Concat(model.Chat.Invitations.Values)
            .Concat(model.KnownRooms);

    static IEnumerable<string> Enterable(AppModel model) =>
        model.Chat.Invitations.Values.Concat(model.KnownRooms)
            .Where(room => !model.Chat.Feeds.ContainsKey(FeedName.Key(FeedName.Room(room))));

    // The newest first; of one's own where only those can be meant.
    static IEnumerable<string> Numbers(AppModel model, bool own) =>
        (model.TimelineInView?.Lines.Reverse().OfType<MessageLine>() ?? [])
            .Where(line => !own || (model.Chat.Me is { } me && Names.Same(me, line.By)))
            .Select(line => line.Seq.ToString(System.Globalization.CultureInfo.InvariantCulture));

    static IEnumerable<string> Users(AppModel model) =>
        (model.InView is { } feed ? feed.Online.Values.Concat(feed.Members.Values) : [])
            .Concat(model.Chat.Feeds.Values.Where(other => other.IsDialogue).Select(other => other.Title))
            .Concat(model.Chat.Feeds.Values.SelectMany(other => other.Requests.Values))
            .Concat(model.KnownUsers)
            .Where(user => model.Chat.Me is null || !Names.Same(user, model.Chat.Me));

    static IEnumerable<string> FileKeys(AppModel model) =>
        model.InView?.Timeline.Lines.Reverse().OfType<MessageLine>().Select(line => line.File?.Key).OfType<string>() ?? [];

    static ImmutableArray<string> Fitting(IEnumerable<string> names, string word) =>
        [.. names.Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).DistinctBy(Names.Fold)];
}

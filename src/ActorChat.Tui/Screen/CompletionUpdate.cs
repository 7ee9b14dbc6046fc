using ActorChat.Messages;
using ActorChat.Tui.Commands;

namespace ActorChat.Tui.Screen;

/// <summary>Tab: the first press completes what is certain and shows the choices, further ones go through them.</summary>
static class CompletionUpdate
{
    /// <summary>Tab (1) or Shift+Tab (-1).</summary>
    public static (AppModel, IReadOnlyList<Effect>) Tab(AppModel model, int step)
    {
        if (Drafts.TakeUp(model) is { } taken) return (taken, []);
        if (model.Completion is { Candidates.Count: > 1 } running) return (Cycle(model, running, step), []);
        var place = Completer.Place(model.Editor);
        if (place.Kind == ArgumentKind.Path) return (model, [new ListPaths(place.Word)]);
        // Rooms that one is not in are known to the node.
        if (Completer.AsksFirst(model, place)) return (model with { Completion = null }, Lookup(model, place));
        var candidates = Completer.Candidates(model, place);
        var ask = candidates.Count == 0 ? Lookup(model, place) : [];
        return (Offer(model, place, candidates), ask);
    }

    /// <summary>Names or paths that were asked for are there.</summary>
    public static AppModel Found(AppModel model, IReadOnlyList<string>? paths = null)
    {
        var place = Completer.Place(model.Editor);
        if (paths is not null && place.Kind != ArgumentKind.Path) return model;
        return Offer(model, place, paths ?? Completer.Candidates(model, place));
    }

    static AppModel Offer(AppModel model, CompletionPlace place, IReadOnlyList<string> candidates)
    {
        if (candidates.Count == 0) return model with { Completion = null };
        if (candidates.Count == 1)
        {
            var only = candidates[0];
            var after = only.EndsWith('/') || place.Kind is ArgumentKind.Path ? "" : " ";
            return model with { Editor = model.Editor.ReplaceBack(place.Start, only + after), Completion = null };
        }
        var common = Common(candidates);
        var editor = common.Length > place.Word.Length ? model.Editor.ReplaceBack(place.Start, common) : model.Editor;
        return model with { Editor = editor, Completion = new Completion(place.Start, candidates, -1) };
    }

    static AppModel Cycle(AppModel model, Completion running, int step)
    {
        var count = running.Candidates.Count;
        var index = running.Index < 0 ? (step > 0 ? 0 : count - 1) : (running.Index + step + count) % count;
        return model with { Editor = model.Editor.ReplaceBack(running.Start, running.Candidates[index]),
            Completion = running with { Index = index } };
    }

    static IReadOnlyList<Effect> Lookup(AppModel model, CompletionPlace place) => place switch
    {
        _ when model.Chat.Me is null => [],
        { Kind: ArgumentKind.User, Word.Length: > 0 } => [new AskNode(new FindUsers(place.Word), Purpose.FindNames)],
        _ when Completer.AsksFirst(model, place) =>
            [new AskNode(new FindRooms(place.Word.Length > 0 ? place.Word : null), Purpose.FindNames)],
        { Kind: ArgumentKind.Room, Word.Length: > 0 } => [new AskNode(new FindRooms(place.Word), Purpose.FindNames)],
        _ => [],
    };

    static string Common(IReadOnlyList<string> candidates)
    {
        var length = candidates.Min(candidate => candidate.Length);
        for (var at = 0; at < length; at++)
        {
            if (candidates.Any(candidate => char.ToLowerInvariant(candidate[at]) != char.ToLowerInvariant(candidates[0][at])))
            {
                return candidates[0][..at];
            }
        }
        return candidates[0][..length];
    }
}

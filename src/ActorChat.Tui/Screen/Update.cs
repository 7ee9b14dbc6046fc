using ActorChat.Tui.Files;

namespace ActorChat.Tui.Screen;

/// <summary>The model after something happened, and what is to be done. Pure: the same model and message always give the same.</summary>
static class Update
{
    static readonly TimeSpan NoticeLife = TimeSpan.FromSeconds(12);

    /// <summary>One step.</summary>
    public static (AppModel Model, IReadOnlyList<Effect> Effects) Step(AppModel model, Msg msg)
    {
        var (next, effects) = Take(model, msg);
        return (next.Panel is not null && model.Panel is null ? next with { PanelSince = next.InView?.Ordinal ?? 0 } : next, effects);
    }

    static (AppModel Model, IReadOnlyList<Effect> Effects) Take(AppModel model, Msg msg) => msg switch
    {
        KeyPressed pressed => Press(model with { LastKey = model.Now }, pressed),
        Resized size => (model with { Size = (size.Width, size.Height) }, [new Redraw()]),
        Clicked click => MouseUpdate.Click(model with { LastKey = model.Now, Notice = null }, click),
        Wheeled wheeled => MouseUpdate.Wheel(model with { LastKey = model.Now }, wheeled),
        EndAsked => (model, [new Exit()]),
        StopAsked => (model, [new Suspend()]),
        Ticked ticked => Tick(model, ticked.Now),
        FromClient told => ClientUpdate.Take(model, told.Happened),
        Answered answered => AnswerUpdate.Take(model, answered.Asked, answered.Reply),
        TransferMoved moved => (model with { Transfer = moved.Progress }, []),
        TransferEnded ended => Ended(model with { Transfer = null }, ended),
        PathsListed listed =>
            (listed.Prefix == Completer.Place(model.Editor).Word ? CompletionUpdate.Found(model, listed.Paths) : model, []),
        LocalNote note => (model.Say(note.Text), []),
        _ => (model, []),
    };

    static (AppModel, IReadOnlyList<Effect>) Tick(AppModel model, DateTimeOffset now)
    {
        model = model with { Now = now };
        if (model.Notice is { } notice && now - notice.At > NoticeLife) model = model with { Notice = null };
        if (model.QuitUntil < now) model = model with { QuitUntil = null };
        (model, var rings) = Ringing.Ask(model);
        (model, var reads) = Reading.Tell(model);
        (model, var sharing) = Sharing.Tick(model);
        return (model, [.. reads, .. rings, .. sharing]);
    }

    static (AppModel, IReadOnlyList<Effect>) Press(AppModel model, KeyPressed pressed)
    {
        var (next, effects) = KeyUpdate.Press(model, pressed.Key);
        var (told, sharing) = Sharing.Pressed(model, next);
        return (told, sharing.Count == 0 ? effects : [.. effects, .. sharing]);
    }

    static (AppModel, IReadOnlyList<Effect>) Ended(AppModel model, TransferEnded ended) => ended.Result switch
    {
        Uploaded upload => (model.Say($"Published {upload.Name} under the key {upload.Key}"),
            [new PostMessage(ended.Private, ended.Target, upload.Name, upload.Key)]),
        Downloaded file => (model.Say($"Saved as {file.Path}, checksum right"), []),
        TransferFailed failed => (model.Say(failed.Sentence, error: true), []),
        _ => (model, []),
    };
}

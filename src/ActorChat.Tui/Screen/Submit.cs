using System.Collections.Immutable;
using ActorChat.Messages;
using ActorChat.Tui.Commands;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Screen;

/// <summary>Enter: what the line in the input bar does.</summary>
static class Submit
{
    public static (AppModel, IReadOnlyList<Effect>) Line(AppModel model)
    {
        var line = model.Editor.Text;
        var meant = CommandParser.Parse(line);
        if (meant is Nothing) return (model with { Editor = model.Editor.With("") }, []);
        if (meant is Wrong wrong) return (model.Say(wrong.ToString(), error: true), []);
        if (Reason(model, meant) is { } reason) return (model.Say(reason, error: true), []);
        return Questions.About(model, meant) is { } question
            ? (model with { Question = new Question(question, meant, line), Notice = null }, [])
            : Enter(model, meant);
    }

    /// <summary>Does it: the line in the input bar has been taken.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Enter(AppModel model, Input meant)
    {
        var line = model.Editor.Text;
        var entered = model with
        {
            Editor = new Editor(Killed: model.Editor.Killed),
            History = Secrets.In(line) ? model.History.Reset() : model.History.Add(line),
            Notice = null,
            Selected = null,
        };
        var (next, effects) = Do(entered, meant);
        // A message that waits for a connection stands in its room; a question would be seen nowhere.
        var waits = model.Link.State is LinkState.Connecting or LinkState.Waiting && effects.OfType<AskNode>().Any();
        return (waits ? next.Say("There is no connection yet: this is asked as soon as there is one.") : next, effects);
    }

    // Why it cannot be done now: then the line stays in the input bar.
    static string? Reason(AppModel model, Input meant)
    {
        if (meant is SayHere or PublishFile && model.InView is null)
        {
            return model.Chat.Me is null
                ? "You are not logged in: /login <username> <password>, or /register <username> <password>."
                : "This view is your own actions: choose a room first (Alt+1, or /room <name>).";
        }
        var text = meant switch { SayHere say => say.Text, Say say => say.Text, SayPrivately say => say.Text, SayUnder say => say.Text,
            SendAt send => send.Text, _ => "" };
        return text.Length > (model.Limits?.MaxTextChars ?? ProtocolLimits.MaxTextChars)
            ? $"The message has {text.Length} characters; the limit is {model.Limits?.MaxTextChars ?? ProtocolLimits.MaxTextChars}."
            : null;
    }

    static (AppModel, IReadOnlyList<Effect>) Do(AppModel model, Input meant) => meant switch
    {
        Quit => (model, [new Exit()]),
        Ask ask => (Expecting(model, ask.Request), [new AskNode(ask.Request)]),
        SayHere say when model.Thread is { } thread =>
            (model.WithPane(model.PaneInView with { Bottom = null }),
                [new PostComment(new MessagePlace(model.InView!.Feed, model.InView.Title, thread.Root), say.Text)]),
        SayHere say => Here(model, (isPrivate, target) => new PostMessage(isPrivate, target, say.Text)),
        Say say => (model, [new PostMessage(false, say.Room, say.Text)]),
        SayPrivately say => (model, [new PostMessage(true, say.User, say.Text)]),
        SendAt send => Later(model, send),
        ShowHistory show => (model, [new AskNode(new GetHistory(FeedOf(model, show.Room), null, show.Count))]),
        ShowMembers { Room: { } room } => (model, [new AskNode(new Who(room))]),
        ShowMembers => model.InView is { IsDialogue: false } feed
            ? (model, [new AskNode(new Who(feed.Title))])
            : (model.Say("No room is in view: /who <room>", error: true), []),
        OnMessage on => Threads.Do(model, on),
        ShowSettings show => (Settings(model, show.Room), []),
        SearchFor search => (model, [new AskNode(SearchArguments.ToRequest(search, name => model.Chat.Find(name)?.Feed))]),
        SwitchTo to => Switching.Named(model, to.Name),
        ShowHelp help => (Help(model, help.Command), []),
        PublishFile publish =>
            Here(Begun(model, publish.Path, upload: true),
            (isPrivate, target) => new UploadFile(publish.Path, model.Limits?.MaxFileBytes, isPrivate, target)),
        TrustIt trust => (model with { Stranger = null }, [new AcceptCertificate(trust.Stranger)]),
        LoadFile load => (Begun(model, load.Key, upload: false), [new DownloadFile(load.Key, load.Path)]),
        UseMouse mouse => (model.Say(MouseSentence(mouse.On)), [new ListenToMouse(mouse.On)]),
        _ => (model, []),
    };

    // Its size is known when it moves.
    static AppModel Begun(AppModel model, string name, bool upload) =>
        model with { Transfer = new Files.TransferProgress(Texts.CleanLine(name.TrimEnd('/').Split('/')[^1]), upload, 0, -1) };

    static string MouseSentence(bool on) =>
        on ? "Clicks and the wheel are the client's; Shift marks text." : "Clicks, the wheel and marking text are the terminal's own.";

    static (AppModel, IReadOnlyList<Effect>) Later(AppModel model, SendAt send) =>
        SendAtArguments.Ask(send, model.Now, model.Zone) is ({ } request, _)
        ? (model, [new AskNode(request)])
        : (model.Say(SendAtArguments.Ask(send, model.Now, model.Zone).Fault!, error: true), []);

    // What the user enters here comes into view here, and on no other client of theirs.
    static AppModel Expecting(AppModel model, Request request) => request switch
    {
        JoinRoom join => model with { Entering = join.Room },
        CreateRoom create => model with { Entering = create.Room },
        OpenDialogue open => model with { Entering = open.User },
        _ => model,
    };

    static (AppModel, IReadOnlyList<Effect>) Here(AppModel model, Func<bool, string, Effect> effect)
    {
        var feed = model.InView!;
        // Whoever writes wants to see it.
        return (model.WithPane(model.PaneInView with { Bottom = null }) with { Panel = null }, [effect(feed.IsDialogue, feed.Title)]);
    }

    static string? FeedOf(AppModel model, string? name)
    {
        if (name is null) return null;
        return model.Chat.Find(name)?.Feed ?? FeedName.Room(name);
    }

    static AppModel Settings(AppModel model, string room) =>
        model.Chat.Find(room) is { IsDialogue: false } feed
        ? model with { Panel = new Panel($"Rules of {feed.Title}", SettingText.Of(feed, model.Now, model.Zone)) }
        : model.Say($"You are not in the room {Texts.CleanLine(room)}.", error: true);

    static AppModel Help(AppModel model, string? command) => command?.TrimStart('/').ToLowerInvariant() switch
    {
        null => model with { Panel = new Panel("Help", HelpText.Sections(model.Chat.Operator).ToImmutableArray()) },
        "keys" => model with { Panel = new Panel("Keys", KeyText.Keys) },
        "signs" => model with { Panel = new Panel("Signs on the screen", KeyText.SignLines) },
        _ => Command(model, command),
    };

    static AppModel Command(AppModel model, string? command) => HelpText.For(command) is { } lines
        ? model with { Panel = new Panel($"Help: {command}", lines.ToImmutableArray()) }
        : model.Say(CommandParser.Parse("/" + command!.TrimStart('/')).ToString()!, error: true);
}

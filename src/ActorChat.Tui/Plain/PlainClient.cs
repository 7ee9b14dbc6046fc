using ActorChat.Messages;
using ActorChat.Tui.Commands;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Files;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Plain;

/// <summary>
/// The client without a screen: reads commands, a line each, and sends each when the one before is answered; prints events
/// and replies as they come. At the end of input it waits for what is outstanding, lingers, and is done.
/// </summary>
/// <param name="client">Disposed at the end.</param>
/// <param name="device">This process's name in the keys of its messages.</param>
/// <param name="printer">Where everything goes.</param>
/// <param name="downloads">The downloads folder.</param>
/// <param name="time">For waiting.</param>
/// <param name="invitation">The invite link that it was started with: the first login asks by it.</param>
/// <param name="waits">Look for a node for ever.</param>
/// <param name="yes">Do what destroys something without asking.</param>
/// <param name="runsCluster">The cluster ends with this client.</param>
sealed class PlainClient(
    ChatClient client, string device, IPrinter printer, string downloads, TimeProvider time, string? invitation = null, bool waits = false,
        bool yes = false, bool runsCluster = false)
{
    // After a login the states of all feeds follow; a node that never says "synced" must not stop the pipe.
    static readonly TimeSpan SyncTimeout = TimeSpan.FromSeconds(10);

    readonly Lock _lock = new();
    readonly Outcome _outcome = new();
    readonly Reach _reach = new(waits, time);
    readonly OwnReads _ownReads = new(time);
    string? _invitation = invitation;
    ChatState _chat = ChatState.LoggedOut;
    TaskCompletionSource? _synced;
    string _view = FeedName.Key(FeedName.Room(Names.Global));
    long? _maxFileBytes;

    /// <summary>The certificate for which nothing was done; null when that was not the reason.</summary>
    public Stranger? Refused => _reach.Refused;

    /// <summary>Runs until the input ends, or <c>/quit</c>; returns the exit code.</summary>
    public async Task<int> Run(TextReader input, TimeSpan linger, CancellationToken cancel)
    {
        using var reach = _reach;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel, reach.GivenUp);
        var printing = PrintAll();
        reach.Begin();
        try
        {
            await Work(input, linger, printing, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // A signal to end, or no node: what is left is said below.
        }
        if (reach.GivenUp.IsCancellationRequested && Refused is null) Fail(PlainSentences.NoNode);
        foreach (var sentence in _outcome.Unsent) Fail(sentence);
        await client.DisposeAsync();
        await printing;
        return Refused is null ? _outcome.ExitCode(reach.GivenUp.IsCancellationRequested) : ExitCodes.Untrusted;
    }

    async Task Work(TextReader input, TimeSpan linger, Task printing, CancellationToken cancel)
    {
        if (_invitation is not null) printer.Noted("You are invited: /login or /register, and your request goes to the room's admins.");
        // Neither input that does not come nor an answer that does not come holds off a signal to end.
        while (await input.ReadLineAsync(cancel).AsTask().WaitAsync(cancel) is { } line)
        {
            var meant = CommandParser.Parse(line);
            if (meant is Quit && MayLeave()) break;
            await (_outcome.UnderWay = Do(meant, cancel)).WaitAsync(cancel);
            // What came with the answer is printed, and known, before the next command is read.
            await Task.WhenAny(client.Mark(), printing);
            if (_ownReads.IsTime) await TellReads();
            if (printing.IsCompleted) break;
        }
        await TellReads().WaitAsync(cancel);
        if (LostByLeaving() is { } loss) printer.Noted(loss);
        if (linger > TimeSpan.Zero) await Task.WhenAny(Task.Delay(linger, time, cancel), printing);
    }

    // The end of input leaves in any case: nobody is there who could be asked.
    bool MayLeave()
    {
        if (yes || LostByLeaving() is not { } loss) return true;
        Fail($"{loss} {PlainSentences.LeaveAnyway}");
        return false;
    }

    string? LostByLeaving()
    {
        lock (_lock) return Departure.Loss(_chat, runsCluster, unsent: 0);
    }

    void Fail(string sentence)
    {
        _outcome.Refused();
        printer.Failed(sentence);
    }

    async Task PrintAll()
    {
        await foreach (var happened in client.Events.ReadAllAsync())
        {
            lock (_lock) Take(happened);
            if (printer.ShowsAll) printer.Happened(happened);
            else if (Shown(happened) is { } shown) printer.Happened(shown);
            if (happened is Marked marked) marked.Reached.TrySetResult();
        }
    }

    void Take(ClientEvent happened)
    {
        _outcome.Take(happened);
        if (happened is LinkChanged { Status: var link }) _reach.Take(link);
        if (happened is StrangerMet { Stranger: var stranger }) _reach.Refuse(stranger);
        if (happened is UserChanged or SessionLost)
        {
            _chat = ChatState.LoggedOut;
            _ownReads.Clear();
        }
        if (happened is not FrameIn { Frame: var frame }) return;
        if (frame is Hello hello) _maxFileBytes = hello.Limits.MaxFileBytes;
        if (frame is Synced) _synced?.TrySetResult();
        _chat = Fold.Apply(_chat, frame);
        if (frame is Posted { Feed: { } feed } posted && IsOwn(posted) && _chat.Unread(FeedName.Key(feed)) == 0)
        {
            _ownReads.Note(feed, posted);
        }
    }

    // Without the messages of users who are ignored, and with what can be done here.
    ClientEvent? Shown(ClientEvent happened) => happened switch
    {
        FrameIn { Frame: Event told } when _chat.Hides(told) => null,
        FrameIn { Frame: Error { Code: ErrorCodes.ConfirmNeeded } no } frame => frame with { Frame = PlainSentences.Confirm(no) },
        FrameIn { Frame: Reply reply } frame => frame with { Frame = _chat.Without(reply) },
        _ => happened,
    };

    bool IsOwn(Posted posted) => posted.Key.StartsWith(device + ":", StringComparison.Ordinal);

    async Task TellReads()
    {
        foreach (var mark in _ownReads.Take()) await client.Ask(mark, quiet: true);
    }

    async Task Do(Input meant, CancellationToken cancel)
    {
        switch (meant)
        {
            case Nothing: break;
            case Wrong wrong: Fail(wrong.ToString()); break;
            case Ask { Request: Register or Login } ask: await LogIn(ask.Request); break;
            case Ask ask: await Ask(ask.Request); break;
            case Say say: await Post(false, say.Room, say.Text); break;
            case SayPrivately say: await Post(true, say.User, say.Text); break;
            case SayHere say: await PostHere(say.Text); break;
            case SendAt send: await Later(send); break;
            case ShowHistory show: await History(show); break;
            case ShowMembers show: await Members(show.Room); break;
            case OnMessage on: await About(on); break;
            case ShowSettings show: Settings(show.Room); break;
            case SearchFor search: await Ask(SearchArguments.ToRequest(search, name => Find(name)?.Feed)); break;
            case SwitchTo to: await Switch(to.Name); break;
            case ShowHelp help: Help(help.Command); break;
            case UseMouse: Fail("There is no mouse without a screen."); break;
            case PublishFile publish: await Upload(publish.Path, cancel); break;
            case LoadFile load: await Download(load, cancel); break;
        }
    }

    async Task LogIn(Request request)
    {
        var synced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock) _synced = synced;
        if (await Ask(request) is not LoggedIn) return;
        await Task.WhenAny(synced.Task, Task.Delay(SyncTimeout, time));
        if (!_chat.Ignored.IsEmpty) await client.Ask(new GetUnread(), quiet: true);
        if (Interlocked.Exchange(ref _invitation, null) is { } link) await Ask(new JoinLink(link));
    }

    // What the client answers for itself is not among the frames.
    async Task<Reply> Ask(Request request)
    {
        var reply = await client.Ask(Destroying.Of(request)?.Asked(yes) ?? request);
        Report(reply);
        return reply;
    }

    async Task Post(bool isPrivate, string target, string text, string? file = null) =>
        Report(await client.Post(isPrivate, target, text, file));

    async Task Later(SendAt send)
    {
        var (request, fault) = SendAtArguments.Ask(send, time.GetUtcNow(), time.LocalTimeZone);
        if (request is null) Fail(fault!);
        else await Ask(request);
    }

    async Task PostHere(string text, string? file = null)
    {
        var (isPrivate, target) = Here();
        await Post(isPrivate, target, text, file);
    }

    (bool IsPrivate, string Target) Here()
    {
        lock (_lock) return _chat.Feeds.TryGetValue(_view, out var feed) ? (feed.IsDialogue, feed.Title) : (false, Names.Global);
    }

    async Task History(ShowHistory show)
    {
        var feed = show.Room is null ? null : Find(show.Room);
        if (feed is null && show.Room is ['@', .. var with])
        {
            Fail(PlainSentences.NotOpen(with));
            return;
        }
        var name = show.Room is null ? null : feed?.Feed ?? FeedName.Room(show.Room);
        if (await Ask(new GetHistory(name, null, show.Count)) is HistoryPage { Events: [.., Posted last] } page && show.Room is not null)
        {
            await client.Ask(new MarkRead(page.Feed, last.Seq, last.Ordinal), quiet: true);
        }
    }

    FeedState? Find(string name)
    {
        lock (_lock) return _chat.Find(name);
    }

    async Task Members(string? room)
    {
        var (isPrivate, target) = Here();
        if (room is null && isPrivate) Fail($"In view is the private chat with {target}: name a room.");
        else await Ask(new Who(room ?? target));
    }

    async Task Switch(string name)
    {
        FeedState? feed;
        lock (_lock)
        {
            var key = _chat.KeyOf(name);
            feed = key is null ? null : _chat.Feeds[key];
            _view = key ?? _view;
        }
        if (feed is null) Fail(FeedName.Nowhere(name));
        else printer.Noted($"in view: {feed.Title}");
        if (feed is { Ordinal: > 0 }) await client.Ask(new MarkRead(feed.Feed, feed.Seq, feed.Ordinal), quiet: true);
    }

    async Task About(OnMessage meant)
    {
        MessagePlace? place;
        lock (_lock) place = MessagePlace.Of(_chat, meant.Name, _view);
        if (place is null) Fail(MessagePlace.Nowhere(meant.Name));
        else if (meant is SayUnder say) Report(await client.Comment(place, say.Text));
        else await Ask(place.Ask(meant)!);
    }

    // The node's own answers are printed as they come.
    void Report(Reply reply)
    {
        if (reply is Error { Re: 0 } local) Fail(local.Message);
    }

    void Settings(string room)
    {
        if (Find(room) is { IsDialogue: false } feed) printer.Listed(SettingText.Of(feed, time.GetUtcNow(), time.LocalTimeZone));
        else Fail($"You are not in the room {room}: /join_room {room} to enter it.");
    }

    void Help(string? command)
    {
        if (HelpText.For(command) is { } lines) printer.Listed(lines);
        else Fail(CommandParser.Parse("/" + command!.TrimStart('/')).ToString()!);
    }

    async Task Upload(string path, CancellationToken cancel)
    {
        var result = await new Uploader(AskPatiently, printer.Progressed).Run(path, _maxFileBytes, cancel);
        if (result is TransferFailed failed) Fail(failed.Sentence);
        if (result is not Uploaded upload) return;
        printer.Transferred(upload);
        await PostHere(upload.Name, upload.Key);
    }

    Task<Reply> AskPatiently(Request request) => new Patience(asked => client.Ask(asked, quiet: true), time).Ask(request);

    async Task Download(LoadFile load, CancellationToken cancel)
    {
        var result = await new Downloader(AskPatiently, printer.Progressed).Run(load.Key, load.Path, downloads, cancel);
        if (result is TransferFailed failed) Fail(failed.Sentence);
        else printer.Transferred(result);
    }
}

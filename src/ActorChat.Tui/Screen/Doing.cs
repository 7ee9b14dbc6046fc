using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Files;
using ActorChat.Tui.Terminal;

namespace ActorChat.Tui.Screen;

/// <summary>Does what <see cref="Update"/> wants done outside of the model; what comes of it comes back as a message.</summary>
/// <param name="client">The connection.</param>
/// <param name="screen">The terminal.</param>
/// <param name="downloads">Where files go.</param>
/// <param name="trust">Certificates that the user has accepted.</param>
/// <param name="time">For patience.</param>
/// <param name="tell">Takes what came of it, and waits where there is no room.</param>
/// <param name="mention">The same for what may be lost.</param>
sealed class Doing(ChatClient client, LiveTerminal screen, string downloads, TrustStore trust, TimeProvider time, Func<Msg, ValueTask> tell,
    Action<Msg> mention)
{
    // Of the transfers that are under way.
    CancellationTokenSource _transfers = new();

    /// <summary>Whether the user has left.</summary>
    public bool Done { get; private set; }

    /// <summary>Begins it; never waits.</summary>
    public void Do(Effect effect)
    {
        switch (effect)
        {
            case Exit: Done = true; break;
            case Redraw: screen.Forget(); break;
            case Suspend: screen.Suspend(); break;
            case ListPaths list: _ = Look(list.Prefix); break;
            case PostMessage post: _ = client.Post(post.Private, post.Target, post.Text, post.File); break;
            case PostComment comment: _ = client.Comment(comment.Under, comment.Text); break;
            case CopyText copy: screen.Write($"\e]52;c;{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(copy.Text))}\a"); break;
            case Bell: screen.Write("\a"); break;
            case AskNode ask: _ = Ask(ask); break;
            case UploadFile upload: _ = Upload(upload, _transfers.Token); break;
            case DownloadFile download: _ = Download(download, _transfers.Token); break;
            case StopTransfers: Stop(); break;
            case ListenToMouse mouse: screen.Listen(mouse.On); break;
            case AcceptCertificate accept: Accept(accept.Stranger); break;
        }
    }

    void Accept(Stranger stranger)
    {
        if (trust.Accept(stranger.Address, stranger.Fingerprint) is { } trouble) mention(new LocalNote(trouble));
        _ = client.Again();
    }

    async Task Ask(AskNode ask) =>
        await tell(new Answered(ask, await client.Ask(ask.Request, quiet: true).ConfigureAwait(false))).ConfigureAwait(false);

    // A folder may be slow, or hang: that is not the screen's thread's to wait for.
    async Task Look(string prefix)
    {
        await Task.Yield();
        mention(new PathsListed(prefix, PathLister.List(prefix)));
    }

    void Stop()
    {
        // Those that begin later are not ended with these. Nothing waits for the old one's handle: it needs no disposing.
        _transfers.Cancel();
        _transfers = new CancellationTokenSource();
    }

    async Task Upload(UploadFile upload, CancellationToken cancel)
    {
        await Task.Yield();
        var result = await new Uploader(AskQuietly, Progress).Run(upload.Path, upload.MaxBytes, cancel).ConfigureAwait(false);
        await tell(new TransferEnded(result, upload.Private, upload.Target)).ConfigureAwait(false);
    }

    async Task Download(DownloadFile download, CancellationToken cancel)
    {
        await Task.Yield();
        var result = await new Downloader(AskQuietly, Progress).Run(download.Key, download.Path, downloads, cancel).ConfigureAwait(false);
        await tell(new TransferEnded(result, false, "")).ConfigureAwait(false);
    }

    Task<Reply> AskQuietly(Request request) => new Patience(asked => client.Ask(asked, quiet: true), time).Ask(request);

    // A full mailbox may lose a step of a progress bar, and nothing else.
    void Progress(TransferProgress progress) => mention(new TransferMoved(progress));
}

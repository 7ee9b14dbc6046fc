using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Files;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Plain;

/// <summary>Lines for people, and for screen readers: no cursor control, no colours, nothing is written over.</summary>
sealed class TextPrinter(TextWriter output, TimeZoneInfo zone) : IPrinter
{
    string _me = "";
    int _tenths;

    public void Happened(ClientEvent happened)
    {
        if (happened is FrameIn { Frame: LoggedIn { Name: var me } }) _me = me;
        switch (happened)
        {
            case FrameIn { Quiet: false, Frame: Reply reply }: Print(ReplyLines(reply)); break;
            case FrameIn { Frame: Event { Feed: { } feed } told } when Line.Of(told) is { } line: PrintLine(feed, line); break;
            // What is printed can't be taken back: it is said what has become of it.
            case FrameIn { Frame: Event { Feed: { } feed } changed } when NoteText.Of(changed) is { } change: Print(
                [$"[{Title(feed)}] * {Texts.CleanLine(change)}"]); break;
            case FrameIn { Frame: Presence presence }: Print(People(presence)); break;
            case FrameIn { Frame: Gap { Gone: false } gap }: Print(
                [$"[{Title(gap.Feed)}] some events were missed: /history shows messages"]); break;
            case FrameIn { Frame: SetBack back }: Print(
                [$"[{Title(back.Feed)}] restored from a backup: {LostBy(back)}, /history shows what there is"]); break;
            case FrameIn { Frame: Trouble { Message: { } trouble } }: Noted($"the node is in trouble: {trouble}"); break;
            case FrameIn { Frame: Trouble }: Noted("the node serves again"); break;
            case LinkChanged { Status: { Why: { } why } status }: Noted($"{LinkWord(status.State)} {status.Address} ({why})"); break;
            case LinkChanged { Status: { State: LinkState.Open } status }: Noted($"connected to {status.Node} at {status.Address}"); break;
            case OutboxChanged { State: OutboxState.Delayed } delayed: Print(
                [$"-- not sent yet: {Said(delayed.Refusal?.Message ?? "")}"]); break;
            case SessionLost lost: Print([$"-- logged out: {Said(lost.Reason)}"]); break;
        }
    }

    public bool ShowsAll => false;

    public void Failed(string sentence) => Print([$"! {Said(sentence)}"]);

    public void Noted(string sentence) => Print([$"-- {Said(sentence)}"]);

    public void Listed(IReadOnlyList<string> lines) => Print(lines);

    public void Progressed(TransferProgress progress)
    {
        var tenths = progress.Size == 0 ? 10 : (int)(progress.Done * 10 / progress.Size);
        if (tenths != _tenths && progress.Done < progress.Size) Print([$"-- {progress.Name}: {tenths * 10} %"]);
        _tenths = tenths;
    }

    public void Transferred(TransferResult result)
    {
        if (result is Downloaded file) Print([$"-- saved as {Texts.CleanLine(file.Path)}, checksum right"]);
        else if (result is Uploaded upload)
        {
            Print([$"-- published {Texts.CleanLine(upload.Name)} under the key {Texts.CleanLine(upload.Key)}"]);
        }
    }

    static string LinkWord(LinkState state) => state == LinkState.Waiting ? "no connection; next try:" : "connecting to";

    IEnumerable<string> ReplyLines(Reply reply) => reply switch
    {
        Error error => [$"! {Texts.CleanLine(Instants.In(error.Message, zone))}"],
        Done => ["ok"],
        PostedReply posted => [$"ok #{posted.Seq}"],
        _ => ReplyText.Of(reply, zone, Title),
    };

    // A node knows nobody's time zone: what it says of times is by UTC.
    string Said(string sentence) => Texts.CleanLine(Instants.In(sentence, zone));

    void PrintLine(string feed, Line line)
    {
        var lines = ReplyText.Lines(line, zone);
        Print([$"[{Title(feed)}] {lines[0]}", .. lines.Skip(1)]);
    }

    static string LostBy(SetBack back) => back.Had > back.Seq
        ? $"what came after #{back.Seq} here is gone"
        : "what came here of late is gone, and other messages have its numbers";

    // As commands know it.
    string Title(string feed) =>
        FeedName.IsUser(feed) ? "you" : FeedName.IsModeration(feed) ? "audit" : FeedName.Partner(feed, _me) is { } with
            ? $"@{Texts.CleanLine(with)}" : FeedName.Title(feed);

    IEnumerable<string> People(Presence presence) =>
    [
        .. presence.Online.Select(user =>
            $"[{Title(presence.Feed)}] {Texts.CleanLine(user)} is {(presence.Away?.Contains(user) == true ? "away" : "online")}"),
        .. presence.Offline.Select(user => $"[{Title(presence.Feed)}] {Texts.CleanLine(user)} is offline"),
    ];

    void Print(IEnumerable<string> lines)
    {
        lock (output)
        {
            foreach (var line in lines) output.WriteLine(line);
            output.Flush();
        }
    }
}

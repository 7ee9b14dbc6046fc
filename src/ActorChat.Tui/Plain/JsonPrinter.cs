using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Files;

namespace ActorChat.Tui.Plain;

/// <summary>The frames as received; what the client itself has to say is <c>{"type":"local", …}</c>.</summary>
sealed class JsonPrinter(TextWriter output) : IPrinter
{
    int _tenths;

    static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Happened(ClientEvent happened)
    {
        switch (happened)
        {
            case FrameIn { Quiet: false } frame: Write(Encoding.UTF8.GetString(frame.Raw.Span)); break;
            case LinkChanged changed: Local(
                "link", State(changed.Status), ("address", changed.Status.Address), ("why", changed.Status.Why)); break;
            case OutboxChanged { State: OutboxState.Delayed } delayed: Local(
                "delayed", delayed.Item.Key, ("why", delayed.Refusal?.Message)); break;
            case OutboxChanged { State: OutboxState.Pending } pending: Local("sending", pending.Item.Key); break;
            case SessionLost lost: Local("loggedOut", lost.Reason); break;
        }
    }

    public bool ShowsAll => true;

    public void Failed(string sentence) => Local("error", sentence);

    public void Noted(string sentence) => Local("notice", sentence);

    public void Listed(IReadOnlyList<string> lines) => Local("help", string.Join('\n', lines));

    public void Progressed(TransferProgress progress)
    {
        // Every chunk is too much for whoever reads this.
        var tenths = progress.Size == 0 ? 10 : (int)(progress.Done * 10 / progress.Size);
        if (tenths != _tenths) Local("progress", progress.Name, ("done", progress.Done), ("size", progress.Size));
        _tenths = tenths;
    }

    public void Transferred(TransferResult result)
    {
        if (result is Downloaded file) Local("saved", file.Path, ("size", file.Size), ("sha256", file.Sha256));
        else if (result is Uploaded upload) Local("published", upload.Key, ("size", upload.Size), ("name", upload.Name));
    }

    static string State(LinkStatus status) => status.State.ToString().ToLowerInvariant();

    void Local(string name, string value, params (string Name, object? Value)[] more)
    {
        var line = new JsonObject { ["type"] = "local", [name] = value };
        foreach (var (key, field) in more)
        {
            if (field is not null) line[key] = field is long number ? number : (string)field;
        }
        Write(line.ToJsonString(Relaxed));
    }

    void Write(string line)
    {
        lock (output)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }
}

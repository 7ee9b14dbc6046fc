using System.Text;
using System.Text.Json;
using ActorChat.Messages;
using ActorChat.Tui.Connection;

namespace ActorChat.Tests.Tui;

/// <summary>A client core with a node on the other side that says only what the test says.</summary>
sealed class FakeLink : ILink
{
    readonly List<Request> _sent = [];

    public FakeLink(params string[] addresses)
    {
        Core = new ClientCore(new ClientOptions { Addresses = addresses.Length > 0 ? addresses : ["a:1"], Device = "dev",
            ClientName = "test", Jitter = () => 1 }, Time, this);
    }

    public FakeTime Time { get; } = new();

    public ClientCore Core { get; }

    public List<string> Dialled { get; } = [];

    public int Attempt { get; private set; }

    public List<ClientEvent> Told { get; } = [];

    /// <summary>Requests that were sent since the last call, without pings.</summary>
    public IReadOnlyList<Request> Sent()
    {
        var sent = _sent.Where(request => request is not Ping).ToList();
        _sent.Clear();
        return sent;
    }

    public LinkState State => Told.OfType<LinkChanged>().Last().Status.State;

    void ILink.Dial(int attempt, string address)
    {
        Attempt = attempt;
        Dialled.Add(address);
    }

    void ILink.Send(ReadOnlyMemory<byte> line) => _sent.Add(JsonSerializer.Deserialize(line.Span, Wire.Strict.Request)!);

    void ILink.Drop()
    {
    }

    void ILink.Emit(ClientEvent happened) => Told.Add(happened);

    public void Say(Reply reply) => Line(JsonSerializer.Serialize(reply, Wire.Lenient.Reply));

    public void Say(Notice notice) => Line(JsonSerializer.Serialize(notice, Wire.Lenient.Notice));

    public void Say(Event happened) => Line(JsonSerializer.Serialize(happened, Wire.Lenient.Event));

    public void Line(string line) => Core.Line(Attempt, Encoding.UTF8.GetBytes(line));

    public void Hello(params string[] nodes)
    {
        Core.Opened(Attempt);
        Say(new Hello("ActorChat/test", "n1", nodes, new ServerLimits(65536, 4000, 5_000_000, 32)));
    }

    /// <summary>Opens, and logs in as alice.</summary>
    public void LogIn(params string[] nodes)
    {
        Hello(nodes);
        Core.Ask(new Login("alice", "secret-secret"), false, _ => { });
        Say(new LoggedIn("alice", "token-1", "s1") { Re = Sent()[^1].Id });
    }

    public void Pass(TimeSpan time)
    {
        // In steps, as the real ticker does.
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromMilliseconds(100))
        {
            Time.Advance(TimeSpan.FromMilliseconds(100));
            Core.Tick();
        }
    }
}

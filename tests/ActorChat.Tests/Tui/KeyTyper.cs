using System.Collections.Concurrent;
using System.Text;
using ActorChat.Tui.Terminal;
using Terminal.Gui.Drivers;
using Terminal.Gui.Time;
using Key = ActorChat.Tui.Terminal.Key;

namespace ActorChat.Tests.Tui;

/// <summary>Bytes of a terminal in, keys out: this program's stream, Terminal.Gui's parser, this program's names.</summary>
sealed class KeyTyper
{
    readonly ConcurrentQueue<char> _queue = new();
    readonly AnsiInputProcessor _processor;

    public KeyTyper(Action<Key> pressed)
    {
        // Time stands: what is decided by silence is decided by the stream, not by the parser.
        _processor = new AnsiInputProcessor(_queue, new VirtualTimeProvider());
        _processor.KeyDown += (_, key) => { if (Keyboard.Read(key) is { } read) pressed(read); };
        _processor.Paste += (_, text) => pressed(Key.Pasted(text));
        _processor.MouseEventParsed += (_, mouse) => Mice.Add(mouse);
    }

    /// <summary>What the mouse did.</summary>
    public List<global::Terminal.Gui.Input.Mouse> Mice { get; } = [];

    public KeyStream Stream { get; } = new();

    /// <summary>Types, and is silent afterwards.</summary>
    public void Type(string keys)
    {
        Feed(Encoding.UTF8.GetBytes(keys));
        Hand(Stream.Flush());
    }

    public void Feed(ReadOnlySpan<byte> bytes) => Hand(Stream.Feed(bytes));

    public void Hand(string characters)
    {
        foreach (var one in characters) _queue.Enqueue(one);
        _processor.ProcessQueue();
    }
}

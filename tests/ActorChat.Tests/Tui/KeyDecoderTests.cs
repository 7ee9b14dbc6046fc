using System.Text;
using ActorChat.Tui.Terminal;

namespace ActorChat.Tests.Tui;

public sealed class KeyDecoderTests
{
    static IReadOnlyList<Key> Keys(string text)
    {
        var decoder = new KeyDecoder();
        return [.. decoder.Feed(Encoding.UTF8.GetBytes(text)), .. decoder.Flush()];
    }

    [Fact]
    public void Feed_WithKeys_NamesThem()
    {
        Keys("a漢").ShouldBe([Key.Typed("a"), Key.Typed("漢")]);
        Keys("\r\n\t\u007f").ShouldBe([new(KeyName.Enter), new(KeyName.NewLine), new(KeyName.Tab), new(KeyName.Backspace)]);
        Keys("\u0001\u0017").ShouldBe([Key.WithCtrl('a'), Key.WithCtrl('w')]);
        Keys("\e[A\eOB\e[5~\e[6~\e[H\e[4~\e[3~\e[Z").Select(key => key.Name).ShouldBe(
            [KeyName.Up, KeyName.Down, KeyName.PageUp, KeyName.PageDown, KeyName.Home, KeyName.End, KeyName.Delete, KeyName.BackTab]);
        Keys("\e[1;3C\e\e[D\e1\eb\e\r").ShouldBe(
            [new(KeyName.Right, Alt: true), new(KeyName.Left, Alt: true), Key.WithAlt('1'), Key.WithAlt('b'), new(KeyName.Enter, Alt: true)]);
        Keys("\e[1;5D").ShouldBe([new(KeyName.Left, Ctrl: true)]);
    }

    [Fact]
    public void Flush_AfterALoneEscape_IsEscape() => Keys("\e").ShouldBe([new(KeyName.Escape)]);

    [Fact]
    public void Feed_WhenBytesAreCutAnywhere_GivesTheSameKeys()
    {
        var bytes = Encoding.UTF8.GetBytes("a\e[1;3A漢\U0001f44d\e[200~x\ny\e[201~\eb\r");
        var whole = new KeyDecoder().Feed(bytes);
        var decoder = new KeyDecoder();
        var cut = bytes.SelectMany(one => decoder.Feed([one])).ToList();
        cut.ShouldBe(whole);
        whole.ShouldContain(new Key(KeyName.Paste, "x\ny"));
    }

    [Fact]
    public void Paste_OfManyLines_IsOneText() => Keys("\e[200~/quit\r\n/quit\r\e[201~").ShouldBe([new(KeyName.Paste, "/quit\n/quit\n")]);

    [Fact]
    public void Feed_WithSequencesOfNoKey_SwallowsThem() => Keys("\e[?1;2c\e[999~a").ShouldBe([Key.Typed("a")]);

    [Fact]
    public void Feed_WithAnyBytes_NeverThrows()
    {
        var bytes = new byte[4096];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)((i * 2654435761L) >> 7);
        var decoder = new KeyDecoder();
        foreach (var part in bytes.Chunk(7)) decoder.Feed(part);
        decoder.Flush();
    }
}

using System.Text;
using ActorChat.Tui.Terminal;

namespace ActorChat.Tests.Tui;

public sealed class KeyStreamTests
{
    static List<Key> Keys(string text)
    {
        var keys = new List<Key>();
        new KeyTyper(keys.Add).Type(text);
        return keys;
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
            [new(KeyName.Right, Alt: true), new(KeyName.Left, Alt: true), Key.WithAlt('1'), Key.WithAlt('b'),
                new(KeyName.Enter, Alt: true)]);
        Keys("\e[1;5D").ShouldBe([new(KeyName.Left, Ctrl: true)]);
    }

    [Fact]
    public void Feed_WithEveryPrintableCharacter_TypesIt()
    {
        var text = string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)) + "äßéçñÅøЖλ한漢々、👍";
        string.Concat(Keys(text).Select(key => key.Text)).ShouldBe(text);
        Keys(text).ShouldAllBe(key => key.Name == KeyName.Text && !key.Alt && !key.Ctrl);
    }

    [Fact]
    public void Feed_WithEveryControlLetter_NamesIt()
    {
        foreach (var letter in "abcdefgklnopqrstuvwxyz") Keys(((char)(letter - 'a' + 1)).ToString()).ShouldBe([Key.WithCtrl(letter)]);
    }

    [Theory]
    [InlineData("\e\u007f", "Backspace", "")]
    [InlineData("\e.", "Text", ".")]
    [InlineData("\eé", "Text", "é")]
    [InlineData("\e你", "Text", "你")]
    [InlineData("\e[", "Text", "[")]
    [InlineData("\eO", "Text", "O")]
    [InlineData("\e]", "Text", "]")]
    [InlineData("\eP", "Text", "P")]
    public void Feed_WithAlt_ReachesTheEditor(string bytes, string name, string text) =>
        Keys(bytes).ShouldBe([new Key(Enum.Parse<KeyName>(name), text, Alt: true)]);

    [Theory]
    [InlineData("\e[7~\e[8~\e[1~\e[4~", "Home End Home End")]
    [InlineData("\eOH\eOF\eOA\eOM", "Home End Up Enter")]
    [InlineData("\e[11~\eOP\e[[A\e[P", "F1 F1 F1 F1")]
    [InlineData("\e[13;2u\e[27;2;13~\e\n", "NewLine NewLine Enter")]
    [InlineData("\e[27u\e[127;3u\e[9;2u", "Escape Backspace BackTab")]
    [InlineData("\e[H\e[F\e[1;5H\e[1;5F", "Home End Home End")]
    public void Feed_WithTheSpellingsOfOtherTerminals_NamesTheSameKeys(string bytes, string names) =>
        string.Join(' ', Keys(bytes).Select(key => key.Name)).ShouldBe(names);

    [Fact]
    public void Feed_WithCharactersByTheirCodes_TypesEachOfThem() =>
        string.Concat(Keys("\e[97;1ua\e[97u\e[97;2u\e[27;2;32~x").Select(key => key.Text)).ShouldBe("aaaA x");

    [Fact]
    public void Flush_AfterALoneEscape_IsEscape()
    {
        Keys("\e").ShouldBe([new(KeyName.Escape)]);
        Keys("\e\e").ShouldBe([new(KeyName.Escape), new(KeyName.Escape)]);
        new KeyStream().Patience.ShouldBeNull();
        var stream = new KeyStream();
        stream.Feed("\e"u8).ShouldBeEmpty();
        stream.Patience.ShouldBe(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Feed_WhenBytesAreCutAnywhere_GivesTheSameKeys()
    {
        var bytes = Encoding.UTF8.GetBytes("a\e[1;3A漢\U0001f44d\e[200~x\ny漢\e[201~\eb\e[<0;3;4M\r\e]11;rgb:00/00/00\e\\z");
        List<Key> whole = [], cut = [];
        new KeyTyper(whole.Add).Feed(bytes);
        var typer = new KeyTyper(cut.Add);
        foreach (var one in bytes) typer.Feed([one]);
        cut.ShouldBe(whole);
        whole.ShouldContain(Key.Pasted("x\ny漢"));
        whole[^1].ShouldBe(Key.Typed("z"));
    }

    [Fact]
    public void Paste_OfManyLines_IsOneText() => Keys("\e[200~/quit\r\n/quit\r\e[201~").ShouldBe([Key.Pasted("/quit\n/quit\n")]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(255)]
    [InlineData(4096)]
    public void Paste_OfTenThousandWideCharacters_LosesNone(int cut)
    {
        var text = string.Concat(Enumerable.Range(0, 10_000).Select(i => (char)('\u4e00' + (i % 20_000))));
        var keys = new List<Key>();
        var typer = new KeyTyper(keys.Add);
        foreach (var part in Encoding.UTF8.GetBytes($"\e[200~{text}\e[201~").Chunk(cut)) typer.Feed(part);
        keys.ShouldBe([Key.Pasted(text)]);
        keys[0].Text.ShouldNotContain('\ufffd');
    }

    [Fact]
    public void Paste_ThatNeverEnds_EndsWithSilence_OrCtrlC()
    {
        Keys("\e[200~half").ShouldBe([Key.Pasted("half")]);
        Keys("\e[200~half\u0003").ShouldBe([Key.Pasted("half"), Key.WithCtrl('c')]);
        var stream = new KeyStream();
        stream.Feed("\e[200~half"u8);
        stream.Patience.ShouldBe(KeyStream.PasteTime);
    }

    [Fact]
    public void Paste_WithoutLimit_IsCutAtIt_AndItsEndIsFound()
    {
        var keys = Keys("\e[200~" + new string('x', KeyStream.MaxPasteChars + 1000) + "\e[201~y");
        keys.Select(key => key.Text.Length).ShouldBe([KeyStream.MaxPasteChars, 1]);
    }

    [Theory]
    [InlineData("\e[?1;2c")]
    [InlineData("\e[999~")]
    [InlineData("\e[I\e[O")]
    [InlineData("\e[8;24;80t\e[12;40R\e[?2026;2$y")]
    [InlineData("\e]11;rgb:1e1e/1e1e/1e1e\a")]
    [InlineData("\e]10;rgb:ffff/ffff/ffff\e\\")]
    [InlineData("\eP1$r0m\e\\\e_Gi=1;OK\e\\\e^x\e\\\eXx\e\\")]
    [InlineData("\e[32;10;5M")]
    [InlineData("\e[M !!")]
    [InlineData("\e[<0;99999999999;1M")]
    [InlineData("\e[97;1:3u")]
    [InlineData("\u009b31m", "31m")]
    public void Feed_WithWhatATerminalSendsByItself_TypesNothing(string bytes, string rest = "") =>
        string.Concat(Keys(bytes + "a").Select(key => key.Name == KeyName.Text ? key.Text : $"<{key.Name}>")).ShouldBe(rest + "a");

    [Fact]
    public void Feed_WithMouseReports_HandsThemOn_AndTypesNothing()
    {
        var keys = new List<Key>();
        var typer = new KeyTyper(keys.Add);
        typer.Type("\e[<0;30;10M\e[<0;30;10m\e[<64;1;1M");
        keys.ShouldBeEmpty();
        typer.Mice.Select(mouse => (mouse.ScreenPosition.X, mouse.ScreenPosition.Y)).ShouldBe([(29, 9), (29, 9), (0, 0)]);
    }

    [Fact]
    public void Feed_WithAnyBytes_NeverThrows_AndGoesOn()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var bytes = new byte[random.Next(1, 400)];
            random.NextBytes(bytes);
            for (var i = 0; i < bytes.Length; i += 3) bytes[i] = "\e[]OP;<0123Mm~u"u8[bytes[i] % 15];
            var keys = new List<Key>();
            var typer = new KeyTyper(keys.Add);
            foreach (var part in bytes.Chunk(7)) typer.Feed(part);
            typer.Type("");
            keys.Clear();
            typer.Type("z");
            keys.Last().ShouldBe(Key.Typed("z"), $"round {round}");
            keys.Count.ShouldBeLessThanOrEqualTo(2, "a character that was cut off may come before it");
        }
    }
}

using System.Text.RegularExpressions;
using ActorChat.Tui.Terminal;

namespace ActorChat.Tests.Tui;

public sealed partial class CellBufferTests
{
    [Fact]
    public void Put_OverHalfOfAWideCharacter_LeavesNoGhost()
    {
        var frame = new CellBuffer(6, 1);
        frame.Put(0, 0, "漢字", Style.Plain);
        frame.Put(1, 0, "x", Style.Plain);
        frame.ToText().ShouldBe(" x字\n");
    }

    [Fact]
    public void Put_WhenAWideCharacterWouldBeCut_DrawsASpace()
    {
        var frame = new CellBuffer(3, 1);
        frame.Put(0, 0, "漢字", Style.Plain).ShouldBe(3);
        frame.ToText().ShouldBe("漢\n");
    }

    [Fact]
    public void Put_WithControlCharacters_DrawsNothingOfThem()
    {
        var frame = new CellBuffer(10, 1);
        frame.Put(0, 0, "a\e[31mb\u0007c\r\n", Style.Plain);
        frame.ToText().ShouldBe("a[31mbc\n");
    }

    [Fact]
    public void Diff_WhenNothingChanged_IsEmpty()
    {
        var frame = Frame("same");
        new FrameDiff(true).Of(frame, Frame("same")).ShouldBeEmpty();
    }

    [Fact]
    public void Diff_WhenOneCellChanged_WritesThatCellInOneSynchronizedUpdate() =>
        new FrameDiff(true).Of(Frame("abc"), Frame("abd")).ShouldBe("\e[?2026h\e[?25l\e[1;3Hd\e[?2026l");

    [Fact]
    public void Diff_WithoutColours_KeepsBoldAndReverse()
    {
        var next = new CellBuffer(4, 1);
        next.Put(0, 0, "x", Style.Plain.In(1).Bold.Reverse);
        var bytes = new FrameDiff(false).Of(new CellBuffer(4, 1), next);
        bytes.ShouldContain("\e[0;1;7m");
        bytes.ShouldNotContain("31");
    }

    [Theory]
    [InlineData("漢字 abc", "a漢字bc")]
    [InlineData("\U0001f469\u200d\U0001f467 x", "yy x")]
    [InlineData("plain", "漢漢漢")]
    [InlineData("", "e\u0301e\u0301")]
    public void Diff_AppliedToTheOldScreen_GivesTheNewOne(string old, string next)
    {
        var screen = new FakeScreen(20);
        screen.Write(new FrameDiff(true).Of(null, Frame(old)));
        screen.Write(new FrameDiff(true).Of(Frame(old), Frame(next)));
        screen.Text.ShouldBe(Frame(next).ToText().TrimEnd('\n'));
    }

    static CellBuffer Frame(string text)
    {
        var frame = new CellBuffer(20, 1);
        frame.Put(0, 0, text, Style.Plain);
        return frame;
    }

    /// <summary>A terminal of one row that knows cursor moves and clearing.</summary>
    sealed partial class FakeScreen(int width)
    {
        readonly CellBuffer _cells = new(width, 1);
        int _x;

        public string Text => _cells.ToText().TrimEnd('\n');

        public void Write(string bytes)
        {
            var at = 0;
            foreach (Match sequence in Sequence().Matches(bytes))
            {
                Print(bytes[at..sequence.Index]);
                at = sequence.Index + sequence.Length;
                if (sequence.Value.EndsWith('J')) _cells.Fill(0, 0, width, 1, Style.Plain);
                if (sequence.Value.EndsWith('H')) _x = int.Parse(sequence.Value[..^1].Split(';')[1], System.Globalization.CultureInfo.InvariantCulture) - 1;
            }
            Print(bytes[at..]);
        }

        void Print(string text) => _x += _cells.Put(_x, 0, text, Style.Plain);

        [GeneratedRegex(@"\e\[[?0-9;]*[A-Za-z]")]
        private static partial Regex Sequence();
    }
}

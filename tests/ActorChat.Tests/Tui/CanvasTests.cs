using System.Drawing;
using ActorChat.Tui.Terminal;
using Terminal.Gui.Drivers;

namespace ActorChat.Tests.Tui;

public sealed class CanvasTests
{
    readonly OutputBufferImpl _buffer = new();

    Canvas Row(int width)
    {
        _buffer.SetSize(width, 1);
        return new Canvas(_buffer, new Rectangle(0, 0, width, 1));
    }

    string Text => string.Concat(Enumerable.Range(0, _buffer.Cols).Select(x => _buffer.Contents![0, x].Grapheme)).TrimEnd();

    [Fact]
    public void Put_OverHalfOfAWideCharacter_LeavesNoGhost()
    {
        var frame = Row(6);
        frame.Put(0, 0, "漢字", Style.Plain);
        frame.Put(1, 0, "x", Style.Plain);
        Text.ShouldBe(" x字");
    }

    [Fact]
    public void Put_WhenAWideCharacterWouldBeCut_DrawsASpace()
    {
        Row(3).Put(0, 0, "漢字", Style.Plain).ShouldBe(3);
        Text.ShouldBe("漢");
    }

    [Fact]
    public void Put_WithControlCharacters_DrawsNothingOfThem()
    {
        Row(10).Put(0, 0, "a\e[31mb\u0007c\r\n\u009b", Style.Plain);
        Text.ShouldBe("a[31mbc");
    }

    [Fact]
    public void Put_WithHalvesOfCharacters_DrawsWithoutFailing()
    {
        Row(10).Put(0, 0, "a\ud83db\udc4dc\u200d", Style.Plain);
        Text.ShouldStartWith("a");
        Text.ShouldContain("c");
    }

    [Fact]
    public void Put_WhereSomethingLiesAbove_LeavesThat()
    {
        _buffer.SetSize(10, 1);
        new Canvas(_buffer, new Rectangle(3, 0, 2, 1)).Put(0, 0, "##", Style.Plain);
        _buffer.Clip!.Exclude(new Rectangle(3, 0, 2, 1));
        new Canvas(_buffer, new Rectangle(0, 0, 10, 1)).Put(0, 0, "abcdefghij", Style.Plain);
        Text.ShouldBe("abc##fghij");
    }

    [Fact]
    public void Colour_OfEveryNumber_IsFoundAgain()
    {
        for (var number = 0; number < 256; number++) Palette.Number(Palette.Of(Style.Plain.In(number)).Foreground).ShouldBe(number);
        Palette.Number(Palette.Of(Style.Plain).Foreground).ShouldBe(-1);
    }

    [Theory]
    [InlineData("linux", null, true)]
    [InlineData("vt220", null, true)]
    [InlineData("xterm-16color", "", true)]
    [InlineData("linux", "truecolor", false)]
    [InlineData("xterm-256color", null, false)]
    [InlineData("foot", null, false)]
    [InlineData(null, null, false)]
    public void Terminal_OfFewColours_IsKnownByItsName(string? term, string? colours, bool few) =>
        Tty.HasFewColours(term, colours).ShouldBe(few);

    [Fact]
    public void Colour_OnATerminalOfFew_IsTheNearestOfThose()
    {
        (int, int)[] near = [(-1, -1), (3, 3), (9, 9), (130, 1), (64, 2), (136, 3), (32, 4), (97, 5), (37, 6), (240, -1), (16, -1)];
        foreach (var (number, wanted) in near) Palette.Near(number).ShouldBe(wanted, $"{number}");
        for (var number = 0; number < 256; number++) Palette.Near(number).ShouldBeLessThan(16);
    }
}

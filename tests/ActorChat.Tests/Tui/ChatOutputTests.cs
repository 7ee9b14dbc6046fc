using System.Drawing;
using ActorChat.Tui.Terminal;
using Terminal.Gui.Drivers;

namespace ActorChat.Tests.Tui;

public sealed class ChatOutputTests
{
    const int Width = 24;

    readonly List<string> _written = [];
    readonly OutputBufferImpl _buffer = new();
    readonly ChatOutput _output;

    public ChatOutputTests()
    {
        _output = new ChatOutput(_written.Add, () => new Size(Width, 1));
        _buffer.SetSize(Width, 1);
        Show("");
    }

    string Show(string text, Style? style = null, bool colours = true)
    {
        _written.Clear();
        var canvas = new Canvas(_buffer, new Rectangle(0, 0, Width, 1), colours);
        canvas.Clear();
        canvas.Put(0, 0, text, style ?? Style.Plain);
        _output.Write(_buffer);
        _output.Flush();
        return string.Concat(_written);
    }

    [Fact]
    public void Frame_WhenNothingChanged_IsNotWritten()
    {
        Show("same");
        Show("same").ShouldBeEmpty();
        _output.Flush();
        _written.ShouldBeEmpty();
    }

    [Fact]
    public void Frame_WhenOneCellChanged_IsThatCellInOneSynchronizedUpdate()
    {
        Show("abc");
        Show("abd").ShouldBe("\e[?2026h\e[?25l\e[1;3Hd\e[?2026l");
        _written.Count.ShouldBe(1);
    }

    [Fact]
    public void Frame_WhenOnlyTheCursorMoved_MovesIt()
    {
        Show("abc");
        _output.SetCursor(new Cursor { Position = new Point(2, 0), Style = CursorStyle.Default });
        _written.Clear();
        _output.Flush();
        _written.ShouldBe(["\e[?2026h\e[?25l\e[1;3H\e[?25h\e[?2026l"]);
        _output.Flush();
        _written.Count.ShouldBe(1);
    }

    [Fact]
    public void Frame_AfterSomebodyElseWrote_IsDrawnWhole()
    {
        Show("abc");
        _output.Forget();
        Show("abc").ShouldBe("\e[?2026h\e[?25l\e[0m\e[2J\e[1;1Habc\e[?2026l");
    }

    [Fact]
    public void Frame_WithoutColours_KeepsBoldAndReverse()
    {
        var bytes = Show("x", Style.Plain.In(1).On(140).Bold.Reverse, colours: false);
        bytes.ShouldContain("\e[0;1;7m");
        bytes.ShouldNotContain("31");
        Show("y", Style.Plain.In(1).On(140)).ShouldContain("\e[0;31;48;5;140m");
    }

    [Fact]
    public void Frame_OnATerminalOfFewColours_HasNoOthers()
    {
        var written = new List<string>();
        var output = new ChatOutput(written.Add, () => new Size(Width, 1), few: true);
        new Canvas(_buffer, new Rectangle(0, 0, Width, 1)).Put(0, 0, "x", Style.Plain.In(130).On(64));
        output.Write(_buffer);
        output.Flush();
        written.Single().ShouldContain("\e[0;31;42m");
    }

    [Fact]
    public void Cluster_ThatBeginsWithWhatATerminalMayDrop_IsFollowedByTheCellBefore() =>
        Show("a\U0001FA75\u0301b").ShouldContain("\U0001FA75\u0301\e[1;1Ha\e[1;4Hb");

    [Fact]
    public void Question_OfTerminalGuis_IsNotAsked()
    {
        _written.Clear();
        _output.Write("\e[c\e[?1003h".AsSpan());
        _written.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Readings))]
    public void Frame_WhateverATerminalTakesForWide_LeavesNothingOfTheOldOne(string name, Func<string, IEnumerable<(string, int)>> reading)
    {
        var random = new Random(11);
        var terminal = new FakeTerminal(Width, reading);
        terminal.Write(Show("start"));
        for (var round = 0; round < 400; round++)
        {
            terminal.Write(Show(string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(3) switch
            {
                0 => "ab "[..random.Next(1, 4)],
                1 => Widths.Uncertain[random.Next(Widths.Uncertain.Length)],
                _ => "漢─x",
            }))));
            for (var x = 0; x < Width; x++)
            {
                var wanted = _buffer.Contents![0, x].Grapheme;
                if (wanted.Length == 1 && wanted[0] < '\u0300')
                {
                    terminal[x].ShouldBe(wanted, $"{name}, round {round}, column {x}: {terminal.Text}");
                }
            }
        }
    }

    public static TheoryData<string, Func<string, IEnumerable<(string, int)>>> Readings => new()
    {
        { "by cluster", FakeTerminal.ByCluster },
        { "each code point by itself", FakeTerminal.ByCodePoint },
        { "clusters as narrow as their first code point", FakeTerminal.Narrow },
    };
}

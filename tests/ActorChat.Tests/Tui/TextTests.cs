using ActorChat.Tui.Text;

namespace ActorChat.Tests.Tui;

public sealed class TextTests
{
    [Theory]
    [InlineData("abc", 3)]
    [InlineData("漢字", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("한글", 4)]
    [InlineData("\U0001f469\u200d\U0001f469\u200d\U0001f467", 2)]
    [InlineData("\U0001f1e9\U0001f1ea", 2)]
    [InlineData("\u2764\ufe0f", 2)]
    [InlineData("\u2764", 1)]
    [InlineData("\U0001f44d\U0001f3fd", 2)]
    [InlineData("ｆｕｌｌ", 8)]
    [InlineData("…─●", 3)]
    [InlineData("", 0)]
    public void Width_OfText_IsWhatTerminalsTake(string text, int cells) => CellWidth.Of(text).ShouldBe(cells);

    [Fact]
    public void Graphemes_OfAnyText_GiveItBackWhole()
    {
        const string text = "a\u0301漢\U0001f469\u200d\U0001f467x\u0300\u0301 ";
        string.Concat(CellWidth.Graphemes(text).Select(grapheme => grapheme.Text)).ShouldBe(text);
    }

    [Theory]
    [InlineData("hello", 5, "hello")]
    [InlineData("hello", 4, "hel…")]
    [InlineData("漢字漢字", 6, "漢字…")]
    [InlineData("x", 0, "")]
    public void Fit_WhenTooLong_CutsBetweenCharacters(string text, int cells, string fitted) => CellWidth.Fit(text, cells).ShouldBe(fitted);

    [Fact]
    public void Lines_OfLongText_BreakAtSpaces() =>
        Wrapping.Lines("the quick brown fox", 10, 10).ShouldBe(["the quick", "brown fox"]);

    [Fact]
    public void Lines_WhenTheFirstIsNarrower_HonourIt() => Wrapping.Lines("the quick brown", 4, 10).ShouldBe(["the", "quick", "brown"]);

    [Fact]
    public void Lines_OfALongWord_BreakWithinIt() => Wrapping.Lines("abcdefghij", 4, 4).ShouldBe(["abcd", "efgh", "ij"]);

    [Fact]
    public void Lines_OfWideText_NeverCutACharacter()
    {
        foreach (var line in Wrapping.Lines("漢字漢字漢字 e\u0301e\u0301e\u0301e\u0301", 5, 5)) CellWidth.Of(line).ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public void Lines_WithLineFeeds_KeepThem() => Wrapping.Lines("a\n\nb", 10, 10).ShouldBe(["a", "", "b"]);

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(20)]
    public void Lines_OfAnyWidth_LoseNothingButSpaces(int width)
    {
        const string text = "one two  three 漢字 four-five-six-seven 👍🏽 end ";
        var lines = Wrapping.Lines(text, width, width);
        string.Concat(lines).Replace(" ", "", StringComparison.Ordinal).ShouldBe(text.Replace(" ", "", StringComparison.Ordinal));
        lines.ShouldAllBe(line => CellWidth.Of(line) <= width);
    }
}

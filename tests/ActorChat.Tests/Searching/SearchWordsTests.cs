using ActorChat.Node.Searching;

namespace ActorChat.Tests.Searching;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("The Plan, of course!", "the plan of course")]
    [InlineData("Größe ÉTÉ naïve", "große ete naive")]
    [InlineData("e\u0301te\u0301", "ete")]
    [InlineData("ﬁne ①", "fine")]
    [InlineData("東京は lovely", "東 京 は lovely")]
    [InlineData("Привет, МИР", "привет мир")]
    [InlineData("a_b-c.d@e", "a b c d e")]
    [InlineData("https://x.org/plan?id=42", "https x org plan id 42")]
    [InlineData("it's 👍 v2", "it s v2")]
    [InlineData("", "")]
    [InlineData(" !? \n", "")]
    [InlineData("\ud800broken", "broken")]
    public void Words_OfAText_AreFolded(string text, string words) => string.Join(' ', SearchWords.Of(text).Select(word => word.Word)).ShouldBe(words);

    [Fact]
    public void Words_KnowWhereTheyBegin() =>
        SearchWords.Of("a 東京, e\u0301t").Select(word => word.Start).ShouldBe([0, 2, 3, 6]);

    [Fact]
    public void Words_WhenVeryLong_CountByTheirBeginning() => SearchWords.Of(new string('x', 4000)).ShouldBe([(new string('x', SearchWords.MaxWordChars), 0)]);

    [Fact]
    public void Snippet_OfALongText_ShowsWhatWasFound()
    {
        var text = $"{new string('a', 300)} Größe\nmatters {new string('b', 300)}";
        var snippet = Snippet.Of(text, ["große"]);
        snippet.ShouldContain("Größe matters");
        snippet.ShouldStartWith("…");
        snippet.ShouldEndWith("…");
        snippet.Length.ShouldBe(Snippet.MaxChars + 2);
        Snippet.Of("short\ttext", ["nothing"]).ShouldBe("short text");
    }

    [Fact]
    public void Snippet_NeverCutsACharacter()
    {
        for (var shift = 0; shift < 4; shift++)
        {
            var text = new string('x', shift) + string.Concat(Enumerable.Repeat("👍", 300)) + " here " + string.Concat(Enumerable.Repeat("👍", 300));
            var snippet = Snippet.Of(text, ["here"]);
            snippet.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
            snippet.ShouldContain("here");
        }
    }
}

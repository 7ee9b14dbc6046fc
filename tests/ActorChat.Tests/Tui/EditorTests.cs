using ActorChat.Tui.Screen;

namespace ActorChat.Tests.Tui;

public sealed class EditorTests
{
    // A bar marks the cursor.
    static Editor At(string marked) =>
        new(marked.Replace("|", "", StringComparison.Ordinal), marked.IndexOf('|', StringComparison.Ordinal));

    static string Show(Editor editor) => editor.Text.Insert(editor.Cursor, "|");

    [Fact]
    public void Moving_InAllWays_StopsBetweenCharacters()
    {
        Show(At("ab|c").Left).ShouldBe("a|bc");
        Show(At("ab|c").Right).ShouldBe("abc|");
        Show(At("e\u0301|").Left).ShouldBe("|e\u0301");
        Show(At("|\U0001f469\u200d\U0001f467x").Right).ShouldBe("\U0001f469\u200d\U0001f467|x");
        Show(At("one two|").WordLeft).ShouldBe("one |two");
        Show(At("|one two").WordRight).ShouldBe("one| two");
        Show(At("one\ntw|o").Home).ShouldBe("one\n|two");
        Show(At("o|ne\ntwo").End).ShouldBe("one|\ntwo");
        Show(At("|").Left).ShouldBe("|");
        Show(At("|").Right).ShouldBe("|");
    }

    [Fact]
    public void Deleting_InAllWays_TakesWholeCharacters()
    {
        Show(At("ae\u0301|b").Backspace).ShouldBe("a|b");
        Show(At("a|漢b").Delete).ShouldBe("a|b");
        Show(At("|").Backspace).ShouldBe("|");
        Show(At("a|").Delete).ShouldBe("a|");
    }

    [Fact]
    public void Killing_ThenYanking_GivesItBack()
    {
        Show(At("one two|").KillToSpace).ShouldBe("one |");
        Show(At("one two|").KillToSpace.Yank).ShouldBe("one two|");
        Show(At("/a/b-c|").KillWordLeft).ShouldBe("/a/b-|");
        Show(At("one| two").KillToEnd).ShouldBe("one|");
        Show(At("one| two").KillToStart).ShouldBe("| two");
        Show(At("|one two").KillWordRight).ShouldBe("| two");
        Show(At("one|\ntwo").KillToEnd).ShouldBe("one|two");
    }

    [Fact]
    public void Transpose_SwapsNeighbours()
    {
        Show(At("ab|c").Transpose).ShouldBe("acb|");
        Show(At("abc|").Transpose).ShouldBe("acb|");
        Show(At("a|").Transpose).ShouldBe("a|");
    }

    [Fact]
    public void Insert_WhenTooLong_KeepsWhatFits() => new Editor().Insert(new string('x', 20_000)).Text.Length.ShouldBe(Editor.MaxChars);

    [Fact]
    public void History_GoingBackAndForth_KeepsTheDraft()
    {
        var history = new InputHistory().Add("one").Add("two").Add("two");
        (history, var text) = history.Go(1, "draft");
        text.ShouldBe("two");
        (history, text) = history.Go(1, text);
        text.ShouldBe("one");
        (history, text) = history.Go(1, text);
        text.ShouldBe("one");
        (history, text) = history.Go(-1, text);
        (_, text) = history.Go(-1, text);
        text.ShouldBe("draft");
    }
}

using System.Collections.Immutable;

namespace ActorChat.Tui.Screen;

/// <summary>What was entered before, for this run of the client only: lines with passwords are never in it.</summary>
sealed record InputHistory
{
    /// <summary>Lines kept.</summary>
    public const int MaxLines = 500;

    /// <summary>Oldest first.</summary>
    public ImmutableList<string> Lines { get; init; } = [];

    // How far back the user has gone: 0 is the draft.
    int Back { get; init; }

    string Draft { get; init; } = "";

    /// <summary>With a line that was entered; the same line twice running stands once.</summary>
    public InputHistory Add(string line)
    {
        var lines = Lines.Count > 0 && Lines[^1] == line ? Lines : Lines.Add(line);
        return new InputHistory { Lines = lines.Count > MaxLines ? lines.RemoveAt(0) : lines };
    }

    /// <summary>The draft is given up.</summary>
    public InputHistory Reset() => new() { Lines = Lines };

    /// <summary>The line before (1) or after (-1) the one that is shown now; the same when there is none.</summary>
    public (InputHistory History, string Text) Go(int step, string shown)
    {
        var back = Math.Clamp(Back + step, 0, Lines.Count);
        if (back == Back) return (this, shown);
        var draft = Back == 0 ? shown : Draft;
        return (this with { Back = back, Draft = draft }, back == 0 ? draft : Lines[^back]);
    }
}

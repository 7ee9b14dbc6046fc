using System.Drawing;
using System.Text;
using ActorChat.Tui.Terminal;
using BenchmarkDotNet.Attributes;
using Terminal.Gui.Drivers;

namespace ActorChat.Bench;

/// <summary>From one frame of the client to the next: what goes to the terminal is only what changed.</summary>
public class ScreenBenchmarks
{
    const int Width = 120, Height = 40;

    readonly OutputBufferImpl full = Frame("the first of two screens"), other = Frame("another screen altogether"),
        typed = Frame("the first of two screens");
    readonly FrameRows rows = new();
    readonly StringBuilder output = new();

    [GlobalSetup]
    public void Type() => Whole(typed).Put(0, Height - 1, "> a line that somebody types", Style.Plain);

    [Benchmark]
    public int Unchanged() => Between(full, full);

    [Benchmark]
    public int OneLine() => Between(full, typed);

    [Benchmark]
    public int Everything() => Between(full, other);

    [Benchmark]
    public int Draw() => Frame("the first of two screens").Rows;

    int Between(OutputBufferImpl before, OutputBufferImpl after)
    {
        output.Clear();
        rows.Draw(before.Contents!, output);
        rows.Draw(after.Contents!, output);
        return output.Length;
    }

    static Canvas Whole(OutputBufferImpl buffer) => new(buffer, new Rectangle(0, 0, Width, Height));

    static OutputBufferImpl Frame(string text)
    {
        var buffer = new OutputBufferImpl();
        buffer.SetSize(Width, Height);
        var canvas = Whole(buffer);
        canvas.Clear();
        for (var y = 0; y < Height; y++) canvas.Put(y % 7, y, $"{y:00}:00 #{y} bob: {text} 你好 {text} {text}", Style.Plain);
        return buffer;
    }
}

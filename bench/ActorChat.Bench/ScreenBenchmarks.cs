using ActorChat.Tui.Terminal;
using BenchmarkDotNet.Attributes;

namespace ActorChat.Bench;

/// <summary>From one frame of the client to the next: what goes to the terminal is only what changed.</summary>
public class ScreenBenchmarks
{
    const int Width = 120, Height = 40;

    readonly FrameDiff diff = new(colours: true);
    readonly CellBuffer full = Frame("the first of two screens"), other = Frame("another screen altogether"), typed = Frame("the first of two screens");

    [GlobalSetup]
    public void Type() => typed.Put(0, Height - 1, "> a line that somebody types", Style.Plain);

    [Benchmark]
    public int Unchanged() => diff.Of(full, full).Length;

    [Benchmark]
    public int OneLine() => diff.Of(full, typed).Length;

    [Benchmark]
    public int Everything() => diff.Of(full, other).Length;

    [Benchmark]
    public int Draw() => Frame("the first of two screens").Height;

    static CellBuffer Frame(string text)
    {
        var frame = new CellBuffer(Width, Height);
        for (var y = 0; y < Height; y++) frame.Put(y % 7, y, $"{y:00}:00 #{y} bob: {text} 你好 {text} {text}", Style.Plain);
        return frame;
    }
}

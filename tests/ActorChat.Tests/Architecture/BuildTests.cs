using System.Diagnostics;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.Architecture;

/// <summary>The first start is a build: nothing runs in it that only the project's own people need.</summary>
public sealed class BuildTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("ActorChat.Tui", "Debug", "", "false")]
    [InlineData("ActorChat.Node", "Debug", "", "false")]
    [InlineData("ActorChat.Tui", "Release", "", "")]
    [InlineData("ActorChat.Node", "Debug", "true", "")]
    public async Task Analyzers_WhenTheProgramIsOnlyRun_AreLeftOut_AndNotInCiOrARelease(
        string project, string configuration, string ci, string run)
    {
        string[] arguments = ["msbuild", $"src/{project}", "-getProperty:RunAnalyzers", $"-p:Configuration={configuration}"];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        };
        // What the machine is set to must not answer for the project.
        start.Environment.Remove("RunAnalyzers");
        start.Environment["CI"] = ci;
        using var build = Process.Start(start)!;
        using var late = new CancellationTokenSource(Deadline);
        (await build.StandardOutput.ReadToEndAsync(late.Token)).Trim().ShouldBe(run);
    }
}

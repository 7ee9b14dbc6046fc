using System.Runtime.CompilerServices;

namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>
/// The settings of .NET for the processes that tests start, which inherit them. They live for a minute at most, half of which would go into
/// compiling what is hot once more, and into guarding memory of code against writing.
/// </summary>
static class ShortLives
{
    [ModuleInitializer]
    internal static void CompileOnce()
    {
        Environment.SetEnvironmentVariable("DOTNET_TC_CallCounting", "0");
        Environment.SetEnvironmentVariable("DOTNET_EnableWriteXorExecute", "0");
    }
}

using System.Runtime.CompilerServices;

namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>
/// The settings of .NET for the processes that tests start, which inherit them. They live for a minute at most, half of which would go into
/// compiling once more what was called thirty times, and into guarding memory of code against writing.
/// </summary>
static class ShortLives
{
    [ModuleInitializer]
    internal static void CompileLess()
    {
        // Hexadecimal.
        Environment.SetEnvironmentVariable("DOTNET_TC_CallCountThreshold", "1000");
        Environment.SetEnvironmentVariable("DOTNET_EnableWriteXorExecute", "0");
    }
}

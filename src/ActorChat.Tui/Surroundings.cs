using System.Text;
using ActorChat.Tui.Files;

namespace ActorChat.Tui;

/// <summary>What the program finds around it: its user's folders, and the three streams.</summary>
/// <param name="Folders">Where it keeps what is the user's.</param>
/// <param name="Input">Commands, without a screen.</param>
/// <param name="Output">What it says, without a screen.</param>
/// <param name="Error">What does not belong to what the user pipes.</param>
sealed record Surroundings(UserFolders Folders, Stream Input, Stream Output, TextWriter Error)
{
    /// <summary>Those of this process.</summary>
    public static Surroundings OfProcess() =>
        new(UserFolders.OfEnvironment(), Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.Error);

    /// <summary>Reads what comes in.</summary>
    public StreamReader NewReader() => new(Input, Utf8);

    /// <summary>Writes what goes out.</summary>
    public StreamWriter NewWriter() => new(Output, Utf8);

    static UTF8Encoding Utf8 => new(encoderShouldEmitUTF8Identifier: false);
}

using System.Text;
using ActorChat.Tui.Files;

namespace ActorChat.Tui;

/// <summary>What the program finds around it: its user's folders, and the three streams, which are opened where they are used.</summary>
/// <param name="Folders">Where it keeps what is the user's.</param>
/// <param name="Input">Commands, without a screen.</param>
/// <param name="Output">What it says, without a screen.</param>
/// <param name="Tell">Writes a line that does not belong to what the user pipes.</param>
sealed record Surroundings(UserFolders Folders, Func<Stream> Input, Func<Stream> Output, Action<string> Tell)
{
    /// <summary>Those of this process.</summary>
    public static Surroundings OfProcess() => new(
        UserFolders.OfEnvironment(), Console.OpenStandardInput, Console.OpenStandardOutput, line => Console.Error.WriteLine(line));

    /// <summary>Reads what comes in.</summary>
    public StreamReader OpenInput() => new(Input(), Utf8);

    /// <summary>Writes what goes out.</summary>
    public StreamWriter OpenOutput() => new(Output(), Utf8);

    static UTF8Encoding Utf8 => new(encoderShouldEmitUTF8Identifier: false);
}

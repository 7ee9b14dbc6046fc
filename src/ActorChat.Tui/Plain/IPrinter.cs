using ActorChat.Tui.Connection;
using ActorChat.Tui.Files;

namespace ActorChat.Tui.Plain;

/// <summary>How things are put on standard output: a line each, flushed at once.</summary>
interface IPrinter
{
    /// <summary>Something that came from, or happened on, the connection.</summary>
    void Happened(ClientEvent happened);

    /// <summary>Whether it shows frames as they came, also messages of users who are ignored.</summary>
    bool ShowsAll { get; }

    /// <summary>A command was typed wrongly, or something failed on this machine.</summary>
    void Failed(string sentence);

    /// <summary>Something a person should know.</summary>
    void Noted(string sentence);

    /// <summary>A list that the client makes itself, such as help.</summary>
    void Listed(IReadOnlyList<string> lines);

    /// <summary>A transfer has come further.</summary>
    void Progressed(TransferProgress progress);

    /// <summary>A transfer has ended well.</summary>
    void Transferred(TransferResult result);
}

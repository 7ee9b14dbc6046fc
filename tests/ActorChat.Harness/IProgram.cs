namespace ActorChat.Harness;

/// <summary>A program that runs, with what it is told and what it says; it ends at the latest when this is disposed.</summary>
interface IProgram : IAsyncDisposable
{
    /// <summary>The last lines on standard error.</summary>
    string Errors { get; }

    /// <summary>Writes a line to its standard input.</summary>
    Task WriteLine(string line);

    /// <summary>Its standard input ends.</summary>
    void CloseInput();

    /// <summary>Waits for its end, and for all that it wrote; the exit code.</summary>
    Task<int> WaitForExit(TimeSpan? deadline = null);
}

namespace ActorChat.Torture.Checking;

/// <summary>
/// Whether a history keeps the promises. It knows nothing of the cluster but what clients asked, were answered and saw, and what stands
/// in the journal in the end.
/// </summary>
/// <remarks>
/// Checkers such as Porcupine and Elle look for an order of all operations that explains every answer and agrees with real time, which in
/// general is a search without end in sight. Here the journal gives that order away: every message has a number. So there is nothing to
/// search: it is enough that each answer agrees with the numbers (<see cref="OnceCheck"/>, <see cref="FeedCheck"/>), and that the numbers
/// agree with real time (<see cref="RealTimeCheck"/>). That is Elle's idea of recoverable lists, with the lists given.
/// </remarks>
static class Checker
{
    /// <summary>All that is wrong; nothing when all promises were kept.</summary>
    public static IReadOnlyList<Breach> Check(History history) =>
    [
        .. OnceCheck.Check(history), .. FeedCheck.Check(history), .. RealTimeCheck.Check(history),
        .. RightsCheck.Check(history), .. ScheduleCheck.Check(history),
    ];
}

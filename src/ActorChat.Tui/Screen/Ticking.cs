namespace ActorChat.Tui.Screen;

/// <summary>
/// When the clock is looked at. What passes by itself (a notice, somebody's typing, a mark of what was read) passes soon after something
/// happened; then a quarter of a second is fine enough. After that only what is told once a minute is due, and a screen at which nobody
/// looks sleeps.
/// </summary>
static class Ticking
{
    /// <summary>Longer than all that passes by itself but what is told once a minute.</summary>
    public static readonly TimeSpan Lively = TimeSpan.FromSeconds(15);

    /// <summary>While something happens.</summary>
    public static readonly TimeSpan Often = TimeSpan.FromMilliseconds(250);

    /// <summary>While nothing does.</summary>
    public static readonly TimeSpan Seldom = TimeSpan.FromMinutes(1);

    /// <summary>How long until the clock is looked at again.</summary>
    /// <param name="ticked">Since it was looked at.</param>
    /// <param name="happened">Since something else happened.</param>
    public static TimeSpan Next(TimeSpan ticked, TimeSpan happened)
    {
        var rest = (happened < Lively ? Often : Seldom) - ticked;
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }
}

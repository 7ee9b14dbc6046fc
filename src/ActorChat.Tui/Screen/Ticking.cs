using ActorChat.Messages;

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

    /// <summary>
    /// Whether something came of a message from which something else passes by itself soon. The clock's going on is none, nor is that a
    /// user's clients tell each other every minute what they look at: they would keep each other awake.
    /// </summary>
    /// <param name="before">The model before.</param>
    /// <param name="after">The model after it.</param>
    /// <param name="effects">What is done besides.</param>
    public static bool IsNews(AppModel before, AppModel after, IReadOnlyList<Effect> effects) =>
        effects.Any(effect => effect is not AskNode { Request: ShareView })
        || (!ReferenceEquals(before, after) && before != after with
        {
            Now = before.Now,
            Told = after.Told with { View = before.Told.View },
            Peers = after.Peers with { Views = before.Peers.Views },
        });
}

using ActorChat.Messages;
using ActorChat.Tui.Connection;

namespace ActorChat.Tui.Screen;

/// <summary>
/// The lag that the screen was told last. It is measured every few seconds: a figure that trembles tells nothing, and must not wake a
/// screen at which nobody looks.
/// </summary>
sealed class ToldLag
{
    // Less is not felt; on a machine that has much to do a lag trembles by tens of it.
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    TimeSpan? _told;

    /// <summary>Whether a figure says something else than the one that is shown.</summary>
    public static bool IsNews(TimeSpan? shown, TimeSpan measured) =>
        shown is not { } before
            || Math.Abs((measured - before).TotalMilliseconds) >= Math.Max(Step.TotalMilliseconds, before.TotalMilliseconds / 2);

    /// <summary>Whether the screen is to be told this; all that is not about the lag is.</summary>
    public bool IsNews(ClientEvent happened)
    {
        // The answer by which it was measured.
        if (happened is FrameIn { Frame: Pong }) return false;
        // A new connection has a lag of its own.
        if (happened is LinkChanged) _told = null;
        if (happened is not LagMeasured measured) return true;
        if (!IsNews(_told, measured.Lag)) return false;
        _told = measured.Lag;
        return true;
    }
}

using ActorChat.Messages;
using ActorChat.Tui.Connection;

namespace ActorChat.Tui.Screen;

/// <summary>
/// The bell, once for a person however many clients they have: the client that is being used asks first whether it may ring, the
/// others a moment later, and by then they have seen that one has.
/// </summary>
static class Ringing
{
    static readonly TimeSpan UsedWithin = TimeSpan.FromMinutes(1);

    // Longer than the way of the first client's question to the node and back to this one.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Takes note of what happened to the user.</summary>
    public static AppModel Hear(AppModel model, Event own) => own switch
    {
        Mentioned or CommentReceived =>
            model with { ToRing = new PendingRing(
            own.Seq, model.Now + (model.Now - model.LastKey < UsedWithin ? TimeSpan.Zero : Patience)) },
        Rung rung when rung.UpTo >= model.ToRing?.Seq => model with { ToRing = null },
        _ => model,
    };

    /// <summary>Asks when it is time.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Ask(AppModel model) =>
        model is { ToRing: { } ring, Link.State: LinkState.Open } && ring.At <= model.Now
        ? (model with { ToRing = null }, [new AskNode(new Ring(ring.Seq), Purpose.Ring)])
        : (model, []);

    /// <summary>The answer has come.</summary>
    public static IReadOnlyList<Effect> Answered(Reply reply) => reply is Rings { First: true } ? [new Bell()] : [];
}

using System.Text.Json;
using ActorChat.Node.Feeds;
using ActorChat.Messages;
using ActorChat.Node.Chat;

namespace ActorChat.Node.Sessions;

/// <summary>
/// Watches a logged-in user's own feed for what silences the user or ends the login. It has a subscription of its own, which never
/// pauses: a client that reads nothing learns nothing, but its session does. A suspension is published before the report that led to it
/// is answered, so a message sent after that answer meets it.
/// </summary>
sealed class Guard(Session session, string user, string loginId, TimeProvider time) : IFollower
{
    // Null once it is ready: most are long past that.
    TaskCompletionSource? ready = Completion.Source();
    volatile Suspension? suspension;

    /// <summary>Its place in the feed.</summary>
    public Subscription? Subscription { get; set; }

    /// <summary>Ends when it knows how the user stands.</summary>
    public Task Ready => Completion.Of(ref ready);

    /// <summary>The user stands so; what comes after this is in the feed.</summary>
    public void Begin(UserState state, string feed)
    {
        suspension = state.Suspended;
        session.SetSaidAway(state.Away);
        Subscription!.Start(feed, state.Seq, state.Seq);
    }

    /// <summary>Why the user may not send anything now; null when they may.</summary>
    public Error? Silence() => suspension is { } one && time.GetUtcNow() < one.Until ? PolicingErrors.Suspended(one.Until, one.Why) : null;

    /// <summary>Nobody watches any more.</summary>
    public void End()
    {
        Subscription?.End();
        Completion.End(ref ready);
    }

    /// <inheritdoc/>
    public bool OnEvents(FeedRun published)
    {
        foreach (var one in published.All) Take(JsonSerializer.Deserialize(one.Frame.Span, Wire.Lenient.Event)!);
        return true;
    }

    /// <inheritdoc/>
    public void OnGap(long after, long upTo)
    {
        // A user's feed is never purged.
    }

    /// <inheritdoc/>
    public void OnLabels(IReadOnlyList<string> online, IReadOnlyList<string> offline)
    {
        // The user's other sessions do not matter here.
    }

    /// <inheritdoc/>
    public void OnExpelled()
    {
        // Nobody is taken off their own feed.
    }

    /// <inheritdoc/>
    public void OnCaughtUp() => Completion.End(ref ready);

    void Take(Event happened)
    {
        switch (happened)
        {
            case Suspended suspended: suspension = new Suspension(suspended.Until, suspended.Why); break;
            case ReportsDismissed { SuspensionEnds: true }: suspension = null; break;
            case WentAway: session.SetSaidAway(true); break;
            case CameBack: session.SetSaidAway(false); break;
            case SessionClosed closed when closed.Session == loginId: session.OnLoginEnded(this, LoggedOutElsewhere); break;
            case PasswordChanged changed when changed.Session != loginId: session.OnLoginEnded(this, PasswordChangedElsewhere); break;
            case Banned banned: session.OnLoginEnded(
                this, new LoginEnded(ErrorCodes.Banned, PolicingErrors.Banned(user, banned.Until, banned.Reason).Message)); break;
        }
    }

    static LoginEnded PasswordChangedElsewhere { get; } = new(
        ErrorCodes.BadToken, "your password was changed: /login <username> <password> with the new one.");

    static LoginEnded LoggedOutElsewhere { get; } = new(
        ErrorCodes.BadToken, "this client was logged out from another one of yours: /login <username> <password>.");
}

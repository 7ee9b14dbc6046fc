using System.Globalization;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Users;

/// <summary>Being there or away, being seen, and whom one does not want to see.</summary>
static class Manners
{
    public static Effect Leave(User user, GoAway request)
    {
        var text = Texts.CleanLine(request.Text ?? "").Trim() is { Length: > 0 } clean ? clean : null;
        if (text?.Length > ProtocolLimits.MaxReasonChars) return Effects.Refuse(TextTooLong);
        return user.Away == new Absence(text) ? Effects.Done : Effects.Commit(new EventDraft(new WentAway(text)));
    }

    public static Effect Return(User user) => user.Away is null ? Effects.Done : Effects.Commit(new EventDraft(new CameBack()));

    /// <summary>The last client went. An event only now and then: a flapping connection is not worth one each time.</summary>
    public static Effect See(User user, UserOptions options, CommandContext context) =>
        !user.Settings.LastSeen || (user.LastSeen is { } last && context.Now - last < options.SeenInterval)
            ? Effects.Done
            : Effects.Commit(new EventDraft(new Seen()));

    /// <summary>Whether they are online is for the session to fill in.</summary>
    public static Effect Show(User user) =>
        Effects.Reply(new Profile(user.Name!, Online: false, Away: user.Away is not null, user.Away?.Text,
            user.Settings.LastSeen ? user.LastSeen : null));

    public static Effect Ignore(User user, string other, UserOptions options) => user switch
    {
        _ when Names.Same(user.Name!, other) => Effects.Refuse(Yourself),
        _ when user.Ignores(other) => Effects.Done,
        _ when user.Ignored.Count >= options.MaxIgnored => Effects.Refuse(TooMany(user.Ignored.Count)),
        _ => Effects.Commit(new EventDraft(new UserIgnored(other))),
    };

    public static Effect Unignore(User user, string other) =>
        user.Ignores(other) ? Effects.Commit(new EventDraft(new UserUnignored(other))) : Effects.Done;

    static Error Yourself { get; } = new(ErrorCodes.Yourself, "you can't ignore yourself: /ignore <user> with somebody else's name.");

    static Error TextTooLong { get; } = new(
        ErrorCodes.TextTooLong, $"the text has at most {ProtocolLimits.MaxReasonChars} characters: say it shorter.");

    static Error TooMany(int count) => new(ErrorCodes.TooMany, string.Create(CultureInfo.InvariantCulture,
        $"you ignore {count} users, as many as may be: /unignore <user> shows one of them again."));
}

/// <summary>That a user is away.</summary>
public sealed record Absence(string? Text = null);

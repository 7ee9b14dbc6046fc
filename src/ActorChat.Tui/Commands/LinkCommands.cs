using System.Globalization;
using ActorChat.Messages;
using static ActorChat.Tui.Commands.CommandTable;

namespace ActorChat.Tui.Commands;

/// <summary>The commands of invite links and of those who ask to come in.</summary>
static class LinkCommands
{
    /// <summary>In the order in which help shows them.</summary>
    public static IEnumerable<CommandSpec> All() =>
    [
        new("invite_link", "Make a link by which people may ask to come into a room (25 of them, for 7d, unless told; admins only).",
            "/invite_link lab 5 2d",
            Invite, Arg("room_name", ArgumentKind.Room), Optional("uses", ArgumentKind.Count), Optional("duration", ArgumentKind.Text)),
        new("links", "The invite links of a room that still work (admins only).", "/links lab",
            given => new Ask(new GetLinks(given[0])), Arg("room_name", ArgumentKind.Room)),
        new("revoke_link", "End an invite link, named by itself or by its id (admins only).", "/revoke_link lab/3f2a90bc17",
            given => new Ask(new RevokeLink(given[0])), Arg("link", ArgumentKind.Text)),
        new("join_link", "Ask to come into the room that an invite link leads to.", "/join_link actorchat://127.0.0.1:7401/join/dW5ndWVz…",
            given => new Ask(new JoinLink(given[0])), Arg("link", ArgumentKind.Text)),
        new("requests", "Who asks to come into a room, or into any of yours (admins only).", "/requests lab",
            given => new Ask(new GetRequests(given.Count > 0 ? given[0] : null)), Optional("room_name", ArgumentKind.Room)),
        new("approve", "Let in a user who asks to come into a room (admins only).", "/approve lab bob",
            given => new Ask(new Approve(given[0], given[1])), Arg("room_name", ArgumentKind.Room), Arg("user_name", ArgumentKind.User)),
        new("deny", "Turn down a user who asks to come into a room (admins only).", "/deny lab bob",
            given => new Ask(new Deny(given[0], given[1])), Arg("room_name", ArgumentKind.Room), Arg("user_name", ArgumentKind.User)),
    ];

    // Both may be left out: a number alone is the uses, anything else the duration.
    static Input Invite(IReadOnlyList<string> given)
    {
        int? uses = null;
        TimeSpan? life = null;
        foreach (var word in given.Skip(1))
        {
            if (uses is null && life is null && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                uses = number;
            }
            else if (life is null && Durations.Parse(word) is { } duration) life = duration;
            else
            {
                return new Wrong(
                    $"'{word}' is neither a number of uses nor a duration such as 30m, 12h or 7d.", Find("invite_link")!.Usage);
            }
        }
        return new Ask(new CreateLink(given[0], uses, (long?)life?.TotalSeconds));
    }
}

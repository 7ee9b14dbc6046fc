using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>Replies about invite links in words.</summary>
static class LinkText
{
    /// <summary>What a person sees of the reply, safe to draw.</summary>
    public static IReadOnlyList<string> Of(Reply reply, TimeZoneInfo zone) => reply switch
    {
        LinkCreated made =>
        [
            Texts.CleanLine(made.Link),
            Texts.CleanLine(string.Create(CultureInfo.InvariantCulture,
                $"leads to {made.Room}: {People(made.Uses)} may ask by it until {ReplyText.Time(made.Until, zone)}; /revoke_link "
                    + $"{made.Id} ends it.")),
        ],
        LinkList { Links.Count: 0 } list =>
            [$"No link leads to {Texts.CleanLine(list.Room)}: /invite_link {Texts.CleanLine(list.Room)} makes one."],
        LinkList list => [.. list.Links.Select(link => Texts.CleanLine(
            $"{link.Id}  by {link.By}, {(link.Uses > 0 ? $"{People(link.Uses)} more may ask" : "used up")} until "
                + $"{ReplyText.Time(link.Until, zone)}"))],
        Asked { In: true } asked => [$"You are in {Texts.CleanLine(asked.Room)}."],
        Asked asked => [$"You asked to come into {Texts.CleanLine(asked.Room)}: you will see here what its admins say."],
        RequestList { Requests.Count: 0 } => ["Nobody asks to come in."],
        RequestList list => [.. list.Requests.SelectMany(Of(zone))],
        _ => [],
    };

    static Func<RequestInfo, IEnumerable<string>> Of(TimeZoneInfo zone) => request =>
    [
        Texts.CleanLine(
            $"{request.User} asks to come into {request.Room} since {ReplyText.Time(request.At, zone)}, by the link {request.Link}"),
        Texts.CleanLine($"    /approve {request.Room} {request.User}"),
        Texts.CleanLine($"    /deny {request.Room} {request.User}"),
    ];

    static string People(int uses) => uses == 1 ? "1 person" : string.Create(CultureInfo.InvariantCulture, $"{uses} people");
}

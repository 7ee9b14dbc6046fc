using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>Replies in words, a line each entry. All of it is safe to draw.</summary>
static class ReplyText
{
    /// <summary>What a person sees of a reply; empty for one that says no more than "done".</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="zone">The user's.</param>
    /// <param name="title">How a feed is called where it was found; as the node spells it unless given.</param>
    public static IReadOnlyList<string> Of(Reply reply, TimeZoneInfo zone, Func<string, string>? title = null) => reply switch
    {
        Error error => [Texts.CleanLine(Instants.In(error.Message, zone))],
        OneTimePassword made => [$"{Texts.CleanLine(made.User)} logs in once with {Texts.CleanLine(made.Password)} until "
            + $"{Time(made.Until, zone)}, and then: /password {Texts.CleanLine(made.Password)} <new>. Tell nobody else."],
        LoggedIn loggedIn => [$"You are logged in as {Texts.CleanLine(loggedIn.Name)}."],
        SessionList list => [.. list.Sessions.Select(session => Of(session, zone))],
        RoomList list => [.. list.Rooms.Select(room => $"{Texts.CleanLine(room.Room)} ({room.Access.ToString().ToLowerInvariant()})"),
            .. Rest(list.More)],
        UserList list => [.. list.Users.Select(Texts.CleanLine), .. Rest(list.More)],
        MemberList list => [Counts(list), .. list.Members.Select(Of)],
        HistoryPage page => [.. page.Events.SelectMany(happened => Lines(Line.Of(happened), zone)),
            .. page.More ? ["(there are older ones)"] : Array.Empty<string>()],
        LinkCreated or LinkList or Asked or RequestList => LinkText.Of(reply, zone),
        ThreadPage page =>
        [
            .. Lines(Line.Of(page.Message), zone), .. page.More ? ["(there are older ones)"] : Array.Empty<string>(),
            .. page.Events.SelectMany(happened => Lines(Line.Of(happened), zone)),
        ],
        Scheduled scheduled => [string.Create(CultureInfo.InvariantCulture,
            $"It will be sent at {Time(scheduled.Due, zone)}; /cancel {scheduled.Schedule} takes it back.")],
        ScheduledList list => [.. list.Messages.Select(message => Of(message, zone))],
        SettingList list => [.. Enum.GetValues<Setting>()
            .Select(setting => $"{(list.Settings.Has(setting) ? "on " : "off")}  {PeopleSentences.Name(setting),-10} {Meaning(setting)}"),
            .. list.Ignored is { } ignored ? [$"ignored: {Texts.CleanLine(string.Join(", ", ignored))} (/unignore <user>)"]
            : Array.Empty<string>()],
        Profile profile => [Of(profile, zone)],
        ReportList list => [.. list.Reports.Select(report => Of(report, zone))],
        FoundList list => SearchText.Of(list, zone, title ?? FeedName.Shown),
        UnreadList list => UnreadText.Of(list, title ?? FeedName.Shown),
        FileList list => FileText.Of(list, zone),
        FilePublished published => [$"Published under the key {Texts.CleanLine(published.Key)}"],
        _ => [],
    };

    /// <summary>A line of a feed with its time and number: <c>10:42 #421 alice: hi</c>; further lines of its text are indented.</summary>
    public static IReadOnlyList<string> Lines(Line? line, TimeZoneInfo zone)
    {
        if (line is null) return [];
        var stamp = string.Create(CultureInfo.InvariantCulture, $"{Time(line.At, zone)} #{line.Seq}");
        if (line is not MessageLine message) return [$"{stamp} * {((EventLine)line).Sentence(zone)}"];
        var text = NoteText.Of(message).Split('\n');
        var file = message.File is { } link
            ? string.Create(CultureInfo.InvariantCulture, $" [file {link.Name}, {link.Size:N0} bytes: /load_file {link.Key}]") : "";
        text[^1] += file + LateMark(message, zone);
        var under = message.Under > 0 ? string.Create(CultureInfo.InvariantCulture, $" on #{message.Under}") : "";
        IEnumerable<string> below = NoteText.Below(message) is { } notes ? [$"    {notes}"] : [];
        return [$"{stamp} {message.By}{under}: {text[0]}", .. text.Skip(1).Select(more => $"    {more}"), .. below];
    }

    /// <summary>What stands behind a message that came later than it was scheduled for.</summary>
    public static string LateMark(MessageLine message, TimeZoneInfo zone) =>
        message.Late is { } due ? $" (late: scheduled for {Time(due, zone)})" : "";

    /// <summary>Hours and minutes, with the day when it is needed to know which.</summary>
    public static string Time(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    static string Of(SessionInfo session, TimeZoneInfo zone) => Texts.CleanLine(
        $"{(session.This ? "*" : " ")} {session.Client}, node {session.Node}, from {session.Address}, since {Time(session.Since, zone)} "
            + $"(session {session.Session})");

    static string Of(ScheduledInfo message, TimeZoneInfo zone) => Texts.CleanLine(string.Create(CultureInfo.InvariantCulture,
        $"{message.Schedule,6}  {Time(message.Due, zone)}  {message.Room ?? "@" + message.User}: {message.Text}"));

    static string Of(ReportInfo report, TimeZoneInfo zone) => Texts.CleanLine(string.Create(CultureInfo.InvariantCulture,
        $"{report.Report,6}  {Time(report.Since, zone)}  {report.By} reported "
            + $"{report.User}{(report.Reason is { } reason ? $": {reason}" : "")}"));

    static string Of(Profile profile, TimeZoneInfo zone)
    {
        var away = profile.Away ? $"away{(profile.AwayText is { } text ? $" ({text})" : "")}" : null;
        var state = profile.Online ? away ?? "online" : profile.LastSeen is { } seen ? $"offline, last seen {Time(seen, zone)}" : "offline";
        return Texts.CleanLine($"{profile.User} is {state}.");
    }

    static string Meaning(Setting setting) => setting switch
    {
        Setting.Drafts => "your clients share drafts",
        Setting.Reads => "read on one, read on all",
        Setting.View => "your clients share their view",
        Setting.Typing => "others see you type",
        _ => "others see when you left",
    };

    static string Of(MemberInfo member) => $"{(member.Away ? "◦" : member.Online ? "●" : "○")} "
        + $"{(member.Admin ? "@" : "")}{Texts.CleanLine(member.User)}{(member.Away ? " (away)" : "")}";

    static string Counts(MemberList list) => list.MemberCount > 0
        ? $"{Texts.CleanLine(list.Room)}: {list.MemberCount} members, {list.OnlineCount} online"
        : $"{Texts.CleanLine(list.Room)}: everyone is in it; {list.OnlineCount} online";

    static string[] Rest(bool more) => more ? ["(and more: search with a longer text)"] : [];
}

using System.Globalization;
using ActorChat.Messages;
using ActorChat.Tui.Model;
using ActorChat.Tui.Terminal;
using ActorChat.Tui.Text;

namespace ActorChat.Tui.Screen;

/// <summary>
/// The left: home, rooms, dialogues, each with what is unread; then rooms that the user may enter, and those they wait for.
/// </summary>
static class RoomPane
{
    public static void Draw(Canvas frame, AppModel model)
    {
        var width = frame.Width - 1;
        frame.Fill(width, 0, 1, frame.Height, Theme.Faint, "│");
        var entries = Switching.Views(model).ToList();
        // The list moves only as far as it must to show the one in view.
        var top = Top(model, entries, frame.Height);
        var y = 0;
        for (var i = top; i < entries.Count && y < frame.Height; i++) Entry(frame, model, entries[i], i, y++, width);
        foreach (var room in model.Chat.Invitations.Values.TakeWhile(_ => y < frame.Height))
        {
            frame.Put(1, y++, CellWidth.Fit($"+ {room}: /join_room", width - 1), Theme.Notice);
        }
        foreach (var room in model.Chat.Asked.Values.TakeWhile(_ => y < frame.Height))
        {
            frame.Put(1, y++, CellWidth.Fit($"… {room}: asked", width - 1), Theme.Faint);
        }
    }

    /// <summary>The first entry that is shown in so many rows.</summary>
    public static int Top(AppModel model, IReadOnlyList<string> entries, int height) =>
        Math.Clamp(model.RoomScroll ?? entries.ToList().IndexOf(model.View) - height + 2, 0, Math.Max(0, entries.Count - height));

    static void Entry(Canvas frame, AppModel model, string key, int index, int y, int width)
    {
        var selected = key == model.View;
        var unread = key == AppModel.Home ? 0 : model.Chat.Unread(key);
        var called = key == AppModel.Home ? 0 : model.Chat.Called(key);
        var count = unread == 0 ? "" : UnreadText.Number(unread);
        if (called > 0) count = string.Create(CultureInfo.InvariantCulture, $"@{called} {count}").TrimEnd();
        var style = selected ? Theme.Selected : unread + called > 0 ? Theme.Unread : Theme.Text;
        if (selected) frame.Fill(0, y, width, 1, style);
        var number = index <= 9 ? index.ToString(CultureInfo.InvariantCulture) : " ";
        frame.Put(0, y, number, selected ? style : Theme.Faint);
        if (Overheard.IsInView(model, key)) frame.Put(1, y, "›", selected ? style : Theme.Faint);
        frame.Put(2, y, CellWidth.Fit(Name(model, key), width - 3 - count.Length), style);
        frame.Put(width - count.Length, y, count, style);
    }

    static string Name(AppModel model, string key)
    {
        if (key == AppModel.Home) return "home";
        var feed = model.Chat.Feeds[key];
        if (!feed.IsDialogue) return feed.Title;
        var name = Names.Fold(feed.Title);
        return (feed.Away.ContainsKey(name) ? "◦" : feed.Online.ContainsKey(name) ? "●" : "○") + feed.Title;
    }
}

/// <summary>The right: who is in the room, those online first, admins marked.</summary>
static class MemberPane
{
    public static void Draw(Canvas frame, AppModel model)
    {
        frame.Fill(0, 0, 1, frame.Height, Theme.Faint, "│");
        if (model.InView is not { } feed) return;
        var top = Top(model, frame.Height);
        var people = People(model).Skip(top).ToList();
        var shown = people.Count > frame.Height ? frame.Height - 1 : people.Count;
        for (var i = 0; i < shown; i++)
        {
            var (name, online, away, admin) = people[i];
            frame.Put(2, i, away ? "◦" : online ? "●" : "○", online && !away ? Theme.Online : Theme.Faint);
            frame.Put(4, i, CellWidth.Fit((admin ? "@" : "") + name, frame.Width - 5), online ? Theme.Nick(name) : Theme.Faint);
        }
        if (shown < people.Count) frame.Put(2, shown, $"… {Math.Max(feed.MemberCount - top, people.Count) - shown} more", Theme.Faint);
    }

    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<(string Name, bool Online, bool Away, bool Admin)> People(AppModel model) =>
        model.InView is not { } feed ? []
        : [.. feed.Members.AddRange(feed.Online.Where(user => !feed.Members.ContainsKey(user.Key) && feed.Members.IsEmpty))
            .Select(user => (Name: user.Value, Online: feed.Online.ContainsKey(user.Key), Away: feed.Away.ContainsKey(user.Key),
                Admin: feed.Admins.ContainsKey(user.Key)))
            .OrderBy(user => (!user.Online, user.Away, !user.Admin))];

    /// <summary>The first one that is shown in so many rows.</summary>
    public static int Top(AppModel model, int height) => Math.Clamp(model.MemberScroll, 0, Math.Max(0, People(model).Count - height));
}

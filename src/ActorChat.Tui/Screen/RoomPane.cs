using System.Globalization;
using ActorChat.Messages;
using ActorChat.Tui.Terminal;
using ActorChat.Tui.Text;

namespace ActorChat.Tui.Screen;

/// <summary>The left: home, rooms, dialogues, each with what is unread; then rooms that the user may enter, and those they wait for.</summary>
static class RoomPane
{
    public static void Draw(CellBuffer frame, AppModel model, Layout layout)
    {
        var width = layout.Left - 1;
        frame.Fill(width, 1, 1, layout.Body, Theme.Faint, "│");
        var entries = Switching.Views(model).ToList();
        // The list moves only as far as it must to show the one in view.
        var at = entries.IndexOf(model.View);
        var top = Math.Clamp(at - layout.Body + 2, 0, Math.Max(0, entries.Count - layout.Body));
        var y = 1;
        for (var i = top; i < entries.Count && y <= layout.Body; i++) Entry(frame, model, entries[i], i, y++, width);
        foreach (var room in model.Chat.Invitations.Values.TakeWhile(_ => y <= layout.Body))
        {
            frame.Put(1, y++, CellWidth.Fit($"+ {room}: /join_room", width - 1), Theme.Notice);
        }
        foreach (var room in model.Chat.Asked.Values.TakeWhile(_ => y <= layout.Body))
        {
            frame.Put(1, y++, CellWidth.Fit($"… {room}: asked", width - 1), Theme.Faint);
        }
    }

    static void Entry(CellBuffer frame, AppModel model, string key, int index, int y, int width)
    {
        var selected = key == model.View;
        var unread = key == AppModel.Home ? 0 : model.Chat.Unread(key);
        var called = key == AppModel.Home ? 0 : model.Chat.Called(key);
        var count = unread == 0 ? "" : unread > 999 ? "999+" : unread.ToString(CultureInfo.InvariantCulture);
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
    public static void Draw(CellBuffer frame, AppModel model, Layout layout)
    {
        var left = frame.Width - layout.Right;
        frame.Fill(left, 1, 1, layout.Body, Theme.Faint, "│");
        if (model.InView is not { } feed) return;
        var people = feed.Members.AddRange(feed.Online.Where(user => !feed.Members.ContainsKey(user.Key) && feed.Members.IsEmpty))
            .Select(user => (Name: user.Value, Online: feed.Online.ContainsKey(user.Key), Away: feed.Away.ContainsKey(user.Key), Admin: feed.Admins.ContainsKey(user.Key)))
            .OrderBy(user => (!user.Online, user.Away, !user.Admin))
            .ToList();
        var shown = people.Count > layout.Body ? layout.Body - 1 : people.Count;
        for (var i = 0; i < shown; i++)
        {
            var (name, online, away, admin) = people[i];
            frame.Put(left + 2, 1 + i, away ? "◦" : online ? "●" : "○", online && !away ? Theme.Online : Theme.Faint);
            frame.Put(left + 4, 1 + i, CellWidth.Fit((admin ? "@" : "") + name, layout.Right - 5), online ? Theme.Nick(name) : Theme.Faint);
        }
        if (shown < people.Count) frame.Put(left + 2, 1 + shown, $"… {Math.Max(feed.MemberCount, people.Count) - shown} more", Theme.Faint);
    }
}

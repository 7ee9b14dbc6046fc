using ActorChat.Messages;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Screen;

/// <summary>What the mouse does: the wheel scrolls what is under it, a click takes what it is on.</summary>
static class MouseUpdate
{
    // Rows a turn of the wheel.
    const int WheelRows = 3;

    public static (AppModel, IReadOnlyList<Effect>) Wheel(AppModel model, Wheeled wheeled) => wheeled.Part switch
    {
        PartName.Palette when model.Palette is { } palette =>
            Palettes.Press(model, palette, new Terminal.Key(wheeled.Direction < 0 ? Terminal.KeyName.Up : Terminal.KeyName.Down)),
        PartName.Rooms => (model with { RoomScroll =
            Scrolled(RoomPane.Top(model, Switching.Views(model), Layout.Of(model).Body), wheeled,
            Switching.Views(model).Count - Layout.Of(model).Body) }, []),
        PartName.Members => (model with { MemberScroll =
            Scrolled(MemberPane.Top(model, Layout.Of(model).Body), wheeled, MemberPane.People(model).Count - Layout.Of(model).Body) }, []),
        _ => Scrolling.By(model, wheeled.Direction, WheelRows),
    };

    public static (AppModel, IReadOnlyList<Effect>) Click(AppModel model, Clicked click)
    {
        if (model.Palette is { } palette)
        {
            return click.Part == PartName.Palette
                ? Palettes.Choose(model, palette, PaletteView.At(model, click.Y, Layout.Places(model)[PartName.Palette].Height))
                : (model with { Palette = null }, []);
        }
        return click.Part switch
        {
            PartName.Rooms => Room(model, click.Y),
            PartName.Members => Member(model, click.Y),
            PartName.Messages when model.Panel is null => (Message(model, click.Y), []),
            PartName.Hint when model.Selected is not null => Action(model, click.X),
            _ => (model, []),
        };
    }

    static int Scrolled(int now, Wheeled wheeled, int last) => Math.Clamp(now + (wheeled.Direction * WheelRows), 0, Math.Max(0, last));

    static (AppModel, IReadOnlyList<Effect>) Room(AppModel model, int row)
    {
        var views = Switching.Views(model);
        var index = RoomPane.Top(model, views, Layout.Of(model).Body) + row;
        if (index < views.Count) return Switching.To(model, views[index]);
        var invited = model.Chat.Invitations.Values.ElementAtOrDefault(index - views.Count);
        return (invited is null ? model : model with { Editor = model.Editor.With($"/join_room {invited}") }, []);
    }

    // Somebody who writes mentions; somebody who does not begins a dialogue.
    static (AppModel, IReadOnlyList<Effect>) Member(AppModel model, int row)
    {
        var index = MemberPane.Top(model, Layout.Of(model).Body) + row;
        var people = MemberPane.People(model);
        if (index >= people.Count || people[index].Name is not { } name || (model.Chat.Me is { } me && Names.Same(me, name)))
        {
            return (model, []);
        }
        if (model.Editor.Text.Length > 0) return (model with { Editor = model.Editor.InsertWord($"@{name} ") }, []);
        var dialogue = model.Chat.Feeds.FirstOrDefault(feed => feed.Value.IsDialogue && Names.Same(feed.Value.Title, name)).Key;
        return dialogue is not null ? Switching.To(model, dialogue)
            : (model with { Editor = model.Editor.With($"/open_dialogue {name}") }, []);
    }

    // A second click on it gives it up.
    static AppModel Message(AppModel model, int row)
    {
        if (model.View == AppModel.Home) return model;
        var (width, height) = (Layout.Of(model).Middle, Layout.Of(model).Body);
        var rows = MessageRows.Back(model, width, model.PaneInView.Bottom, height);
        var shown = rows.Skip(Math.Max(0, rows.Count - height)).ToList();
        var at = row - (height - shown.Count);
        var seq = at >= 0 && at < shown.Count ? shown[at].Place.Seq : 0;
        var message = model.TimelineInView?.Lines.FirstOrDefault(line => line.Seq == seq && line is MessageLine);
        return model with { Selected = message is null || model.Selected == seq ? null : seq };
    }

    static (AppModel, IReadOnlyList<Effect>) Action(AppModel model, int x)
    {
        var at = HintLine.ActionsStart(model);
        foreach (var (word, act) in Selection.Actions)
        {
            if (x >= at && x < at + word.Length) return act(model);
            at += word.Length + 1;
        }
        return (model, []);
    }
}

using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Tests.Chat;
using ActorChat.Tests.Chat.Rooms;
using ActorChat.Tests.Chat.Talk;
using ActorChat.Tui.Model;
using FsCheck;
using FsCheck.Fluent;

namespace ActorChat.Tests.Tui;

/// <summary>
/// Old state and events equal a fresh load, whatever is done to messages: a client that followed from the beginning, one that loads at the
/// end, and one that loaded in between, with a page that was read before or after what it already had.
/// </summary>
public class ConvergenceProperties
{
    const string Feed = "room/Lab", Key = "room/lab";

    static readonly Gen<string> Users = Gen.Elements("alice", "bob", "eve");

    static readonly Gen<Request> Requests = Gen.Choose(4, 30).SelectMany(message => Gen.Frequency(
        (4, Gen.Choose(1, 500).Select<int, Request>(number => new Post("lab", $"text {number}", $"p:{number}"))),
        (3, Gen.Choose(1, 500).Select<int, Request>(number => new Comment(Feed, message, $"comment {number}", $"c:{number}"))),
        (3, Gen.Choose(1, 500).Select<int, Request>(number => new EditMessage(Feed, message, $"edit {number}"))),
        (1, Gen.Constant<Request>(new DeleteMessage(Feed, message))),
        (4, Gen.Elements("👍", "🎉").Select<string, Request>(emoji => new React(Feed, message, emoji)))));

    static readonly Gen<(string By, Request Request)> Steps = Users.SelectMany(by => Requests.Select(request => (by, request)));

    [Fact]
    public void Clients_WheneverTheyLoaded_ShowTheSame() => Chat.Property.HoldsForLists(Steps, steps =>
    {
        var desk = new Desk(RoomScene.Open(new Joined("bob"), new Joined("eve")));
        var (followed, late) = (Begin(desk), ChatState.LoggedOut);
        HistoryPage? early = null;
        for (var i = 0; i < steps.Count; i++)
        {
            var seq = desk.Scene.Seq;
            desk.Ask(steps[i].By, steps[i].Request);
            foreach (var happened in desk.Scene.Committed.Skip((int)seq)
                .Select(one => one with { Feed = Feed, Seq = ++seq, At = desk.Scene.Now }))
            {
                followed = Fold.Apply(followed, happened);
                late = Fold.Apply(late, happened);
            }
            if (i == steps.Count / 3) (late, early) = (Begin(desk), Page(desk));
            if (i == 2 * steps.Count / 3 && early is not null) late = Fold.Merge(late, early, null);
        }
        if (early is null) return;
        var fresh = Fold.Merge(Begin(desk), Page(desk), null);
        Lines(late).ShouldBe(Lines(fresh));
        Lines(followed).ShouldBe(Lines(fresh));
    });

    static ChatState Begin(Desk desk) => Fold.Apply(
        ChatState.LoggedOut with { Me = "alice" }, desk.Scene.When(new Visit("alice")).Last.ThenAnswer<Visited>().State);

    static HistoryPage Page(Desk desk) =>
        new(Feed, [.. desk.Messages.Select(one => one.Event with { Feed = Feed, Seq = one.Seq, At = desk.Scene.Now })], false,
        desk.Scene.Seq);

    static IEnumerable<string> Lines(ChatState chat) => chat.Feeds[Key].Timeline.Lines.OfType<MessageLine>()
        .Select(line => $"#{line.Seq} {line.By}: {NoteText.Of(line)} | {NoteText.Below(line)}");
}

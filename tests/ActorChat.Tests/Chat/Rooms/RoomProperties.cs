using ActorChat.Node.Settings;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Rooms;
using FsCheck;
using FsCheck.Fluent;

namespace ActorChat.Tests.Chat.Rooms;

/// <summary>
/// What holds in a room whatever happens to it, and in the users that it tells. The scene itself checks replay and snapshots at every
/// step.
/// </summary>
public class RoomProperties
{
    static readonly Gen<string> Users = Gen.Elements("alice", "Bob", "carol", "dan");

    static readonly Gen<Request> Requests = Gen.Frequency(
        (2, Gen.Elements<Request>(new CreateRoom("Lab", RoomAccess.Open), new CreateRoom("LAB", RoomAccess.Restricted))),
        (1, Gen.Constant<Request>(new DeleteRoom("Lab"))),
        (6, Gen.Constant<Request>(new JoinRoom("Lab"))),
        (4, Gen.Constant<Request>(new LeaveRoom("Lab"))),
        (4, Users.Select<string, Request>(user => new AddUser("Lab", user))),
        (3, Users.Select<string, Request>(user => new RemoveUser("Lab", user))),
        (6, Gen.Choose(1, 70).Select<int, Request>(number => new Post("Lab", $"text {number}", $"k:{number}"))),
        (1, Gen.Constant<Request>(new Who("Lab"))));

    static readonly Gen<(string By, Request Request)> Steps = Users.SelectMany(by => Requests.Select(request => (by, request)));

    [Fact]
    public void Room_AfterAnySteps_IsSound() => Property.HoldsForLists(Steps, steps =>
    {
        var scene = RoomScene.Nothing();
        foreach (var (by, request) in steps)
        {
            var room = scene.When(by, request).State;
            if (room.Name is null) States.Canonical(room with { Log = Room.None.Log }).ShouldBe(States.Canonical(Room.None));
            else Sound(room);
        }
    });

    [Fact]
    public void Post_WhateverTheOrder_AcceptsNoKeyTwice() => Property.HoldsForLists(Steps, steps =>
    {
        var scene = RoomScene.Nothing();
        var accepted = new Dictionary<(string By, string Key), long>();
        foreach (var (by, request) in steps)
        {
            scene.When(by, request);
            if (request is not Post post || scene.Last.ThenReply<Reply>() is not PostedReply reply) continue;
            var key = (by, post.Key);
            if (scene.Last.Events.Count > 0) accepted.TryAdd(key, reply.Seq).ShouldBeTrue();
            else reply.Seq.ShouldBe(accepted[key]);
        }
    });

    [Fact]
    public void Followers_AfterAnySteps_AreMembers() => Property.HoldsForLists(Steps, steps =>
    {
        var scene = RoomScene.Nothing();
        var followers = new HashSet<string>();
        foreach (var (by, request) in steps)
        {
            foreach (var draft in scene.When(by, request).Last.Events)
            {
                if (draft.Expels == "*") followers.Clear();
                else if (draft.Expels is { } gone) followers.Remove(gone);
            }
            followers.ShouldAllBe(follower => scene.State.Holds(follower));
            if (scene.When(new Visit(by)).Last.Reply is Visited) followers.Add(Names.Fold(by));
        }
    });

    [Fact]
    public void Users_WhateverTheOrderOfTheirLetters_AgreeWithTheRoom() => Property.Holds(
        Gen.Choose(0, 60).SelectMany(Steps.ListOf).SelectMany(steps => Gen.Choose(0, int.MaxValue - 1).Select(seed => (steps, seed))),
        input =>
        {
            var scene = RoomScene.Nothing();
            var letters = input.steps.SelectMany(step => scene.When(step.By, step.Request).Last.Told().ToList()).ToArray();
            new Random(input.seed).Shuffle(letters);
            foreach (var name in new[] { "alice", "bob", "carol", "dan" }) Agrees(scene.State, name, letters);
        });

    [Fact]
    public void Purge_AfterAnySteps_NeverTouchesTheLivingNorTheLastDeletion() => Property.HoldsForLists(Steps, steps =>
    {
        var scene = RoomScene.Nothing();
        long deleted = 0;
        foreach (var (by, request) in steps)
        {
            var before = scene.Seq;
            var purges = scene.When(by, request).Last.Letters.Select(letter => letter.Body).OfType<PurgeNext>().ToList();
            var end = scene.Last.Events.Select((draft, i) => draft.Event is Deleted ? before + 1 + i : 0).Sum();
            if (end > 0) purges.ShouldBe([new PurgeNext(deleted + 1, end, deleted > 0 ? deleted : null)]);
            else purges.ShouldBeEmpty();
            if (end > 0) deleted = end;
        }
    });

    static void Sound(Room room)
    {
        room.Roster.Count.ShouldBeGreaterThan(0);
        room.Roster.Admins.Count.ShouldBeGreaterThan(0);
        room.Roster.Members.Count.ShouldBe(room.Roster.Count);
        room.Roster.AdminNames.ShouldBe(room.Roster.Members.Values.Where(member => member.Admin).Select(member => member.Name));
        room.Roster.AllNames.ShouldAllBe(member => !room.Barred.Has(member) && !room.Allowed.HasInvited(member));
        if (room.Access == RoomAccess.Restricted) room.Roster.AllNames.ShouldAllBe(member => room.Allowed.Has(member));
    }

    static void Agrees(Room room, string name, IEnumerable<(string User, Event Event)> letters)
    {
        var user = new Scene<ActorChat.Node.Chat.Users.User>(new ActorChat.Node.Chat.Users.UserBehaviour(NodeSettings.Default.Users),
            Ids.User(name)).Given(new Registered(name, "hash", 0, 0));
        foreach (var letter in letters.Where(letter => letter.User == name)) user.When(new Tell(letter.Event));
        var state = user.When(new Visit(name)).Last.ThenAnswer<Visited>().State.ShouldBeOfType<UserState>();
        state.Rooms.Contains(room.Name ?? "").ShouldBe(room.Name is not null && room.Roster.Has(name));
        state.Invitations.ShouldBe(room.Allowed.HasInvited(name) ? [room.Name!] : []);
        state.Rooms.Count.ShouldBe(room.Roster.Has(name) ? 2 : 1);
    }
}

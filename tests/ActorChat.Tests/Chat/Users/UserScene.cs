using ActorChat.Node.Settings;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Users;

namespace ActorChat.Tests.Chat.Users;

/// <summary>Users to begin with.</summary>
static class UserScene
{
    public static Scene<User> Nobody() => new(new UserBehaviour(NodeSettings.Default.Users), Ids.User("Alice"));

    /// <summary>Alice, registered (event 1) when Global had 5 messages, 7 events.</summary>
    public static Scene<User> Alice(params IEnumerable<Event> events) => Nobody().Given([new Registered("Alice", "hash", 7, 5), .. events]);

    /// <summary>So much time passes.</summary>
    public static Scene<User> After(this Scene<User> scene, TimeSpan time) => scene.Later(time.TotalSeconds);

    public static UserState Shown(this Scene<User> scene) =>
        scene.When(new Visit("alice")).Last.ThenAnswer<Visited>().State.ShouldBeOfType<UserState>();
}

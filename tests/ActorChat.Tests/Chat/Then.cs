using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat;

namespace ActorChat.Tests.Chat;

/// <summary>What a test expects of the last decision.</summary>
static class Then
{
    /// <summary>Exactly these events.</summary>
    public static Scene<TState> ThenEvents<TState>(this Scene<TState> scene, params IEnumerable<Event> events) where TState : class
    {
        scene.Last.Events.Select(draft => Codec.Text((Event)draft.Event)).ShouldBe(events.Select(Codec.Text));
        return scene;
    }

    /// <summary>Exactly this reply.</summary>
    public static Scene<TState> ThenReply<TState>(this Scene<TState> scene, Reply reply) where TState : class
    {
        Codec.Text(scene.Last.Reply.ShouldBeOfType<ForClient>().Reply).ShouldBe(Codec.Text(reply));
        return scene;
    }

    public static Scene<TState> ThenDone<TState>(this Scene<TState> scene) where TState : class => scene.ThenReply(new Done());

    /// <summary>This error, with these words somewhere in its sentence, and nothing else.</summary>
    public static Scene<TState> ThenError<TState>(
        this Scene<TState> scene, string code, params IEnumerable<string> words) where TState : class
    {
        var error = scene.Last.Reply.ShouldBeOfType<ForClient>().Reply.ShouldBeOfType<Error>();
        error.Code.ShouldBe(code, error.Message);
        foreach (var word in words) error.Message.ShouldContain(word);
        scene.Last.HasWrites.ShouldBeFalse();
        return scene;
    }

    /// <summary>Exactly these letters to users, in any order, and no other letters to users.</summary>
    public static Scene<TState> ThenTold<TState>(
        this Scene<TState> scene, params IEnumerable<(string User, Event Event)> told) where TState : class
    {
        scene.Last.Told().Select(Line).Order(StringComparer.Ordinal).ShouldBe(told.Select(Line).Order(StringComparer.Ordinal));
        return scene;

        static string Line((string User, Event Event) letter) => $"{Ids.User(letter.User)} {Codec.Text(letter.Event)}";
    }

    /// <summary>Nobody is answered and nothing is written.</summary>
    public static Scene<TState> ThenNothing<TState>(this Scene<TState> scene) where TState : class
    {
        scene.Last.Reply.ShouldBeNull();
        scene.Last.HasWrites.ShouldBeFalse();
        return scene;
    }

    /// <summary>The answer, which is of this type.</summary>
    public static TAnswer ThenAnswer<TAnswer>(this Effect effect) where TAnswer : Answer => effect.Reply.ShouldBeOfType<TAnswer>();

    /// <summary>The reply to the client, which is of this type.</summary>
    public static TReply ThenReply<TReply>(this Effect effect) where TReply : Reply =>
        effect.Reply.ShouldBeOfType<ForClient>().Reply.ShouldBeAssignableTo<TReply>()!;

    /// <summary>The letters to users.</summary>
    public static IEnumerable<(string User, Event Event)> Told(this Effect effect) => effect.Letters
        .Where(letter => letter.Body is Tell)
        .Select(letter => (letter.To.Name, ((Tell)letter.Body).Event));
}

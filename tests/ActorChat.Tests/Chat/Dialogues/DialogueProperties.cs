using ActorChat.Node.Settings;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Dialogues;
using ActorChat.Node.Chat.Users;
using FsCheck;
using FsCheck.Fluent;

namespace ActorChat.Tests.Chat.Dialogues;

public class DialogueProperties
{
    static readonly Gen<(string By, Request Request)> Steps = Gen.Elements(("alice", "Bob"), ("Bob", "alice"))
        .SelectMany(pair => Gen.Frequency(
        (3, Gen.Constant<Request>(new OpenDialogue(pair.Item2))),
        (2, Gen.Constant<Request>(new DeleteDialogue(pair.Item2))),
        (4, Gen.Choose(1, 70).Select<int, Request>(number => new PostPrivate(pair.Item2, "hi", $"k:{number}"))))
            .Select(request => (pair.Item1, request)));

    [Fact]
    public void Users_WhateverTheOrderOfTheirLetters_AgreeWithTheDialogue() => Property.Holds(
        Gen.Choose(0, 30).SelectMany(Steps.ListOf).SelectMany(steps => Gen.Choose(0, int.MaxValue - 1).Select(seed => (steps, seed))),
        input =>
        {
            var scene = new Scene<Dialogue>(
                new DialogueBehaviour(NodeSettings.Default.Dialogues with { MessageLifetime = null }), Ids.Dialogue("alice", "bob"));
            var letters = input.steps.SelectMany(step => scene.When(step.By, step.Request).Last.Told().ToList()).ToArray();
            new Random(input.seed).Shuffle(letters);
            Known("alice", letters).ShouldBe(scene.State.Pair is null ? [] : ["Bob"]);
            Known("Bob", letters).ShouldBe(scene.State.Pair is null ? [] : ["alice"]);
        });

    static IReadOnlyList<string> Known(string name, IEnumerable<(string User, Event Event)> letters)
    {
        var user = new Scene<User>(new UserBehaviour(NodeSettings.Default.Users), Ids.User(name)).Given(new Registered(name, "hash", 0, 0));
        foreach (var letter in letters.Where(letter => Names.Same(letter.User, name))) user.When(new Tell(letter.Event));
        return user.When(new Visit(name)).Last.ThenAnswer<Visited>().State.ShouldBeOfType<UserState>().Dialogues;
    }
}

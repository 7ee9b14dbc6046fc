using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;
using ActorChat.Node.Settings;
using ActorChat.Node.Stores;
using ActorChat.Tests.Entities;
using ActorChat.Tests.Harness;
using ActorChat.Node;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorChat.Tests.Feeds;

/// <summary>
/// An entity and two followers, whose messages are numbered; any of them may get lost. Comparing makes good what that did to who is
/// online.
/// </summary>
public sealed class LostLabelsTests
{
    [Fact]
    public void Labels_WhicheverMessageIsLost_AreRightOnceTheyWereCompared()
    {
        var sent = new World(lost: -1).Live().Sent;
        sent.ShouldBeGreaterThan(15);
        for (var lost = 0; lost < sent; lost++)
        {
            var world = new World(lost).Live();
            world.Compare();
            world.Wrong().ShouldBeEmpty($"message {lost}, {world.Lost}, was lost");
        }
    }

    [Fact]
    public void Labels_WhenNothingIsLost_AreComparedWithoutAWord()
    {
        var world = new World(lost: -1).Live();
        var before = world.Sent;
        world.Compare();
        (world.Sent - before).ShouldBe(2 * World.Followers, "the question of each follower, two times, and no answer");
    }

    [Fact]
    public void Labels_WhenALateFollowTakesThemBack_AreRightOnceTheyWereCompared()
    {
        var world = new World(lost: -1).Live();
        // A question that waited in a region arrives behind what was told since.
        world.FollowLate(0, "alice", "carol");
        world.Wrong().ShouldNotBeEmpty("it shows what it showed then");
        world.Compare();
        world.Wrong().ShouldBeEmpty();
    }

    [Fact]
    public void Labels_WhenThereAreMoreThanAreTold_AreNotToldForBeingCompared()
    {
        var world = new World(lost: -1, maxLabels: 2).Live();
        var before = world.Sent;
        world.Compare();
        (world.Sent - before).ShouldBe(2 * World.Followers);
    }

    /// <summary>All in one thread; what is sent waits until it is delivered.</summary>
    sealed class World : IEntityShell<string>
    {
        public const int Followers = 2;

        readonly Queue<(string To, string From, object Message)> mail = [];
        readonly List<Follower> followers;
        readonly EntityLife<string> entity;
        readonly int lost;

        public World(int lost, int maxLabels = 1000)
        {
            this.lost = lost;
            var options = NodeSettings.Default.Entities with { MaxLabels = maxLabels };
            entity = new(FeedRig.Feed, new(Counter.Kind, options, new ManualTime(), new SystemRandom(), NullLogger.Instance)
            {
                Commit = _ => throw new NotSupportedException(),
                ReadHead = _ => throw new NotSupportedException(),
            }, this);
            followers = [.. Enumerable.Range(0, Followers).Select(i => new Follower($"n{i}", this))];
        }

        public int Sent { get; private set; }

        public object? Lost { get; private set; }

        // People come and go on both nodes, one of them on both.
        public World Live()
        {
            foreach (var follower in followers) follower.Core.Ask();
            Deliver();
            Come(0, "alice");
            Come(1, "bob");
            Deliver();
            Come(1, "alice");
            Come(0, "carol");
            Deliver();
            followers[0].Labels["carol"].Relabel("carol/away");
            Deliver();
            followers[0].Labels["alice"].End();
            Deliver();
            Come(1, "dave");
            followers[1].Labels["bob"].End();
            Deliver();
            return this;
        }

        public void Come(int follower, string label)
        {
            var one = followers[follower];
            one.Labels[label] = one.Relay.TryAdd(label, label, new Listener())!;
        }

        public void FollowLate(int follower, params string[] labels)
        {
            entity.Receive(new Follow(FeedRig.Feed, labels), followers[follower].Name);
            Deliver();
        }

        // As time passes: what was not answered is asked again, and all is compared; the second time is for what follows anew.
        public void Compare()
        {
            for (var i = 0; i < 2; i++)
            {
                foreach (var follower in followers) follower.Pass();
                Deliver();
            }
        }

        public IEnumerable<string> Wrong()
        {
            var shown = followers.SelectMany(one => one.Labels.Values).Where(one => one.State != Subscription.Mode.Ended)
                .Select(one => one.Label!).Distinct().Order().ToList();
            return followers.Where(one => !one.Relay.Online.Order().SequenceEqual(shown))
                .Select(one => $"{one.Name} knows {string.Join(' ', one.Relay.Online)}, and there are {string.Join(' ', shown)}");
        }

        public void Deliver()
        {
            while (mail.TryDequeue(out var next))
            {
                if (next.To == "entity") entity.Receive(next.Message, next.From);
                else if (next.From == "itself") followers.First(one => one.Name == next.To).Core.OnChanged();
                else followers.First(one => one.Name == next.To).Core.Receive(next.Message, next.From);
            }
        }

        public void Send(string from, string to, object message)
        {
            if (Sent++ == lost) Lost = message;
            else mail.Enqueue((to, from, message));
        }

        public void NoteChange(string follower) => mail.Enqueue((follower, "itself", ""));

        void IEntityShell<string>.Tell(string to, object message) => Send("entity", to, message);

        void IEntityShell<string>.Persist(Write write) => throw new NotSupportedException();

        void IEntityShell<string>.Commit(Write write) => throw new NotSupportedException();

        void IEntityShell<string>.Send(EntityMessage letter) => throw new NotSupportedException();

        void IEntityShell<string>.Watch(string follower)
        {
            // Nobody dies here.
        }

        void IEntityShell<string>.Unwatch(string follower)
        {
        }

        void IEntityShell<string>.CheckHeadIn(TimeSpan delay)
        {
            // Nothing is written.
        }

        void IEntityShell<string>.Passivate() => throw new NotSupportedException();

        void IEntityShell<string>.Stop() => throw new NotSupportedException();
    }

    sealed class Follower : IRelayShell<string>
    {
        readonly World world;
        bool isToAsk;

        public Follower(string name, World world)
        {
            (Name, this.world) = (name, world);
            Relay = new(FeedRig.Feed, Counter.Kind.Feed!, new PageStore(), _ => world.NoteChange(name), NodeSettings.Default.Feeds,
                new ManualTime());
            Core = new(Relay, NodeSettings.Default.Feeds, _ => { }, this);
        }

        public string Name { get; }
        public Relay Relay { get; }
        public RelayCore<string> Core { get; }
        public Dictionary<string, Subscription> Labels { get; } = [];

        public void Pass()
        {
            if (isToAsk) Core.Ask();
            else Core.Check();
        }

        void IRelayShell<string>.Ask(Follow question) => world.Send(Name, "entity", question);

        void IRelayShell<string>.Tell(string entity, object message) => world.Send(Name, entity, message);

        void IRelayShell<string>.Watch(string entity)
        {
            // It does not die.
        }

        void IRelayShell<string>.Unwatch(string entity)
        {
        }

        void IRelayShell<string>.AskIn(TimeSpan? delay) => isToAsk = delay is not null;

        void IRelayShell<string>.Stop() => throw new InvalidOperationException("There are followers.");

        bool IRelayShell<string>.IsCurrent => true;
    }
}

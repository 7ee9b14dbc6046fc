namespace ActorChat.Simulator.Model;

/// <summary>
/// An actor of the model: it takes one message at a time, in its system's place; it dies once, and those who watch it are told so, some
/// time later.
/// </summary>
abstract class SimActor(SimSystem system, string name)
{
    readonly List<SimActor> watchers = [];

    /// <summary>The actor system.</summary>
    public SimSystem System => system;

    /// <summary>For traces.</summary>
    public string Name => name;

    /// <summary>Whether it takes messages.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>When the last message to each actor arrives there: those of a pair keep their order, and nothing else does.</summary>
    public Dictionary<SimActor, TimeSpan> LastArrivals { get; } = [];

    /// <summary>Those who are told when it dies.</summary>
    public IReadOnlyList<SimActor> Watchers => watchers;

    /// <summary>A message has arrived.</summary>
    public void Take(object message, SimActor sender)
    {
        if (IsAlive) Receive(message, sender);
        else System.OnDeadLetter(message, sender);
    }

    /// <summary>It watches another from now on: <see cref="Ended"/> comes when that one is dead.</summary>
    public void Watch(SimActor other)
    {
        if (other.watchers.Contains(this)) return;
        other.watchers.Add(this);
        other.System.Watched.Add(other);
        // Nothing on a node that has been removed lives for the others.
        var isGone = other.System != system && !other.System.IsMember && system.IsMember;
        if (!other.IsAlive || isGone) System.World.Mail.TellOfEnd(other, this);
    }

    /// <summary>It watches no more.</summary>
    public void Unwatch(SimActor other) => other.watchers.Remove(this);

    /// <summary>One that it watches is dead: it is told once, and again only if it watches again.</summary>
    public void LearnOfEnd(SimActor dead)
    {
        if (IsAlive && dead.watchers.Remove(this)) Receive(new Ended(dead), dead);
    }

    /// <summary>It dies.</summary>
    public virtual void Die()
    {
        if (!IsAlive) return;
        IsAlive = false;
        foreach (var watcher in watchers) System.World.Mail.TellOfEnd(this, watcher);
    }

    /// <summary>What it does with a message.</summary>
    protected abstract void Receive(object message, SimActor sender);

    /// <summary>Sends to itself, behind all that it has sent to itself.</summary>
    protected void TellSelf(object message) => System.World.Mail.Send(this, this, message);

    /// <inheritdoc/>
    public override string ToString() => $"{system}/{name}";
}

/// <summary>An actor that was watched is dead.</summary>
sealed record Ended(SimActor Actor);

namespace ActorChat.Simulator.World;

/// <summary>
/// A process in the simulated world: what runs in it runs on the world's one thread, one piece at a time; it can be killed, so
/// that nothing more of it ever runs, and paused, so that it runs later.
/// </summary>
public sealed class Place(string name, Timeline timeline)
{
    readonly Queue<Action> held = new();

    /// <summary>Who lives here.</summary>
    public string Name => name;

    /// <summary>Whether anything still runs here.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>Whether what runs here waits.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>What was thrown and not caught, or logged as an error: a bug.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>A bug showed here.</summary>
    public void Fail(Exception failure) => Failure ??= failure;

    /// <summary>
    /// Runs something here, soon. For the dead nothing is done: what the collector ends of them comes from its own thread.
    /// </summary>
    public void Post(Action act)
    {
        if (IsAlive) timeline.Soon(() => Enter(act));
    }

    /// <summary>Runs something here, at this moment.</summary>
    public void Enter(Action act)
    {
        if (!IsAlive) return;
        if (IsPaused)
        {
            held.Enqueue(act);
            return;
        }
        var outside = SynchronizationContext.Current;
        // Made anew for each piece: so a completion never runs what awaits it inside itself, but posts it here.
        SynchronizationContext.SetSynchronizationContext(new Context(this));
        try
        {
            act();
        }
        catch (Exception e)
        {
            Fail(e);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outside);
        }
    }

    /// <summary>Nothing more runs here, from now on.</summary>
    public void Kill()
    {
        IsAlive = false;
        held.Clear();
    }

    /// <summary>Nothing runs here until it continues.</summary>
    public void Pause() => IsPaused = true;

    /// <summary>Everything that waited runs now, in its order.</summary>
    public void Continue()
    {
        IsPaused = false;
        while (held.TryDequeue(out var act))
        {
            var next = act;
            timeline.After(TimeSpan.Zero, () => Enter(next));
        }
    }

    sealed class Context(Place place) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback act, object? state) => place.Post(() => act(state));

        public override void Send(SendOrPostCallback act, object? state) => throw new NotSupportedException("Nothing in a node may block.");

        public override SynchronizationContext CreateCopy() => new Context(place);
    }
}

namespace ActorChat.Node.Feeds;

// Who is online: what this relay's followers show, and what the owner says of all.
sealed partial class Relay
{
    /// <summary>Who is online.</summary>
    public IReadOnlyList<string> Online
    {
        get
        {
            lock (gate) return online.All;
        }
    }

    /// <summary>Whether a label is online.</summary>
    public bool IsOnline(string label)
    {
        lock (gate) return online.Contains(label);
    }

    /// <summary>All labels of this node's followers, which the owner is about to be told.</summary>
    public IReadOnlyList<string> TakeLabels()
    {
        lock (gate) return labels.TakeAll();
    }

    /// <summary>How the labels differ from what the owner was told last; it is about to be told.</summary>
    public (IReadOnlyList<string> Added, IReadOnlyList<string> Removed) TakeLabelChanges()
    {
        lock (gate) return labels.TakeChanges();
    }

    /// <summary>The owner says who came and went.</summary>
    public void OnLabels(IReadOnlyList<string> came, IReadOnlyList<string> went)
    {
        lock (gate) NoteLabels(came, went);
    }

    /// <summary>See <see cref="Subscription.TellOnline"/>.</summary>
    public void TellOnline(Subscription subscription, IReadOnlyList<string>? unless)
    {
        lock (gate)
        {
            if (subscription.State == Subscription.Mode.Ended) return;
            if (unless is null || unless.Count != online.Count || !unless.All(online.Contains))
            {
                subscription.Follower.OnEveryone(online.All);
            }
        }
    }

    /// <summary>See <see cref="Subscription.Relabel"/>.</summary>
    public void Relabel(Subscription subscription, string label)
    {
        lock (gate)
        {
            if (subscription.State == Subscription.Mode.Ended || subscription.Label == label) return;
            var isNews = labels.Remove(subscription.Label) | labels.Add(label);
            subscription.Label = label;
            if (isNews) changed(this);
        }
    }

    // Under gate.
    void NoteLabels(IReadOnlyList<string> came, IReadOnlyList<string> went)
    {
        foreach (var label in came) online.Add(label);
        foreach (var label in went) online.Remove(label);
        foreach (var subscription in subscriptions)
        {
            if (subscription.State is Subscription.Mode.Live or Subscription.Mode.CatchingUp) subscription.Follower.OnLabels(came, went);
        }
    }
}

using ActorChat.Node.Stores;

namespace ActorChat.Node.Feeds;

// How a subscription that has missed something reads the store until it has all.
sealed partial class Relay
{
    async Task CatchUpLoop(Subscription subscription)
    {
        var delay = TimeSpan.FromMilliseconds(50);
        while (true)
        {
            try
            {
                var page = await store.ReadForward(feed, subscription.Cursor, options.ReadPage, CancellationToken.None);
                if (!TakePage(subscription, page)) return;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(delay, time);
                delay = delay < TimeSpan.FromSeconds(2) ? delay * 2 : delay;
            }
        }
    }

    // Whether there is more to read.
    bool TakePage(Subscription subscription, IReadOnlyList<StoredEvent> page)
    {
        lock (gate)
        {
            foreach (var run in FeedRunWriter.Encode(format, subscription.FeedName, page, subscription.Cursor))
            {
                if (subscription.State != Subscription.Mode.CatchingUp) return false;
                if (run.First > subscription.Cursor + 1 && EndsUnseen(subscription, run)) return false;
                Deliver(subscription, run);
            }
            if (subscription.State != Subscription.Mode.CatchingUp) return false;
            if (page.Count == 0 && subscription.Cursor < head) Skip(subscription, head);
            if (subscription.Cursor < head || page.Count == options.ReadPage) return true;
            subscription.State = Subscription.Mode.Live;
            subscription.Follower.OnCaughtUp();
            return false;
        }
    }

    // A gap before this run. What took the follower off may have been in it; then the end of the feed, which comes next, is not theirs to
    // see.
    bool EndsUnseen(Subscription subscription, FeedRun run)
    {
        var ends = run.First > subscription.IsInAt && run[0].Ends(subscription.Identity);
        Skip(subscription, ends ? run.First : run.First - 1);
        if (!ends) return false;
        subscription.Follower.OnExpelled();
        End(subscription);
        return true;
    }

    static void Skip(Subscription subscription, long upTo)
    {
        subscription.Follower.OnGap(subscription.Cursor, upTo);
        subscription.Cursor = upTo;
    }
}

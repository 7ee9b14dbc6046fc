using System.Collections.Concurrent;
using System.Globalization;
using Akka.Actor;
using ActorChat.Node.Entities;

namespace ActorChat.Node.Clustering;

/// <summary>
/// Those who wait for entities' answers: one place among the system's temporary actors for all of them, and one small object a question.
/// Akka's own Ask registers an actor and a timer for each. A question is known here by a number, which is the last part of its sender's
/// path; one sweep looks for those that have waited too long.
/// </summary>
sealed class Askers : MinimalActorRef
{
    // How much later than asked for a question may be given up.
    static readonly TimeSpan Sweep = TimeSpan.FromMilliseconds(200);

    readonly ConcurrentDictionary<long, Asker> waiting = new();
    readonly TimeProvider time;
    long last;
    volatile bool hasEnded;

    /// <summary>Takes its place in an actor system.</summary>
    public Askers(ActorSystem system, TimeProvider time)
    {
        this.time = time;
        Provider = ((ExtendedActorSystem)system).Provider;
        Path = Provider.TempPath();
        Provider.RegisterTempActor(this, Path);
        system.Scheduler.Advanced.ScheduleRepeatedly(Sweep, Sweep, GiveUpLate);
        system.WhenTerminated.ContinueWith(_ => End(), TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public override ActorPath Path { get; }

    /// <inheritdoc/>
    public override IActorRefProvider Provider { get; }

    /// <summary>How many wait.</summary>
    public int Count => waiting.Count;

    /// <summary>
    /// Sends a question. Without an answer in time, when it is given up, and when the actor system ends: <see cref="AskStatus.Unknown"/>.
    /// </summary>
    public Task<AskResult> Ask(IActorRef to, EntityMessage question, TimeSpan patience, CancellationToken giveUp)
    {
        var asker = new Asker(this, Interlocked.Increment(ref last), time.GetTimestamp(), patience);
        waiting[asker.Number] = asker;
        asker.GiveUpWhen(giveUp);
        // Whoever ended the others may have missed this one.
        if (hasEnded) asker.End(AskResult.Unknown);
        else to.Tell(question, asker);
        return asker.Answer;
    }

    /// <summary>By its number, as the last part of a path: an answer from another node looks for its asker.</summary>
    public override IActorRef GetChild(IReadOnlyList<string> name) =>
        name.Count == 0 ? this
        : name.Count == 1 && long.TryParse(name[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && waiting.TryGetValue(number, out var asker) ? asker
        : ActorRefs.Nobody;

    void GiveUpLate()
    {
        foreach (var (_, asker) in waiting)
        {
            if (time.GetElapsedTime(asker.Since) >= asker.Patience) asker.End(AskResult.Unknown);
        }
    }

    void End()
    {
        hasEnded = true;
        foreach (var (_, asker) in waiting) asker.End(AskResult.Unknown);
    }

    sealed class Asker(Askers all, long number, long since, TimeSpan patience) : MinimalActorRef
    {
        readonly TaskCompletionSource<AskResult> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationTokenRegistration givingUp;

        public long Number => number;

        public long Since => since;

        public TimeSpan Patience => patience;

        public Task<AskResult> Answer => answer.Task;

        // Only for a question to another node.
        public override ActorPath Path => all.Path / number.ToString(CultureInfo.InvariantCulture);

        public override IActorRefProvider Provider => all.Provider;

        public void GiveUpWhen(CancellationToken token) =>
            givingUp = token.UnsafeRegister(static asker => ((Asker)asker!).End(AskResult.Unknown), this);

        public void End(AskResult result)
        {
            if (!all.waiting.TryRemove(number, out _)) return;
            givingUp.Unregister();
            answer.TrySetResult(result);
        }

        protected override void TellInternal(object message, IActorRef sender)
        {
            if (message is AskResult result) End(result);
        }
    }
}

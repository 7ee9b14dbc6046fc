using Akka.Actor;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Entities;
using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Clustering;

/// <summary>
/// The shell around a <see cref="PostmanCore"/>, a cluster singleton. A letter is read, sent to its target, and deleted by the commit of
/// what the target decides: so it has its effect exactly once, however often it is delivered. Its sender makes one for now prompt; the
/// postman's poll makes all certain, and sends those for later.
/// </summary>
sealed partial class Postman : UntypedActor, IWithTimers
{
    readonly ILetterStore store;
    readonly ICodec commands;
    readonly Func<string, IActorRef?> regionOf;
    readonly LetterOptions options;
    readonly TimeProvider time;
    readonly ILogger log;
    readonly PostmanCore core;
    readonly long begun;

    public Postman(
        ILetterStore store, ICodec commands, Func<string, IActorRef?> regionOf, LetterOptions options, TimeProvider time, ILogger log)
    {
        (this.store, this.commands, this.regionOf, this.options, this.time, this.log) = (store, commands, regionOf, options, time, log);
        (core, begun) = (new(options), time.GetTimestamp());
    }

    sealed record Page(IReadOnlyList<StoredLetter> Letters, int Limit);

    sealed record Unreadable(string Why);

    sealed class Poll
    {
        public static Poll Instance { get; } = new();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(Poll.Instance, Poll.Instance, options.Poll);
        Read();
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Poll: Read(); break;
            case Page page: OnRead(page); break;
            case Unreadable store: OnUnreadable(store.Why); break;
        }
    }

    void Read()
    {
        if (core.BeginRead() is not { } limit) return;
        store.ReadDue(time.GetUtcNow(), limit, CancellationToken.None)
            .PipeTo(Self, Self, letters => new Page(letters, limit), e => new Unreadable(e.Message));
    }

    void OnRead(Page page)
    {
        var (toSend, readAgain) = core.OnRead(page.Letters, page.Limit, time.GetElapsedTime(begun));
        foreach (var letter in toSend) Send(letter);
        if (readAgain) Read();
    }

    void OnUnreadable(string why)
    {
        core.OnUnreadable();
        LogStoreUnavailable(log, why);
    }

    void Send(StoredLetter letter)
    {
        if (regionOf(letter.Target.Kind) is not { } region)
        {
            LogDeadLetter(log, letter.Id, letter.Target);
            return;
        }
        try
        {
            region.Tell(new EntityMessage(letter.Target, commands.Decode(letter.Body), letter.Id));
        }
        catch (InvalidDataException e)
        {
            LogUnreadable(log, e, letter.Id, letter.Target);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Letters wait: {Reason}")]
    static partial void LogStoreUnavailable(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Letter {Letter} is for {Target}, a kind that this node does not know")]
    static partial void LogDeadLetter(ILogger log, long letter, EntityId target);

    [LoggerMessage(Level = LogLevel.Error, Message = "Letter {Letter} for {Target} cannot be read")]
    static partial void LogUnreadable(ILogger log, Exception e, long letter, EntityId target);
}

using System.Collections.Concurrent;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Entities;

/// <summary>
/// Delivers the due letters of this node's shards. A letter is read, put into its target's mailbox, and deleted by the commit of
/// what the target decides: so it has its effect exactly once, however often it is delivered. A hint makes it prompt, a poll
/// makes it certain.
/// </summary>
public sealed partial class Postman(
    ILetterStore store, EntityHost host, IReadOnlyDictionary<string, EntityKind> kinds, ActorOptions options, TimeProvider time, ILogger<Postman> log)
{
    // Letters on their way, in a mailbox or just ended, with the time from which they may be delivered again: a page that was
    // read before a letter was consumed may still show it afterwards.
    readonly ConcurrentDictionary<long, long> underWay = new();
    readonly Signal hint = new();

    /// <summary>Letters for this node may have been committed.</summary>
    public void Hint() => hint.Set();

    /// <summary>Delivers until cancelled.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await DeliverDue(stop);
            }
            catch (StoreUnavailableException e)
            {
                LogStoreUnavailable(e.Message);
            }
            await hint.Wait(options.LetterPoll, time, stop);
        }
    }

    async Task DeliverDue(CancellationToken stop)
    {
        ForgetOld();
        var shards = host.OpenShards;
        if (shards.Count == 0) return;
        var limit = options.LetterPage + underWay.Count;
        IReadOnlyList<StoredLetter> page;
        do
        {
            page = await store.ReadDue(shards, time.GetUtcNow(), limit, stop);
            var delivered = 0;
            foreach (var letter in page)
            {
                if (Deliver(letter)) delivered++;
            }
            if (delivered == 0) return;
            limit = options.LetterPage + underWay.Count;
        }
        while (page.Count >= limit);
    }

    bool Deliver(StoredLetter letter)
    {
        if (!underWay.TryAdd(letter.Id, long.MaxValue)) return false;
        if (!kinds.TryGetValue(letter.Target.Kind, out var kind))
        {
            LogDeadLetter(letter.Id, letter.Target);
            return false;
        }
        object command;
        try
        {
            command = kind.Commands.Decode(letter.Body);
        }
        catch (Exception e)
        {
            LogUnreadable(e, letter.Id, letter.Target);
            return false;
        }
        host.Deliver(letter.Target, new ToldEnvelope(command, _ => OnEnd(letter.Id), letter.Id));
        return true;
    }

    void OnEnd(long letter) =>
        underWay[letter] = time.GetTimestamp() + (long)(options.LetterRetry.TotalSeconds * time.TimestampFrequency);

    void ForgetOld()
    {
        var now = time.GetTimestamp();
        foreach (var one in underWay)
        {
            if (one.Value <= now) underWay.TryRemove(one);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Letters wait: {Reason}")]
    partial void LogStoreUnavailable(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Letter {Letter} is for {Target}, a kind that this node does not know")]
    partial void LogDeadLetter(long letter, EntityId target);

    [LoggerMessage(Level = LogLevel.Error, Message = "Letter {Letter} for {Target} cannot be read")]
    partial void LogUnreadable(Exception e, long letter, EntityId target);
}

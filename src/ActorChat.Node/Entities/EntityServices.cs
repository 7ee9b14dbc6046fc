using ActorChat.Node.Behaviours;
using ActorChat.Node.Feeds;
using ActorChat.Node.Journals;
using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Entities;

/// <summary>What an entity uses of its node.</summary>
sealed class EntityServices(
    ActorOptions options, IReadOnlyDictionary<string, EntityKind> kinds, TimeProvider time, IRandom random, IDispatcher dispatcher,
    Journal journal, Recovery recovery, ILogger log, CancellationToken stopping)
{
    public ActorOptions Options => options;
    public TimeProvider Time => time;
    public IRandom Random => random;
    public IDispatcher Dispatcher => dispatcher;
    public Journal Journal => journal;
    public Recovery Recovery => recovery;
    public ILogger Log => log;
    public CancellationToken Stopping => stopping;

    /// <summary>Whether the claim still holds by this node's own clock and knowledge.</summary>
    public required Func<ShardClaim, bool> MayServe { get; init; }

    /// <summary>An entity has left memory.</summary>
    public required Action<Entity> Forget { get; init; }

    /// <summary>The owner's side of an entity's feed; made when first asked for.</summary>
    public required Func<EntityId, Hub> HubOf { get; init; }

    /// <summary>The same, if somebody follows it already.</summary>
    public required Func<EntityId, Hub?> FindHub { get; init; }

    /// <summary>The store has refused a claim.</summary>
    public required Action<ShardClaim> OnFenced { get; init; }

    /// <summary>Nobody knows how a commit under this claim ended: nothing more is served under it.</summary>
    public required Action<ShardClaim> OnUnknown { get; init; }

    /// <summary>A letter has been committed.</summary>
    public required Action<NewLetter> OnLetter { get; init; }

    /// <summary>Now, in whole milliseconds, as it is stored.</summary>
    public DateTimeOffset NowMs() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>A letter ready for the store. One for now is due since ever: the calendar of its receiver's node may be behind.</summary>
    public NewLetter Seal(LetterDraft letter) => new(
        Shards.Of(letter.To, options.ShardCount), letter.Due ?? DateTimeOffset.UnixEpoch, letter.To, kinds[letter.To.Kind].Commands.Encode(letter.Body));
}

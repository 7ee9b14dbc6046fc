using System.Buffers;

namespace ActorChat.Node.Behaviours;

/// <summary>Turns values into bytes and back.</summary>
public interface ICodec
{
    /// <summary>The bytes of a value.</summary>
    ReadOnlyMemory<byte> Encode(object value);

    /// <summary>The value of such bytes.</summary>
    /// <exception cref="InvalidDataException">They are no such value, or one that only another version knows.</exception>
    object Decode(ReadOnlyMemory<byte> bytes);
}

/// <summary>Turns events into bytes and back, and names their types.</summary>
public interface IEventCodec : ICodec
{
    /// <summary>The short stable name that stands in the journal's <c>type</c> column.</summary>
    string TypeOf(object @event);
}

/// <summary>How followers see a kind's events.</summary>
public interface IFeedFormat
{
    /// <summary>The feed's name as followers know it; null while the state has none (before a creation, after a deletion).</summary>
    string? NameOf(object state);

    /// <summary>
    /// Writes the finished frame, one line without its line feed, encoded once for all followers; what must not leave the journal is left
    /// out.
    /// </summary>
    void Write(IBufferWriter<byte> to, string feed, long seq, DateTimeOffset at, string type, ReadOnlyMemory<byte> body);
}

/// <summary>All that the runtime needs to know of one kind of entity.</summary>
public abstract class EntityKind
{
    private protected EntityKind(string name) => Name = name;

    /// <summary>The first part of the ids, such as "room".</summary>
    public string Name { get; }

    /// <summary>For what entities of this kind are asked, as letters keep it.</summary>
    public required ICodec Commands { get; init; }

    /// <summary>For the same, as nodes send it to each other.</summary>
    public required ICodec Questions { get; init; }

    /// <summary>For what they answer, as nodes send it to each other.</summary>
    public required ICodec Replies { get; init; }

    /// <summary>For what they commit.</summary>
    public required IEventCodec Events { get; init; }

    /// <summary>For snapshots.</summary>
    public required ICodec States { get; init; }

    /// <summary>For followers; null for a kind that has no feed.</summary>
    public IFeedFormat? Feed { get; init; }

    internal abstract object Initial(EntityId self);

    internal abstract Effect Decide(object state, object command, CommandContext context);

    internal abstract object Apply(object state, object committed, EventPlace place);
}

/// <summary>A kind with its behaviour.</summary>
public sealed class EntityKind<TState>(string name, IBehaviour<TState> behaviour) : EntityKind(name) where TState : class
{
    internal override object Initial(EntityId self) => behaviour.Initial(self);

    internal override Effect Decide(object state, object command, CommandContext context) =>
        behaviour.Decide((TState)state, command, context);

    internal override object Apply(object state, object committed, EventPlace place) =>
        behaviour.Apply((TState)state, committed, place);
}

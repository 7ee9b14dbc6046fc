using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActorChat.Node;
using ActorChat.Node.Behaviours;

namespace ActorChat.Tests.Entities;

[JsonDerivedType(typeof(Add), "add")]
[JsonDerivedType(typeof(Get), "get")]
[JsonDerivedType(typeof(GetSurely), "get-surely")]
[JsonDerivedType(typeof(Break), "break")]
[JsonDerivedType(typeof(Tell), "tell")]
[JsonDerivedType(typeof(Expel), "expel")]
[JsonDerivedType(typeof(Amend), "amend")]
[JsonDerivedType(typeof(Forget), "forget")]
abstract record CounterCommand;

/// <summary>Counts on, and answers the new count.</summary>
sealed record Add(int By) : CounterCommand;

/// <summary>Answers the count.</summary>
sealed record Get : CounterCommand;

/// <summary>The same, by an answer that makes sure.</summary>
sealed record GetSurely : CounterCommand;

/// <summary>A bug.</summary>
sealed record Break : CounterCommand;

/// <summary>A letter that lets another counter count on.</summary>
sealed record Tell(string Other, int By, DateTimeOffset? Due = null) : CounterCommand;

/// <summary>Takes a follower off the feed.</summary>
sealed record Expel(string User) : CounterCommand;

/// <summary>Puts a note to an event that is there already.</summary>
sealed record Amend(long Seq, int By, string Note) : CounterCommand;

/// <summary>Deletes the events before this one for good.</summary>
sealed record Forget(long Before) : CounterCommand;

/// <summary>What the counter commits.</summary>
sealed record Added(int By, string Note = "");

/// <summary>What it knows.</summary>
sealed record Count(long Value, long Events);

/// <summary>The smallest entity that shows all that the runtime does.</summary>
sealed class Counter : IBehaviour<Count>
{
    public static EntityKind Kind { get; } = new EntityKind<Count>("counter", new Counter())
    {
        Commands = new Codec<CounterCommand>(),
        Questions = new Codec<CounterCommand>(),
        Replies = new Codec<long>(),
        Events = new EventCodec(),
        States = new Codec<Count>(),
        Feed = new Format(),
    };

    public static IReadOnlyDictionary<string, EntityKind> Kinds { get; } = new Dictionary<string, EntityKind> { [Kind.Name] = Kind };

    public static EntityId Id(string name) => new(Kind.Name, name);

    public Count Initial(EntityId self) => new(0, 0);

    public Effect Decide(Count state, object command, CommandContext context) => command switch
    {
        Add add => new Effect { Events = [new(new Added(add.By))], Reply = state.Value + add.By },
        Get => Effect.Answer(state.Value),
        GetSurely => Effect.Answer(state.Value) with { MakesSure = true },
        Tell tell => new Effect { Letters = [new(Id(tell.Other), new Add(tell.By), tell.Due)], Reply = state.Value },
        Amend amend => new Effect { Rewrites = [new(amend.Seq, new Added(amend.By, amend.Note))], Reply = state.Value },
        Forget forget => new Effect { Purges = [new(1, forget.Before)], Reply = state.Value },
        Expel expel => new Effect { Events = [new(new Added(0), Expels: expel.User)], Reply = state.Value },
        _ => throw new InvalidOperationException("This counter can't do that."),
    };

    public Count Apply(Count state, object committed, EventPlace place) => new(state.Value + ((Added)committed).By, state.Events + 1);

    class Codec<T> : ICodec
    {
        public ReadOnlyMemory<byte> Encode(object value) => JsonSerializer.SerializeToUtf8Bytes((T)value);

        public object Decode(ReadOnlyMemory<byte> bytes)
        {
            try
            {
                return JsonSerializer.Deserialize<T>(bytes.Span)!;
            }
            catch (JsonException e)
            {
                throw new InvalidDataException(e.Message, e);
            }
        }
    }

    sealed class EventCodec : Codec<Added>, IEventCodec
    {
        public string TypeOf(object @event) => "added";
    }

    sealed class Format : IFeedFormat
    {
        public string NameOf(object state) => "counter";

        public void Write(IBufferWriter<byte> to, string feed, long seq, DateTimeOffset at, string type, ReadOnlyMemory<byte> body) =>
            to.Write(Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{seq}:{JsonSerializer.Deserialize<Added>(body.Span)!.By}")));
    }
}

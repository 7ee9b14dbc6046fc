using System.Collections.Frozen;
using System.Text.Json;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Codecs;

/// <summary>
/// Events as the journal keeps them: the wire's JSON with its type, without its place (feed, number and time stand in columns
/// of their own), and with the secrets that no feed shows.
/// </summary>
public static class ChatEvents
{
    static readonly FrozenDictionary<Type, string> Types = Wire.Lenient.Event.PolymorphismOptions!.DerivedTypes
        .ToFrozenDictionary(derived => derived.DerivedType, derived => (string)derived.TypeDiscriminator!);

    /// <summary>The type as it stands in JSON, such as <c>posted</c>.</summary>
    public static string TypeOf(Event committed) => Types[committed.GetType()];

    /// <summary>The type as it stands in JSON.</summary>
    public static string TypeOf<TEvent>() where TEvent : Event => Types[typeof(TEvent)];

    /// <summary>The body for the journal.</summary>
    public static byte[] Write(Event committed) => committed is Posted { File: null, Notes: null, Late: null } plain
        ? PostedFormat.Write(plain)
        : JsonSerializer.SerializeToUtf8Bytes(Unplaced(committed), Wire.Lenient.Event);

    /// <summary>The event of a body. A type of a newer version comes as a plain <see cref="Event"/>, which changes no state.</summary>
    /// <exception cref="JsonException">Not an event.</exception>
    public static Event Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, Wire.Lenient.Event) ?? throw new JsonException("An event can't be null.");

    /// <summary>The event as its feed shows it.</summary>
    public static Event Redact(Event committed) => committed switch
    {
        Registered { PasswordHash: not null } registered => registered with { PasswordHash = null },
        PasswordChanged { PasswordHash: not null } changed => changed with { PasswordHash = null },
        OneTimePasswordMade { PasswordHash: not null } made => made with { PasswordHash = null },
        SessionOpened { TokenHash: not null } opened => opened with { TokenHash = null },
        LinkMade or LinkEnded or JoinAsked or JoinDenied or NameHeld =>
            new Hidden { Feed = committed.Feed, Seq = committed.Seq, At = committed.At },
        Reported { By: not null } reported => reported with { By = null, Weak = false, Origin = null },
        ReportsDismissed { Reporter: not null } dismissed => dismissed with { Reporter = null },
        _ => committed,
    };

    static Event Unplaced(Event committed) => committed is { Feed: null, Seq: 0 } && committed.At == default
        ? committed
        : committed with { Feed = null, Seq = 0, At = default };
}

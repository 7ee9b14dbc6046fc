using System.ComponentModel.DataAnnotations;
using ActorChat.Messages;
using ActorChat.Node.Chat.Dialogues;
using ActorChat.Node.Chat.Files;
using ActorChat.Node.Chat.Rooms;
using ActorChat.Node.Chat.Users;
using ActorChat.Node.Clustering;
using ActorChat.Node.Doors;
using ActorChat.Node.Doors.Http;
using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;
using ActorChat.Node.Journals;
using ActorChat.Node.Passwords;
using ActorChat.Node.Stores.Postgres;
using ActorChat.Node.Stores.Sqlite;
using Akka.Configuration;
using Microsoft.Extensions.Logging;
using SessionOptions = ActorChat.Node.Sessions.SessionOptions;

namespace ActorChat.Node.Settings;

/// <summary>
/// All that an operator sets, under <c>actorchat</c>. <c>hocon/actorchat.conf</c> has every setting with its default and its reason,
/// and is the only place of defaults: a new setting is a property here or in an options class, and its line there.
/// </summary>
public sealed record NodeSettings
{
    /// <summary>The name of the group that all settings stand in.</summary>
    public const string Root = "actorchat";

    static readonly Lazy<NodeSettings> Defaults = new(SettingsReader.ReadDefaults);

    /// <summary>What holds when nothing is set.</summary>
    public static NodeSettings Default => Defaults.Value;

    /// <summary>The node's name, unique in the cluster.</summary>
    [RegularExpression("[A-Za-z0-9_.-]{1,64}", ErrorMessage = "1 to 64 letters, digits, and _ . -")]
    [Required(ErrorMessage = "1 to 64 letters, digits, and _ . -")]
    public required string Name { get; init; }

    /// <summary>Where clients connect, <c>host:port</c>; port 0 lets the system choose.</summary>
    [HostAndPort]
    public required string Listen { get; init; }

    /// <summary>What clients are told instead, for nodes behind a translated address.</summary>
    [ToldAddress]
    public required string? Advertise { get; init; }

    /// <summary>Whether clients come with TLS, and the certificate that they are shown.</summary>
    public required TlsOptions Tls { get; init; }

    /// <summary>Whether clients speak TLS at <see cref="Listen"/>.</summary>
    public bool SpeaksTls => Tls.Mode == TlsMode.On || (Tls.Mode == TlsMode.Auto && !NodeAddress.IsLoopback(HostPort.HostOf(Listen)));

    /// <summary><c>sqlite:FILE</c> or <c>postgres:CONNECTION</c>.</summary>
    [StoreName, Secret]
    public required string Store { get; init; }

    /// <summary>What holds when the store is a file.</summary>
    public required SqliteOptions Sqlite { get; init; }

    /// <summary>What holds when the store is a server.</summary>
    public required PostgresOptions Postgres { get; init; }

    /// <summary>Users who are operators without having been granted the role. The same on every node.</summary>
    [UserNames]
    public required IReadOnlyList<string> Operators { get; init; }

    /// <summary>What the log on standard error tells, and whatever is graver.</summary>
    public required LogLevel LogLevel { get; init; }

    /// <summary>How nodes find, trust and replace each other.</summary>
    public required ClusterOptions Cluster { get; init; }

    /// <summary>Bounds on entities in memory.</summary>
    public required EntityOptions Entities { get; init; }

    /// <summary>Bounds on following.</summary>
    public required FeedOptions Feeds { get; init; }

    /// <summary>Bounds on asking entities.</summary>
    public required AskOptions Asking { get; init; }

    /// <summary>How letters are delivered.</summary>
    public required LetterOptions Letters { get; init; }

    /// <summary>Bounds on group commits.</summary>
    public required JournalOptions Journal { get; init; }

    /// <summary>Bounds on connections.</summary>
    public required SessionOptions Sessions { get; init; }

    /// <summary>The HTTP door.</summary>
    public required HttpOptions Http { get; init; }

    /// <summary>Hashing.</summary>
    public required PasswordOptions Passwords { get; init; }

    /// <summary>Bounds on rooms.</summary>
    public required RoomOptions Rooms { get; init; }

    /// <summary>What holds in dialogues.</summary>
    public required DialogueOptions Dialogues { get; init; }

    /// <summary>Bounds on users.</summary>
    public required UserOptions Users { get; init; }

    /// <summary>Bounds on files.</summary>
    public required FilesOptions Files { get; init; }

    /// <summary>What the operator has set under <c>akka</c>, to be put over the engine's own configuration.</summary>
    public Config AkkaConfig { get; internal init; } = Config.Empty;
}

using System.ComponentModel.DataAnnotations;
using ActorChat.Node.Chat.Dialogues;
using ActorChat.Node.Chat.Files;
using ActorChat.Node.Chat.Rooms;
using ActorChat.Node.Chat.Users;
using ActorChat.Node.Doors.Http;
using ActorChat.Node.Passwords;
using SessionOptions = ActorChat.Node.Sessions.SessionOptions;

namespace ActorChat.Node.Settings;

/// <summary>
/// All that an operator sets, under <c>ActorChat</c>: in <c>appsettings.json</c> or the file of <c>--config</c>, overridden by the
/// environment (<c>ActorChat__Cluster__Lease</c>), overridden by the command line. <c>config/</c> has commented samples.
/// </summary>
public sealed class NodeSettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "ActorChat";

    /// <summary>The node's name, unique in the cluster.</summary>
    [Required, RegularExpression("[A-Za-z0-9_.-]{1,64}")]
    public string Name { get; set; } = "n1";

    /// <summary>Where clients connect, <c>host:port</c>; port 0 lets the system choose.</summary>
    [Required]
    public string Listen { get; set; } = "127.0.0.1:7401";

    /// <summary>What clients are told instead, for nodes behind a translated address.</summary>
    public string? Advertise { get; set; }

    /// <summary><c>sqlite:FILE</c> or <c>postgres:CONNECTION</c>.</summary>
    [Required]
    public string Store { get; set; } = "sqlite:chat.db";

    /// <summary>Links, leases, and the limits of the actor runtime.</summary>
    public ClusterSettings Cluster { get; set; } = new();

    /// <summary>Bounds on connections.</summary>
    public SessionOptions Sessions { get; set; } = new();

    /// <summary>The HTTP door.</summary>
    public HttpOptions Http { get; set; } = new();

    /// <summary>Hashing.</summary>
    public PasswordOptions Passwords { get; set; } = new();

    /// <summary>Bounds on rooms.</summary>
    public RoomOptions Rooms { get; set; } = new();

    /// <summary>What holds in dialogues.</summary>
    public DialogueOptions Dialogues { get; set; } = new();

    /// <summary>Users who are operators without having been granted the role: register their names before anybody else does. The same on every node.</summary>
    public List<string> Operators { get; set; } = [];

    /// <summary>Bounds on users.</summary>
    public UserOptions Users { get; set; } = new();

    /// <summary>Bounds on files.</summary>
    public FilesOptions Files { get; set; } = new();
}

/// <summary>How nodes find, trust and replace each other.</summary>
public sealed class ClusterSettings
{
    /// <summary>Where other nodes connect, <c>host:port</c>; port 0 lets the system choose.</summary>
    [Required]
    public string Listen { get; set; } = "127.0.0.1:7501";

    /// <summary>What other nodes are told instead.</summary>
    public string? Advertise { get; set; }

    /// <summary>Known to all nodes and nobody else. When left out, the nodes agree on one through their store.</summary>
    public string? Secret { get; set; }

    /// <summary>How long a node is believed to live after its last sign: what it owned answers again after this.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A PEM file with this node's certificate: links are encrypted, and peers must show one too.</summary>
    public string? Certificate { get; set; }

    /// <summary>The PEM file with its key.</summary>
    public string? CertificateKey { get; set; }

    /// <summary>The PEM file with the certificate that signs all nodes' certificates.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>Limits and intervals of the runtime; <see cref="ActorOptions.Name"/> and <see cref="ActorOptions.Lease"/> are set above.</summary>
    public ActorOptions Actors { get; set; } = new();
}

using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Clustering;

/// <summary>How nodes find, trust and replace each other: limits and intervals, each with its reason.</summary>
public sealed class ClusterOptions
{
    /// <summary>The node's name, unique among live nodes.</summary>
    [Required, RegularExpression("[A-Za-z0-9_.-]{1,64}")]
    public string Name { get; set; } = "n1";

    /// <summary>Where other nodes connect, <c>host:port</c>; port 0 lets the system choose.</summary>
    [Required]
    public string Listen { get; set; } = "127.0.0.1:7501";

    /// <summary>What other nodes are told instead, for nodes behind a translated address.</summary>
    public string? Advertise { get; set; }

    /// <summary>A PEM file with this node's certificate. When left out, the nodes agree on one through their store.</summary>
    public string? Certificate { get; set; }

    /// <summary>The PEM file with its key.</summary>
    public string? CertificateKey { get; set; }

    /// <summary>
    /// The PEM file with the certificate that signs all nodes' certificates; without it all nodes must have the same one.
    /// </summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>
    /// How long a node's row in the store counts after its last renewal. A node that comes back under another address waits so long for
    /// its name; shorter ones end when the store stalls.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a node looks who is there. Akka's own news come at once; this finds clusters that do not know each other.
    /// </summary>
    public TimeSpan ClusterPoll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often members look whether others live. Four in the pause below, so that one that is lost is no death.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A member that has been silent for so long can't be reached. Saturated nodes gave no false alarm at this.</summary>
    public TimeSpan HeartbeatPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the split brain's decision waits for a stable picture, so that all nodes decide on the same one.</summary>
    public TimeSpan StableAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long the survivors wait before they take over what a downed node had. The journal fences late writers, so little is enough.
    /// </summary>
    public TimeSpan RemovalMargin { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// A picture that does not become stable for so much longer ends all members, and they begin anew: longer than a node needs to die,
    /// come back and die again.
    /// </summary>
    public TimeSpan DownAllWhenUnstable { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long the smaller side of a split waits before it asks for the lease that decides, so that the larger one gets it.
    /// </summary>
    public TimeSpan MinorityDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long that lease outlives its owner. Shorter than its death takes to be noticed and judged, or the survivors would find it
    /// taken and end.
    /// </summary>
    public TimeSpan DecisionLease { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a side keeps that lease after its decision: the other side asks within this time, and is to find it taken.
    /// </summary>
    public TimeSpan DecisionKept { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a call to the store about leases may take before its outcome counts as unknown.</summary>
    public TimeSpan StorePatience { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// A node that did not run for so long commits nothing more in this incarnation. More than a saturated machine's hiccup; less than the
    /// soonest takeover, <see cref="HeartbeatPause"/> and <see cref="StableAfter"/> together.
    /// </summary>
    public TimeSpan SleepLimit { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How long an attempt to join may take before the store is asked again whom to join.</summary>
    public TimeSpan JoinTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the one that founds the cluster may take; then another may. Many times what it takes.</summary>
    public TimeSpan FoundingLease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long another cluster over the same store is watched before the lesser of the two gives way: longer than a join, or than a
    /// split takes to be judged.
    /// </summary>
    public TimeSpan HealAfter { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>
    /// How long a node waits before it comes back as a new incarnation, so that what fails at once does not fail a thousand times.
    /// </summary>
    public TimeSpan ReturnDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long leaving may take in all, handing off included; then the node goes anyway, and the others take over what it had.
    /// </summary>
    public TimeSpan LeaveTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long handing off may take of that.</summary>
    public TimeSpan HandOffTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Largest message between nodes, in bytes: above the largest answer that an entity gives.</summary>
    [Range(1 << 16, 1 << 30)]
    public int MaxFrameBytes { get; set; } = 16 << 20;

    /// <summary>
    /// Slices of the ids of each kind of entity. Fixed for the life of a store; ten for each of the most nodes that are thought of.
    /// </summary>
    public const int ShardCount = 100;
}

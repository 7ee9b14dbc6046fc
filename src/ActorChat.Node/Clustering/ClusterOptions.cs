using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Clustering;

/// <summary>How nodes find, trust and replace each other: limits and intervals, each with its reason.</summary>
public sealed record ClusterOptions
{
    /// <summary>The node's name, unique among live nodes. Set as <c>actorchat.name</c>.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Where other nodes connect, <c>host:port</c>; port 0 lets the system choose.</summary>
    [HostAndPort]
    public required string Listen { get; set; }

    /// <summary>What other nodes are told instead, for nodes behind a translated address.</summary>
    [HostAndPort]
    public required string? Advertise { get; set; }

    /// <summary>A PEM file with this node's certificate. When left out, the nodes agree on one through their store.</summary>
    public required string? Certificate { get; set; }

    /// <summary>The PEM file with its key.</summary>
    public required string? CertificateKey { get; set; }

    /// <summary>
    /// The PEM file with the certificate that signs all nodes' certificates; without it all nodes must have the same one.
    /// </summary>
    public required string? CertificateAuthority { get; set; }

    /// <summary>
    /// How long a node's row in the store counts after its last renewal. A node that comes back under another address waits so long for
    /// its name; shorter ones end when the store stalls.
    /// </summary>
    [Durations("500ms", "5m")]
    public required TimeSpan Lease { get; set; }

    /// <summary>
    /// How often a node looks who is there. Akka's own news come at once; this finds clusters that do not know each other.
    /// </summary>
    public required TimeSpan ClusterPoll { get; set; }

    /// <summary>How often members look whether others live. Four in the pause below, so that one that is lost is no death.</summary>
    public required TimeSpan HeartbeatInterval { get; set; }

    /// <summary>A member that has been silent for so long can't be reached. Saturated nodes gave no false alarm at this.</summary>
    public required TimeSpan HeartbeatPause { get; set; }

    /// <summary>
    /// How long the split brain's decision waits for a stable picture, so that all nodes decide on the same one. A member at whose port
    /// nobody listens any more is not waited for: its process has ended.
    /// </summary>
    public required TimeSpan StableAfter { get; set; }

    /// <summary>
    /// How long the survivors wait before they take over what a downed node had. The journal fences late writers, so little is enough.
    /// </summary>
    public required TimeSpan RemovalMargin { get; set; }

    /// <summary>
    /// A picture that does not become stable for so much longer ends all members, and they begin anew: longer than a node needs to die,
    /// come back and die again.
    /// </summary>
    public required TimeSpan DownAllWhenUnstable { get; set; }

    /// <summary>
    /// How long the smaller side of a split waits before it asks for the lease that decides, so that the larger one gets it.
    /// </summary>
    public required TimeSpan MinorityDelay { get; set; }

    /// <summary>
    /// How long that lease outlives its owner. Shorter than its death takes to be noticed and judged, or the survivors would find it
    /// taken and end.
    /// </summary>
    public required TimeSpan DecisionLease { get; set; }

    /// <summary>
    /// How long a side keeps that lease after its decision: the other side asks within this time, and is to find it taken.
    /// </summary>
    public required TimeSpan DecisionKept { get; set; }

    /// <summary>How long a call to the store about leases may take before its outcome counts as unknown.</summary>
    public required TimeSpan StorePatience { get; set; }

    /// <summary>
    /// A node that did not run for so long commits nothing more in this incarnation. More than a saturated machine's hiccup; less than the
    /// soonest takeover, <see cref="HeartbeatPause"/> and <see cref="StableAfter"/> together.
    /// </summary>
    public required TimeSpan SleepLimit { get; set; }

    /// <summary>How long an attempt to join may take before the store is asked again whom to join.</summary>
    public required TimeSpan JoinTimeout { get; set; }

    /// <summary>How long the one that founds the cluster may take; then another may. Many times what it takes.</summary>
    public required TimeSpan FoundingLease { get; set; }

    /// <summary>
    /// How long another cluster over the same store is watched before the lesser of the two gives way: longer than a join, or than a
    /// split takes to be judged.
    /// </summary>
    public required TimeSpan HealAfter { get; set; }

    /// <summary>
    /// How long a node waits before it comes back as a new incarnation, so that what fails at once does not fail a thousand times.
    /// </summary>
    public required TimeSpan ReturnDelay { get; set; }

    /// <summary>
    /// How long leaving may take in all, handing off included; then the node goes anyway, and the others take over what it had.
    /// </summary>
    public required TimeSpan LeaveTimeout { get; set; }

    /// <summary>How long handing off may take of that.</summary>
    public required TimeSpan HandOffTimeout { get; set; }

    /// <summary>Largest message between nodes, in bytes: above the largest answer that an entity gives.</summary>
    [Range(1 << 16, 1 << 30)]
    public required int MaxFrameBytes { get; set; }

    /// <summary>
    /// Slices of the ids of each kind of entity. Fixed for the life of a store; ten for each of the most nodes that are thought of.
    /// </summary>
    public const int ShardCount = Shards.Count;
}

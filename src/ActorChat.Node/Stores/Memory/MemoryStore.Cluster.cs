namespace ActorChat.Node.Stores.Memory;

/// <summary>Nodes and named leases, in the time of the given clock.</summary>
public sealed partial class MemoryStore
{
    readonly SortedDictionary<string, (NodeRow Row, DateTimeOffset Until)> members = new(ByCodePoint.Order);
    readonly Dictionary<string, (string Owner, DateTimeOffset Until)> leases = [];

    /// <inheritdoc/>
    public Task<JoinOutcome> Enter(NodeRecord node, TimeSpan lease, bool replaces, CancellationToken cancel) => Do(() =>
    {
        var now = time.GetUtcNow();
        var entered = now.ToUnixTimeMilliseconds();
        if (members.TryGetValue(node.Name, out var held))
        {
            var same = held.Row.Node.Incarnation == node.Incarnation;
            var replaced = replaces && held.Row.Node.ClusterAddress == node.ClusterAddress;
            if (held.Until > now && !same && !replaced) return new JoinOutcome(false, held.Until - now);
            if (same) entered = held.Row.EnteredMs;
        }
        members[node.Name] = (new NodeRow(node, "", entered), now + lease);
        return new JoinOutcome(true, TimeSpan.Zero);
    }, cancel);

    /// <inheritdoc/>
    public Task<bool> Keep(string incarnation, TimeSpan lease, string side, bool leaving, CancellationToken cancel) => Do(() =>
    {
        if (NameOf(incarnation) is not { } name) return false;
        var row = members[name].Row;
        members[name] = (row with { Side = side, Node = row.Node with { Leaving = leaving } }, time.GetUtcNow() + lease);
        return true;
    }, cancel);

    /// <inheritdoc/>
    public Task Remove(string incarnation, CancellationToken cancel) =>
        Do(() => NameOf(incarnation) is { } name && members.Remove(name), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<NodeRow>> ReadNodes(CancellationToken cancel) => Do<IReadOnlyList<NodeRow>>(() =>
    {
        var now = time.GetUtcNow();
        return [.. members.Values.Where(member => member.Until > now).Select(member => member.Row)];
    }, cancel);

    /// <inheritdoc/>
    public Task<bool> AcquireLease(string name, string owner, TimeSpan timeToLive, CancellationToken cancel) => Do(() =>
    {
        var now = time.GetUtcNow();
        if (leases.TryGetValue(name, out var held) && held.Owner != owner && held.Until > now) return false;
        leases[name] = (owner, now + timeToLive);
        return true;
    }, cancel);

    /// <inheritdoc/>
    public Task<bool> RenewLease(string name, string owner, TimeSpan timeToLive, CancellationToken cancel) => Do(() =>
    {
        var now = time.GetUtcNow();
        if (!leases.TryGetValue(name, out var held) || held.Owner != owner || held.Until <= now) return false;
        leases[name] = (owner, now + timeToLive);
        return true;
    }, cancel);

    /// <inheritdoc/>
    public Task ReleaseLease(string name, string owner, CancellationToken cancel) =>
        Do(() => leases.TryGetValue(name, out var held) && held.Owner == owner && leases.Remove(name), cancel);

    string? NameOf(string incarnation) =>
        members.Where(member => member.Value.Row.Node.Incarnation == incarnation).Select(member => member.Key).FirstOrDefault();
}

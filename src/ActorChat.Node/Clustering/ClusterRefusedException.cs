namespace ActorChat.Node.Clustering;

/// <summary>The node can't be in the cluster as it is set. The message says what to do.</summary>
public sealed class ClusterRefusedException(string message) : Exception(message);

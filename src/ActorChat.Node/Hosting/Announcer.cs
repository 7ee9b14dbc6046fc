using ActorChat.Node.Clustering;
using ActorChat.Node.Settings;

namespace ActorChat.Node.Hosting;

/// <summary>Tells on standard output how starting goes; the log is on standard error.</summary>
interface IAnnouncer
{
    /// <summary>Connections are taken.</summary>
    /// <param name="clientAddress">Where clients connect.</param>
    /// <param name="fingerprint">Of the certificate that they are shown; null without TLS.</param>
    /// <param name="settings">The node's.</param>
    void Listening(string clientAddress, string? fingerprint, NodeSettings settings);

    /// <summary>How far it has come.</summary>
    void Progress(string text);

    /// <summary>It serves.</summary>
    void Ready();

    /// <summary>It can't start.</summary>
    void Failed(string sentence);
}

/// <summary>For a person: a line when the node listens, and one when it serves.</summary>
sealed class Announcer : IAnnouncer
{
    string name = "The node";

    /// <inheritdoc/>
    public void Listening(string clientAddress, string? fingerprint, NodeSettings settings)
    {
        name = settings.Name;
        var (cluster, store) = (ClusterAddress(settings.Cluster), Stores.Describe(settings.Store));
        Console.Out.WriteLine($"{name} listens at {clientAddress} for clients and at {cluster} for other nodes; its store is {store}.");
        if (fingerprint is not null) Console.Out.WriteLine($"{name} shows clients the certificate {fingerprint}.");
    }

    /// <inheritdoc/>
    public void Progress(string text)
    {
    }

    /// <inheritdoc/>
    public void Ready() => Console.Out.WriteLine($"{name} serves. Ctrl+C stops it in good order.");

    /// <inheritdoc/>
    public void Failed(string sentence) => Console.Error.WriteLine(sentence);

    static string ClusterAddress(ClusterOptions cluster)
    {
        var address = cluster.Advertise ?? cluster.Listen;
        return HostPort.PortOf(address) != 0 ? address : $"a free port of {HostPort.HostOf(address)}";
    }
}

/// <summary>For a program that has started the node: a word and what belongs to it in each line.</summary>
sealed class StarterAnnouncer : IAnnouncer
{
    string last = "";

    /// <inheritdoc/>
    public void Listening(string clientAddress, string? fingerprint, NodeSettings settings)
    {
        if (fingerprint is not null) Say($"certificate {fingerprint}");
        Say($"listening {clientAddress}");
    }

    /// <inheritdoc/>
    public void Progress(string text) => Say($"progress {text}");

    /// <inheritdoc/>
    public void Ready() => Say("ready");

    /// <inheritdoc/>
    public void Failed(string sentence)
    {
        Say($"failed {sentence.ReplaceLineEndings(" ")}");
        Console.Error.WriteLine(sentence);
    }

    void Say(string line)
    {
        if (line == last) return;
        last = line;
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}

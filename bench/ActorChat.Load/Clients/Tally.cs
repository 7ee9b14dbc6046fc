using ActorChat.Load.Measure;

namespace ActorChat.Load.Clients;

/// <summary>What all clients of a loop have seen so far. Written on the loop's thread only.</summary>
sealed class Tally
{
    public long Acknowledged { get; set; }

    public long Delivered { get; set; }

    /// <summary>Events that a client should have got and has not.</summary>
    public long Lost { get; set; }

    /// <summary>Events that a client got again.</summary>
    public long Repeated { get; set; }

    public long Refused { get; set; }

    /// <summary>Times that a node told a client that it lags.</summary>
    public long Lagged { get; set; }

    /// <summary>Connections that a node ended.</summary>
    public long Ended { get; set; }

    public string? FirstRefusal { get; set; }

    /// <summary>Whether latencies are counted.</summary>
    public bool IsMeasuring { get; set; }

    /// <summary>From the sending of a message to its receiving, by every receiver.</summary>
    public Histogram ToReceive { get; } = new();

    /// <summary>From the sending of a message to its acknowledgement.</summary>
    public Histogram ToAcknowledge { get; } = new();

    /// <summary>Latencies count from now on.</summary>
    public void Begin()
    {
        ToReceive.Clear();
        ToAcknowledge.Clear();
        IsMeasuring = true;
    }
}

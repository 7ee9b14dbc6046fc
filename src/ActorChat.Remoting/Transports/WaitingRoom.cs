using System.Net.WebSockets;

namespace ActorChat.Remoting.Transports;

/// <summary>
/// Connections that have not shaken hands yet. Who is slow is no attacker: a machine that is busy takes its time. So what bounds them is
/// their number: when there are too many, the one that has waited longest goes.
/// </summary>
/// <param name="max">Most at once.</param>
sealed class WaitingRoom(int max)
{
    // Under gate; the longest waiting first.
    readonly Lock gate = new();
    readonly LinkedList<WebSocket> waiting = new();

    /// <summary>One waits from now on.</summary>
    public LinkedListNode<WebSocket> Enter(WebSocket socket)
    {
        LinkedListNode<WebSocket>? tooMany = null;
        LinkedListNode<WebSocket> place;
        lock (gate)
        {
            place = waiting.AddLast(socket);
            if (waiting.Count > max)
            {
                tooMany = waiting.First!;
                waiting.Remove(tooMany);
            }
        }
        tooMany?.Value.Abort();
        return place;
    }

    /// <summary>It waits no more, if it still did.</summary>
    public void Leave(LinkedListNode<WebSocket> place)
    {
        lock (gate)
        {
            if (place.List is not null) waiting.Remove(place);
        }
    }
}

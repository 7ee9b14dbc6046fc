using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>What leaving costs.</summary>
static class Departure
{
    /// <summary>What leaving now would lose, as a sentence; null: nothing.</summary>
    /// <param name="chat">What the client knows.</param>
    /// <param name="runsCluster">The cluster ends with this client.</param>
    /// <param name="unsent">Messages that no node has yet.</param>
    public static string? Loss(ChatState chat, bool runsCluster, int unsent) => (unsent, runsCluster ? Others(chat) : 0) switch
    {
        (0, 0) => null,
        (_, 0) => $"{Lines(unsent)} not sent yet and would be lost.",
        (0, var others) => $"The cluster ends with you, and {People(others)} connected.",
        (_, var others) => $"{Lines(unsent)} not sent yet, and {People(others)} connected to the cluster, which ends with you.",
    };

    // All are in Global.
    static int Others(ChatState chat) => chat.Feeds.TryGetValue(FeedName.Key(FeedName.Room(Names.Global)), out var global)
        ? global.Online.Keys.Count(name => chat.Me is not { } me || name != Names.Fold(me))
        : 0;

    static string Lines(int count) => count == 1 ? "One message is" : $"{count} messages are";

    static string People(int count) => count == 1 ? "somebody else is" : $"{count} others are";
}

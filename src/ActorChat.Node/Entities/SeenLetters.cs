namespace ActorChat.Node.Entities;

/// <summary>
/// The letters that came last, so that one that is delivered twice is decided on once. It only spares work: a letter that was forgotten
/// here finds itself consumed in the store, and its write is in conflict.
/// </summary>
sealed class SeenLetters
{
    // More than are delivered again at once.
    const int Kept = 1000;

    readonly HashSet<long> seen = [];
    readonly Queue<long> inOrder = [];

    /// <summary>Whether it is new.</summary>
    public bool Note(long letter)
    {
        if (!seen.Add(letter)) return false;
        inOrder.Enqueue(letter);
        if (inOrder.Count > Kept) seen.Remove(inOrder.Dequeue());
        return true;
    }
}

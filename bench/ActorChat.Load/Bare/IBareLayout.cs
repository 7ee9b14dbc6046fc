namespace ActorChat.Load.Bare;

/// <summary>How events stand in a database.</summary>
interface IBareLayout : IDisposable
{
    /// <summary>Writes so many events of an entity behind its event with this number, in the transaction under way.</summary>
    void Write(int entity, long after, int count);
}

/// <summary>What one commit holds.</summary>
record struct BareBatch(int Events, int Entities);

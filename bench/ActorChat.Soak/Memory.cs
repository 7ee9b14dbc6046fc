namespace ActorChat.Soak;

/// <summary>What this process needs, after everything that can be thrown away was.</summary>
static class Memory
{
    /// <summary>For people.</summary>
    public static string Now
    {
        get
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            var live = GC.GetTotalMemory(forceFullCollection: true) / 1e6;
            return $"{live:F0} MB live, {Environment.WorkingSet / 1e6:F0} MB resident";
        }
    }
}

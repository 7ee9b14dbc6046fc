using ActorChat.Node.Behaviours;
using ActorChat.Node.Clustering;
using ActorChat.Node.Entities;
using ActorChat.Node.Stores;

namespace ActorChat.Simulator.Model;

/// <summary>The model of the postman's actor.</summary>
sealed class SimPostman : SimActor
{
    readonly PostmanCore core;
    readonly ICodec commands;

    public SimPostman(SimSystem system, LetterOptions options, ICodec commands) : base(system, "postman")
    {
        (core, this.commands) = (new(options), commands);
        Poll(options.Poll);
    }

    /// <inheritdoc/>
    protected override void Receive(object message, SimActor sender)
    {
        // Nobody writes to the postman.
    }

    void Poll(TimeSpan interval)
    {
        if (!IsAlive) return;
        System.Run(Read);
        System.Node.Clock.CreateTimer(_ => Poll(interval), null, interval, Timeout.InfiniteTimeSpan);
    }

    async Task Read()
    {
        while (IsAlive && core.BeginRead() is { } limit)
        {
            try
            {
                var letters = await System.Node.Store.ReadDue(System.Node.Clock.GetUtcNow(), limit, default);
                var (toSend, readAgain) = core.OnRead(letters, limit, System.World.Timeline.Now);
                foreach (var letter in toSend)
                {
                    System.Shards.Forward(new EntityMessage(letter.Target, commands.Decode(letter.Body), letter.Id), this);
                }
                if (!readAgain) return;
            }
            catch (StoreUnavailableException)
            {
                core.OnUnreadable();
                return;
            }
        }
    }
}

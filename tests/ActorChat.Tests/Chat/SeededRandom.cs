using ActorChat.Node;

namespace ActorChat.Tests.Chat;

/// <summary>Randomness that is the same in every run.</summary>
sealed class SeededRandom(int seed) : IRandom
{
    readonly Random random = new(seed);

    public void Fill(Span<byte> bytes) => random.NextBytes(bytes);
}

using ActorChat.Node.Chat.Talk;
using FsCheck.Fluent;

namespace ActorChat.Tests.Chat.Talk;

public class SentMemoryProperties
{
    [Fact]
    public void Judge_AfterAnyNumbers_TellsWhatAnEndlessMemoryWouldOrThatItIsTooOld() => Property.HoldsForLists(
        Gen.Choose(1, 200).Select(number => (long)number),
        numbers =>
        {
            var memory = SentMemory.Empty;
            var endless = new Dictionary<long, long>();
            long seq = 0;
            foreach (var number in numbers)
            {
                var key = new PostKey("k", number);
                var verdict = memory.Judge("alice", key);
                var highest = endless.Keys.DefaultIfEmpty(0).Max();
                verdict.ShouldBe(Expected(endless, highest, number));
                if (verdict.Standing != KeyStanding.Fresh) continue;
                endless.Add(number, ++seq);
                memory = memory.Accept("alice", key, seq);
            }
        },
        runs: 300,
        maxItems: 300);

    static KeyVerdict Expected(Dictionary<long, long> endless, long highest, long number) =>
        number <= highest - DeviceMemory.WindowNumbers ? new KeyVerdict(KeyStanding.TooOld, 0)
        : endless.TryGetValue(number, out var seq) ? new KeyVerdict(KeyStanding.Repeated, seq)
        : new KeyVerdict(KeyStanding.Fresh, 0);
}

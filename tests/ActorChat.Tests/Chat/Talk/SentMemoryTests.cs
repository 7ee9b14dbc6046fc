using ActorChat.Node.Chat.Talk;

namespace ActorChat.Tests.Chat.Talk;

public class SentMemoryTests
{
    [Fact]
    public void Judge_WhenAcceptedWithinTheWindow_RemembersItsPlace()
    {
        var memory = SentMemory.Empty;
        for (var number = 1; number <= 200; number++) memory = memory.Accept("alice", new PostKey("k", number), 1000 + number);
        for (var number = 137; number <= 200; number++)
        {
            memory.Judge("Alice", new PostKey("k", number)).ShouldBe(new KeyVerdict(KeyStanding.Repeated, 1000 + number));
        }
        memory.Judge("alice", new PostKey("k", 136)).Standing.ShouldBe(KeyStanding.TooOld);
        memory.Judge("alice", new PostKey("k", 201)).Standing.ShouldBe(KeyStanding.Fresh);
        memory.Devices.Single().Value.Numbers.Length.ShouldBe(DeviceMemory.WindowNumbers);
    }

    [Fact]
    public void Accept_WhenWhatWasDecidedIsThrownAway_ForgetsIt()
    {
        var kept = DeviceMemory.None;
        for (var number = 1; number <= 100; number++)
        {
            var thrownAway = kept.Accept(number, -1).Accept(number + 1, -2);
            kept = kept.Accept(number, 10 * number);
            thrownAway.Find(number).ShouldBe(-1);
            thrownAway.Find(number + 1).ShouldBe(-2);
            kept.Find(number + 1).ShouldBeNull();
            for (var old = Math.Max(1, number - DeviceMemory.WindowNumbers + 1); old <= number; old++) kept.Find(old).ShouldBe(10 * old);
        }
    }

    [Fact]
    public void Judge_WhenDeviceOrAuthorDiffers_IsFresh()
    {
        var memory = SentMemory.Empty.Accept("alice", new PostKey("k", 1), 1);
        memory.Judge("alice", new PostKey("K", 1)).Standing.ShouldBe(KeyStanding.Fresh);
        memory.Judge("bob", new PostKey("k", 1)).Standing.ShouldBe(KeyStanding.Fresh);
    }

    [Fact]
    public void Accept_WhenTheNumberJumpsFar_ForgetsWhatIsBelow()
    {
        var memory = SentMemory.Empty.Accept("alice", new PostKey("k", 1), 1).Accept("alice", new PostKey("k", long.MaxValue), 2);
        memory.Judge("alice", new PostKey("k", 1)).Standing.ShouldBe(KeyStanding.TooOld);
        memory.Judge("alice", new PostKey("k", long.MaxValue)).ShouldBe(new KeyVerdict(KeyStanding.Repeated, 2));
    }

    [Fact]
    public void Accept_WhenTooManyDevices_ForgetsTheLongestUnused()
    {
        var memory = SentMemory.Empty;
        long seq = 0;
        for (var device = 0; device < SentMemory.MaxDevices; device++) memory = memory.Accept("alice", new PostKey($"d{device}", 1), ++seq);
        memory = memory.Accept("alice", new PostKey("d0", 2), ++seq);
        memory.Devices.Count.ShouldBe(SentMemory.MaxDevices);

        memory = memory.Accept("alice", new PostKey("new", 1), ++seq);

        memory.Devices.Count.ShouldBe(SentMemory.MaxDevices * 3 / 4 + 1);
        memory.Judge("alice", new PostKey("d0", 1)).Standing.ShouldBe(KeyStanding.Repeated);
        memory.Judge("alice", new PostKey("d1", 1)).Standing.ShouldBe(KeyStanding.Fresh);
        memory.Judge("alice", new PostKey("new", 1)).Standing.ShouldBe(KeyStanding.Repeated);
    }
}

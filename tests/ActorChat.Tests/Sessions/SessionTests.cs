using ActorChat.Node.Settings;
using ActorChat.Node.Sessions;

namespace ActorChat.Tests.Sessions;

public sealed class SessionTests
{
    [Fact]
    public void Login_WhenTheConnectionHasEndedMeanwhile_LeavesNobodyLoggedIn()
    {
        var services = new ChatServices(
            "n1", new StandingEngine(), null!, null!, NodeSettings.Default.Sessions, null!, null!, TimeProvider.System, null!, null!);
        var session = new Session(services, new Dictionary<Type, IRequestHandler>(), "somewhere");
        session.End();
        session.LogIn("alice", "an-id", "a client");
        session.User.ShouldBeNull();
    }

    [Fact]
    public async Task Answers_WhenTheyAreNotRead_StopTheReadingOfRequests()
    {
        const int Many = 10_000;
        var services = new ChatServices("n1", null!, null!, null!, NodeSettings.Default.Sessions with { MaxQueueBytes = 1 << 16 }, null!,
            null!, TimeProvider.System, null!, null!);
        var session = new Session(services, new Dictionary<Type, IRequestHandler>(), "somewhere");
        var received = 0;
        Task last;
        do
        {
            last = session.Receive("nonsense"u8.ToArray());
            received++;
        }
        while (last.IsCompleted && received < Many);
        received.ShouldBeInRange(100, Many - 1);
        session.Queue.TakeAll().Count.ShouldBe(received);
        await last.WaitAsync(TimeSpan.FromSeconds(20));
    }
}

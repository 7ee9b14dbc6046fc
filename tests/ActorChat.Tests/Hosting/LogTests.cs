using ActorChat.Node.Settings;
using ActorChat.Tests.Harness;
using System.Net.Sockets;
using ActorChat.Node.Hosting;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ActorChat.Tests.Hosting;

public sealed class LogTests
{
    static readonly DateTimeOffset At = new(2026, 11, 22, 10, 42, 7, 123, TimeSpan.Zero);

    static string Line(Exception? cause, int missed = 0) =>
        LogLine.Of(At, LogLevel.Warning, "ActorChat.Node.Entities.Postman", "Letters wait", cause, missed);

    static Exception Thrown(Exception e)
    {
        try
        {
            throw e;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }

    [Fact]
    public void Line_WhenTheWorldOutsideFailed_HasItsWords_Once_AndNoPlacesInTheProgram()
    {
        var refused = new SocketException((int)SocketError.ConnectionRefused);
        var cause = Thrown(new AggregateException(Thrown(new StoreUnavailableException("Failed to connect to db1:5432",
            Thrown(new IOException("Failed to connect", refused))))));
        Line(cause).ShouldBe($"10:42:07.123 warn: Postman: Letters wait: Failed to connect to db1:5432: {refused.Message}");
    }

    [Fact]
    public void Line_WhenTheReasonIsLong_IsCut() => Line(new IOException(new string('x', 100_000))).Length.ShouldBeLessThan(400);

    [Fact]
    public void Line_WhenItIsAFaultOfTheProgram_HasThePlaces_InOneLine_AndIsCut()
    {
        var line = Line(Thrown(new InvalidOperationException("first\nsecond")));
        line.ShouldContain("InvalidOperationException: first second");
        line.ShouldContain(nameof(Thrown));
        line.ShouldNotContain("\n");
        Line(new InvalidOperationException(new string('x', 100_000))).Length.ShouldBeLessThan(5_000);
    }

    [Fact]
    public void Line_WhenOthersLikeItWereNotWritten_SaysHowMany() =>
        Line(null, 7).ShouldEndWith("Letters wait (7 more like this one before it)");

    [Fact]
    public void Repeats_WhenEntriesAreAlike_LetOneThroughInAWhile_AndCountTheRest()
    {
        var time = new ManualTime();
        var repeats = new LogRepeats(time);
        repeats.Admit("a", 1, "").ShouldBe(0);
        for (var i = 0; i < 5; i++) repeats.Admit("a", 1, "").ShouldBeNull();
        repeats.Admit("a", 2, "").ShouldBe(0);
        repeats.Admit("b", 1, "").ShouldBe(0);
        repeats.Admit("a", 1, "other").ShouldBe(0);
        time.Advance(LogRepeats.Interval);
        repeats.Admit("a", 1, "").ShouldBe(5);
        repeats.Admit("a", 1, "").ShouldBeNull();
    }

    [Fact]
    public void Repeats_WhenTextsNeverRepeat_ForgetThoseBefore()
    {
        var repeats = new LogRepeats(new ManualTime());
        for (var i = 0; i <= 1_000; i++) repeats.Admit("a", 1, $"{i}").ShouldBe(0);
        repeats.Admit("a", 1, "0").ShouldBe(0);
    }

    // SQLite names no reason when the file beside the database, which processes share, can't be made larger.
    [Theory]
    [InlineData(13, 13)]
    [InlineData(10, 4874)]
    public void Sqlite_WhenTheDiskIsFull_SaysSo(int code, int extended) =>
        SqliteErrors.Translate(new SqliteException("disk I/O error", code, extended), NodeSettings.Default.Sqlite.At("/data/chat.db"))
            .Message.ShouldBe("The disk that holds /data/chat.db is full. Free some space on it.");
}

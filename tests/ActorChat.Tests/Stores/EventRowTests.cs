using System.Text;
using ActorChat.Node.Stores;

namespace ActorChat.Tests.Stores;

/// <summary>An event as a row, there and back.</summary>
public sealed class EventRowTests
{
    static readonly DateTimeOffset At = new(2026, 11, 22, 10, 42, 7, 123, TimeSpan.Zero);

    [Fact]
    public void Message_HasItsTimeFirst_AndThenTheBodyWithoutItsBrace() =>
        Encoding.UTF8.GetString(EventRow.Message(At, """{"by":"bob","text":"hé"}"""u8)).ShouldBe("""{"at":"2026-11-22T10:42:07.123Z","by":"bob","text":"hé"}""");

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"a":1}""")]
    public void Message_WhenRead_IsTheSameTimeAndBody(string body)
    {
        var read = EventRow.Read(7, "posted", "", EventRow.Message(At.ToOffset(TimeSpan.FromHours(2)), Encoding.UTF8.GetBytes(body)));

        (read.Seq, read.At, read.At.Offset, read.Type).ShouldBe((7, At, TimeSpan.Zero, "posted"));
        Encoding.UTF8.GetString(read.Body.Span).ShouldBe(body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hi")]
    [InlineData(" {}")]
    [InlineData("{} ")]
    [InlineData("{")]
    public void Message_WhenTheBodyIsNoObject_IsRefused(string body) =>
        Should.Throw<ArgumentException>(() => EventRow.Message(At, Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"at":"2026-11-22T10:42:07.123Z" """)]
    [InlineData("""{"at":"2026-13-22T10:42:07.123Z"}""")]
    [InlineData("""{"at":"2026-02-30T10:42:07.123Z"}""")]
    [InlineData("""{"at":"2026-02-x0T10:42:07.123Z"}""")]
    [InlineData("""{"at":"2026-02-10T10:42:07.12xZ"}""")]
    [InlineData("""{"to":"2026-11-22T10:42:07.123Z"}""")]
    public void Read_WhenItIsNoEvent_SaysSo(string message)
    {
        if (message.EndsWith(' ')) message = message.TrimEnd();
        Should.Throw<FormatException>(() => EventRow.Read(1, "posted", "", Encoding.UTF8.GetBytes(message)));
    }

    [Theory]
    [InlineData(null, null, "")]
    [InlineData(17L, null, ";about:17;")]
    [InlineData(null, "*", ";expels:*;")]
    [InlineData(17L, "user/bob", ";about:17;expels:user/bob;")]
    public void Tags_SayWhatTheEventIsAboutAndWhomItExpels(long? about, string? expels, string tags)
    {
        EventRow.Tags(new(At, "posted", about, expels, default)).ShouldBe(tags);
        var read = EventRow.Read(1, "posted", tags, EventRow.Message(At, "{}"u8));
        (read.About, read.Expels).ShouldBe((about, expels));
    }

    [Fact]
    public void Tags_WhenALabelHoldsTheSeparator_AreRefused() =>
        Should.Throw<ArgumentException>(() => EventRow.Tags(new(At, "posted", null, "a;b", default)));

    [Fact]
    public void Created_IsTheTimeInTicks_OfWholeMilliseconds() => EventRow.Created(At.AddTicks(4321)).ShouldBe(At.UtcTicks);
}

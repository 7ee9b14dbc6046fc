using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Screen;

namespace ActorChat.Tests.Tui;

public sealed class QuestionTests
{
    static ScreenDriver LoggedIn()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn();
        return screen;
    }

    [Theory]
    [InlineData("/delete_room lab", "Delete the room lab with all its messages, for everybody?")]
    [InlineData("/delete_dialogue bob", "Delete the dialogue with bob with all its messages, for both of you?")]
    [InlineData("/delete_file alice:k3xA9", "Delete the file alice:k3xA9, for everybody?")]
    public void Deleting_AsksOnce_AndANoLeavesTheLine(string line, string question)
    {
        var screen = LoggedIn();
        screen.Type(line + "\r");
        screen.Effects.ShouldBeEmpty();
        screen.Text.ReplaceLineEndings(" ").ShouldContain(question);
        screen.Type("n");
        screen.Effects.ShouldBeEmpty();
        screen.Model.Question.ShouldBeNull();
        screen.Model.Editor.Text.ShouldBe(line);
        screen.Type("\r\r");
        screen.Effects.ShouldBeEmpty("Enter is no yes");
        screen.Type("\ry");
        screen.Effects.OfType<AskNode>().Count().ShouldBe(1);
        screen.Model.Editor.Text.ShouldBeEmpty();
    }

    [Fact]
    public void Leaving_AsTheLastMember_SaysThatTheRoomGoes()
    {
        var screen = LoggedIn();
        screen.Type("/leave_room lab\r");
        screen.Effects.OfType<AskNode>().Count().ShouldBe(1, "others are there");
        screen.Effects.Clear();
        screen.Frame(new RoomState("room/lab", 13, "lab", RoomAccess.Restricted, 7, ["alice"], ["alice"], 1, ["alice"]));
        screen.Type("/leave_room lab\r");
        screen.Effects.ShouldBeEmpty();
        screen.Model.Question!.Text.ShouldContain("You are the last in lab");
    }

    [Theory]
    [InlineData("/quit\r")]
    [InlineData("\u0004")]
    public void Quit_WithLinesUnsent_AsksOnce(string leave)
    {
        var screen = LoggedIn();
        screen.Tell(new OutboxChanged(new OutboxItem("dev:1", false, "Global", "is on its way"), OutboxState.Pending));
        screen.Type(leave);
        screen.Effects.ShouldBeEmpty();
        screen.Model.Question!.Text.ShouldBe("One message is not sent yet and would be lost. Leave?");
        screen.Type("y");
        screen.Effects.ShouldBe([new Exit()]);
    }

    [Fact]
    public void Quit_OfWhoeverRunsTheCluster_AsksWhileOthersAreThere()
    {
        var screen = LoggedIn();
        screen.RunCluster();
        screen.Type("/quit\r");
        screen.Effects.ShouldBeEmpty();
        screen.Model.Question!.Text.ShouldContain("2 others are connected");
        screen.Type("\u0003");
        screen.Model.Question.ShouldBeNull();
        screen.Effects.ShouldBeEmpty();
    }

    [Fact]
    public void Interrupt_WithSomethingToLose_SaysWhatBeforeItLeaves()
    {
        var screen = LoggedIn();
        screen.RunCluster();
        screen.Type("\u0003");
        screen.Text.ShouldContain("Ctrl+C again leaves. The cluster ends with you, and 2 others are connected.");
        screen.Effects.ShouldBeEmpty();
        screen.Type("\u0003");
        screen.Effects.ShouldBe([new Exit()]);
    }

    [Fact]
    public void Quit_WithNothingToLose_Leaves()
    {
        var screen = LoggedIn();
        screen.Type("/quit\r");
        screen.Effects.ShouldBe([new Exit()]);
    }
}

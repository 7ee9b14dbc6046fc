using System.Drawing;
using ActorChat.Tui.Terminal;
using Terminal.Gui.Drivers;
using OwnDriver = ActorChat.Tui.Terminal.Driver;

namespace ActorChat.Tests.Tui;

public sealed class DriverTests
{
    [Fact]
    public void Create_WithThisTerminalGui_FindsItsConstructor()
    {
        var (app, why) = OwnDriver.Create(new AnsiInput(), new ChatOutput(_ => { }, () => new Size(80, 24)));
        why.ShouldBeNull();
        app.ShouldNotBeNull().Dispose();
    }
}

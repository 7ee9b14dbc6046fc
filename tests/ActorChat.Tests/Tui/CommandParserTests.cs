using ActorChat.Messages;
using ActorChat.Tui.Commands;

namespace ActorChat.Tests.Tui;

public sealed class CommandParserTests
{
    [Fact]
    public void Parse_WhenEveryCommandIsTypedRightly_MeansIt()
    {
        CommandParser.Parse("/register alice correct-horse").ShouldBe(new Ask(new Register("alice", "correct-horse")));
        CommandParser.Parse("/login alice correct-horse").ShouldBe(new Ask(new Login("alice", "correct-horse")));
        CommandParser.Parse("/logout").ShouldBe(new Ask(new Logout()));
        CommandParser.Parse("/quit").ShouldBe(new Quit());
        CommandParser.Parse("/send lab hi  there ").ShouldBe(new Say("lab", "hi  there "));
        CommandParser.Parse("/send_private bob hi").ShouldBe(new SayPrivately("bob", "hi"));
        CommandParser.Parse("/create_room lab /open").ShouldBe(new Ask(new CreateRoom("lab", RoomAccess.Open)));
        CommandParser.Parse("/create_room lab restricted").ShouldBe(new Ask(new CreateRoom("lab", RoomAccess.Restricted)));
        CommandParser.Parse("/delete_room lab").ShouldBe(new Ask(new DeleteRoom("lab")));
        CommandParser.Parse("/add_user lab bob").ShouldBe(new Ask(new AddUser("lab", "bob")));
        CommandParser.Parse("/remove_user lab bob").ShouldBe(new Ask(new RemoveUser("lab", "bob")));
        CommandParser.Parse("/join_room lab").ShouldBe(new Ask(new JoinRoom("lab")));
        CommandParser.Parse("/leave_room lab").ShouldBe(new Ask(new LeaveRoom("lab")));
        CommandParser.Parse("/open_dialogue bob").ShouldBe(new Ask(new OpenDialogue("bob")));
        CommandParser.Parse("/delete_dialogue bob").ShouldBe(new Ask(new DeleteDialogue("bob")));
        CommandParser.Parse("/publish_file ~/my plan.pdf").ShouldBe(new PublishFile("~/my plan.pdf"));
        CommandParser.Parse("/load_file k3x").ShouldBe(new LoadFile("k3x", null));
        CommandParser.Parse("/load_file k3x /tmp/a b").ShouldBe(new LoadFile("k3x", "/tmp/a b"));
        CommandParser.Parse("/help send").ShouldBe(new ShowHelp("send"));
        CommandParser.Parse("/rooms").ShouldBe(new Ask(new FindRooms()));
        CommandParser.Parse("/rooms la").ShouldBe(new Ask(new FindRooms("la")));
        CommandParser.Parse("/who").ShouldBe(new ShowMembers(null));
        CommandParser.Parse("/sessions").ShouldBe(new Ask(new GetSessions()));
        CommandParser.Parse("/room lab").ShouldBe(new SwitchTo("lab"));
    }

    // The eighteen commands that the program began with: their spelling goes on working to the letter.
    [Fact]
    public void Parse_OfTheFirstEighteenCommands_MeansWhatItAlwaysDid()
    {
        (string Line, Input Means)[] first =
        [
            ("/register alice correct-horse", new Ask(new Register("alice", "correct-horse"))),
                ("/login alice correct-horse", new Ask(new Login("alice", "correct-horse"))),
            ("/logout", new Ask(new Logout())), ("/create_room lab /open", new Ask(new CreateRoom("lab", RoomAccess.Open))),
            ("/create_room lab /restricted", new Ask(new CreateRoom("lab", RoomAccess.Restricted))),
                ("/delete_room lab", new Ask(new DeleteRoom("lab"))),
            ("/add_user lab bob", new Ask(new AddUser("lab", "bob"))), ("/remove_user lab bob", new Ask(new RemoveUser("lab", "bob"))),
            ("/join_room lab", new Ask(new JoinRoom("lab"))), ("/leave_room lab", new Ask(new LeaveRoom("lab"))),
            ("/send lab Good morning, all", new Say("lab", "Good morning, all")), ("/open_dialogue bob", new Ask(new OpenDialogue("bob"))),
            ("/send_private bob Lunch?", new SayPrivately("bob", "Lunch?")), ("/delete_dialogue bob", new Ask(new DeleteDialogue("bob"))),
            ("/history", new ShowHistory(20, null)), ("/history 5", new ShowHistory(5, null)),
                ("/history 5 lab", new ShowHistory(5, "lab")),
            ("/publish_file ./plan.pdf", new PublishFile("./plan.pdf")), ("/load_file k3x ./plan.pdf", new LoadFile("k3x", "./plan.pdf")),
                ("/load_file k3x", new LoadFile("k3x", null)),
            ("/help", new ShowHelp(null)), ("/help send", new ShowHelp("send")), ("/quit", new Quit()),
        ];
        first.Select(one => one.Line.Split(' ')[0]).Distinct().Count().ShouldBe(18);
        foreach (var (line, means) in first)
        {
            CommandParser.Parse(line).ShouldBe(means, line);
            CommandParser.Parse("    " + line).ShouldBe(means, line);
        }
    }

    [Theory]
    [InlineData(" /login bob secret")]
    [InlineData("    /login bob secret")]
    [InlineData("\t/login bob secret")]
    [InlineData("\u00a0/login bob secret")]
    [InlineData("\u3000/login bob secret")]
    [InlineData("\ufeff/login bob secret")]
    [InlineData("\u200b /login bob secret")]
    public void Parse_WhenBlanksStandBeforeTheSlash_IsTheCommand_AndNoText(string line) =>
        CommandParser.Parse(line).ShouldBe(new Ask(new Login("bob", "secret")));

    [Theory]
    [InlineData("login bob secret", "/login")]
    [InlineData("LOGIN bob secret", "/login")]
    [InlineData("  login bob secret", "/login")]
    [InlineData("login bob my secret", "/login")]
    [InlineData("register bob secret", "/register")]
    [InlineData("password old new", "/password")]
    [InlineData("send_private bob hi", "/send_private")]
    [InlineData("delete_room lab", "/delete_room")]
    [InlineData("quit", "/quit")]
    public void Parse_WhenATextMayBeACommand_SendsNothingAndAsks(string line, string command)
    {
        var doubt = CommandParser.Parse(line).ShouldBeOfType<Doubtful>();
        doubt.Sentence.ShouldContain(command);
        doubt.Usage.ShouldContain("/say");
        CommandParser.Parse($"/say {line}").ShouldBe(new SayHere(line));
    }

    [Theory]
    [InlineData("Logins are broken")]
    [InlineData("history repeats itself, as they say")]
    [InlineData("login")]
    [InlineData("delete_room lab and then some")]
    [InlineData("  indented text")]
    [InlineData("/ is a slash", false)]
    public void Parse_WhenATextIsNoCommand_IsText(string line, bool isText = true) =>
        (CommandParser.Parse(line) is SayHere said && said.Text == line).ShouldBe(isText);

    [Fact]
    public void Parse_OfTwoSlashesBehindBlanks_IsTextWithASlash() =>
        CommandParser.Parse("  //etc is a folder").ShouldBe(new SayHere("/etc is a folder"));

    [Theory]
    [InlineData("/history", 20, null)]
    [InlineData("/history 5", 5, null)]
    [InlineData("/history lab", 20, "lab")]
    [InlineData("/history 5 lab", 5, "lab")]
    [InlineData("/history 20 5", 20, "5")]
    public void History_InAllItsForms_MeansCountAndRoom(string line, int count, string? room) =>
        CommandParser.Parse(line).ShouldBe(new ShowHistory(count, room));

    [Theory]
    [InlineData("/history lab#42", "lab", 20)]
    [InlineData("/history @bob#42", "@bob", 20)]
    [InlineData("/history 8 lab#42", "lab", 8)]
    [InlineData("/history #42", null, 20)]
    public void History_WhenAMessageIsNamed_MeansWhatWasSaidAroundIt(string line, string? place, int count) =>
        CommandParser.Parse(line).ShouldBe(new ShowAround(new MessageName(place, 42), count));

    [Fact]
    public void Parse_WhenEveryCommandThatTakesArgumentsGetsNone_AnswersWithItsUsage()
    {
        foreach (var command in CommandTable.All.Where(command => command.Arguments.Any(argument => argument.Required)))
        {
            CommandParser.Parse($"/{command.Name}").ShouldBeOfType<Wrong>().Usage.ShouldBe(command.Usage);
            CommandParser.Parse($"/{command.Name} ").ShouldBeOfType<Wrong>().Usage.ShouldBe(command.Usage);
        }
    }

    [Theory]
    [InlineData("/join_room lab lounge", "/join_room <room_name>")]
    [InlineData("/join_room  lab", "/join_room <room_name>")]
    [InlineData("/login alice pass word", "/login <username> <password>")]
    [InlineData("/create_room lab secret", "/create_room <room_name> <room_type>")]
    [InlineData("/history 0", "/history [n] [room_name]")]
    [InlineData("/history 99999999999", "/history [n] [room_name]")]
    [InlineData("/history lab 5", "/history [n] [room_name]")]
    [InlineData("/send lab", "/send <room_name> <message>")]
    [InlineData("/send lab  ", "/send <room_name> <message>")]
    [InlineData("/logout now", "/logout")]
    public void Parse_WhenTypedWrongly_AnswersWithTheUsage(string line, string usage) =>
        CommandParser.Parse(line).ShouldBeOfType<Wrong>().Usage.ShouldBe(usage);

    [Theory]
    [InlineData("/jion_room lab", "/join_room")]
    [InlineData("/jon lab", "/join_room")]
    [InlineData("/hist", "/history")]
    [InlineData("/sned lab hi", "/send")]
    public void Parse_WhenTheCommandIsUnknown_SuggestsTheNearest(string line, string meant) =>
        CommandParser.Parse(line).ShouldBeOfType<Wrong>().Sentence.ShouldContain($"did you mean {meant}?");

    [Fact]
    public void Parse_WhenNothingIsNear_SaysHowToFindCommands() =>
        CommandParser.Parse("/xyzzyplugh").ShouldBeOfType<Wrong>().ToString().ShouldContain("/help");

    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("//shrug", "/shrug")]
    public void Parse_WhenItIsText_SaysItHere(string line, string text) => CommandParser.Parse(line).ShouldBe(new SayHere(text));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void Parse_WhenTheLineIsEmpty_MeansNothing(string line) => CommandParser.Parse(line).ShouldBe(new Nothing());

    [Fact]
    public void Help_ForEveryCommand_HasAnExampleThatParses()
    {
        foreach (var command in CommandTable.All)
        {
            CommandParser.Parse(command.Example).ShouldNotBeOfType<Wrong>(command.Example);
            HelpText.For(command.Name)!.ShouldContain(line => line.Contains(command.Example, StringComparison.Ordinal));
        }
        HelpText.For("nonsense").ShouldBeNull();
    }
}

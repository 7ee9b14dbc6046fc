using System.Globalization;
using ActorChat.Messages;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator.Clients;

/// <summary>A person with several clients.</summary>
/// <param name="name">As registered.</param>
/// <param name="everyone">All people.</param>
/// <param name="links">Links into rooms, which people tell each other.</param>
public sealed class SimUser(string name, IReadOnlyList<string> everyone, List<string> links)
{
    static readonly string[] Rooms = ["Lab", "Attic", "Cellar"];
    long lastText;

    /// <summary>As registered.</summary>
    public string Name => name;

    /// <summary>Known to all clients.</summary>
    public string Password => "a good password";

    /// <summary>Which of the clients registers.</summary>
    public SimClient? Registrar { get; set; }

    /// <summary>Whether the account is known to exist.</summary>
    public bool IsRegistered { get; set; }

    /// <summary>The user has made a link, and tells it to the others.</summary>
    public void Spread(string link) => links.Add(link);

    /// <summary>Something that people do, besides talking.</summary>
    /// <param name="random">Chance.</param>
    /// <param name="feed">One of the user's rooms or dialogues.</param>
    /// <param name="message">A message there, perhaps.</param>
    /// <param name="now">By the calendar.</param>
    public Request RequestByChance(SeededRandom random, string feed, long message, DateTimeOffset now)
    {
        var room = random.Pick(Rooms);
        var other = random.Pick(everyone);
        return random.Below(46) switch
        {
            0 or 1 => new CreateRoom(room, random.Chance(0.5) ? RoomAccess.Open : RoomAccess.Restricted),
            2 or 3 or 4 or 5 => new JoinRoom(room),
            6 => new LeaveRoom(room),
            7 => new DeleteRoom(room),
            8 or 9 => new AddUser(room, other),
            10 => new RemoveUser(room, other),
            11 or 12 => new OpenDialogue(other),
            13 => new DeleteDialogue(other),
            14 or 15 => new GetHistory(feed, Limit: 10),
            16 => new BeginFile("plan.pdf", 3, new string('a', 64)),
            17 => new MarkRead("room/Global", random.Below(1000), random.Below(1000)),
            18 => new FindRooms(random.Below(3).ToString(CultureInfo.InvariantCulture)),
            19 or 20 => new SetRoom(room, RoomSettings.LifetimeName, random.Pick(["10s", "20s", "3d", RoomSettings.Off])),
            21 => new SetTopic(room, $"about {random.Below(100)}"),
            22 => new MakeAdmin(room, other),
            23 => new Mute(room, other, 1 + random.Below(5)),
            24 => new Unmute(room, other),
            25 => new Pin(room, message),
            26 => new Unpin(room, message),
            27 or 28 or 29 => new EditMessage(feed, message, NextText("edited")),
            30 or 31 => new DeleteMessage(feed, message),
            32 or 33 => new React(feed, message, random.Pick(["👍", "🎉"])),
            34 => new GetThread(feed, message),
            35 or 36 => new SchedulePost(Soon(random, now), NextText("scheduled"), Room: random.Chance(0.5) ? room : Names.Global),
            37 => new SchedulePost(Soon(random, now), NextText("scheduled"), User: other),
            38 => new CancelScheduled(random.Below(30)),
            39 => new GetScheduled(),
            40 or 41 => new CreateLink(room, Uses: 2, LifeSeconds: 5 + random.Below(60)),
            42 => links.Count > 0 ? new JoinLink(random.Pick(links)) : new GetRequests(),
            43 => new Approve(room, other),
            44 => new Deny(room, other),
            _ => random.Chance(0.5) ? new IgnoreUser(other) : new UnignoreUser(other),
        };
    }

    // Most while nodes still fall, some when all is well, a few on a day to come.
    static DateTimeOffset Soon(SeededRandom random, DateTimeOffset now) =>
        now + (random.Chance(0.1) ? TimeSpan.FromDays(1 + random.Below(28)) : random.UpTo(TimeSpan.FromSeconds(40)));

    string NextText(string what) => string.Create(CultureInfo.InvariantCulture, $"{what} {++lastText} by {name}");
}

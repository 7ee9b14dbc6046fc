using System.Globalization;
using ActorChat.Messages;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator.Clients;

/// <summary>A person with several clients.</summary>
public sealed class SimUser(string name, IReadOnlyList<string> everyone)
{
    static readonly string[] Rooms = ["Lab", "Attic", "Cellar"];

    /// <summary>As registered.</summary>
    public string Name => name;

    /// <summary>Known to all clients.</summary>
    public string Password => "a good password";

    /// <summary>Which of the clients registers.</summary>
    public SimClient? Registrar { get; set; }

    /// <summary>Whether the account is known to exist.</summary>
    public bool IsRegistered { get; set; }

    /// <summary>Something that people do, besides talking.</summary>
    public Request RequestByChance(SeededRandom random)
    {
        var room = random.Pick(Rooms);
        var other = random.Pick(everyone);
        return random.Below(17) switch
        {
            0 or 1 => new CreateRoom(room, random.Chance(0.5) ? RoomAccess.Open : RoomAccess.Restricted),
            2 or 3 or 4 => new JoinRoom(room),
            5 => new LeaveRoom(room),
            6 => new DeleteRoom(room),
            7 or 8 => new AddUser(room, other),
            9 => new RemoveUser(room, other),
            10 or 11 => new OpenDialogue(other),
            12 => new DeleteDialogue(other),
            13 => new GetHistory($"room/{room}", Limit: 10),
            15 => new BeginFile("plan.pdf", 3, new string('a', 64)),
            14 => new MarkRead("room/Global", random.Below(1000), random.Below(1000)),
            _ => new FindRooms(random.Below(3).ToString(CultureInfo.InvariantCulture)),
        };
    }
}

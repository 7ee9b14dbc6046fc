using System.CommandLine;
using System.Globalization;
using ActorChat.Soak;

Option<string?> store = new(
    "--store") { Description = "sqlite:FILE or postgres:CONNECTION, empty; a file in a new temporary folder when left out" };
Option<int> count = new(
    "--count") { Description = "How many messages, entities, events or users; the size that the promise names when left out" };
RootCommand root = new("Long lives and large numbers: nodes run inside this process on a real store, and what they need is printed.")
{
    Measure("soak", "Messages over many rooms, while nodes leave, die and come back; prints memory", 1_000_000,
        (at, size) => Soak.Run(at, size)),
    Measure("hand-off", "A node with so many live entities leaves in good order, while others are asked all the time", 10_000,
        (at, size) => HandOff.Run(at, size)),
    Measure("replay", "An entity with so many events and a snapshot answers for the first time", 1_000_000,
        (at, size) => Replay.Run(at, size)),
    Measure("active", "A node that knows so many users holds those who are active", 1_000_000, (at, size) => Active.Run(at, size)),
};
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return await root.Parse(args).InvokeAsync();

Command Measure(string name, string description, int size, Func<string, int, Task<bool>> run)
{
    var command = new Command(name, $"{description} ({size:N0})") { store, count };
    command.SetAction(async parsed =>
    {
        var given = parsed.GetValue(count);
        using var place = new StorePlace(parsed.GetValue(store));
        return await run(place.Setting, given > 0 ? given : size) ? 0 : 1;
    });
    return command;
}

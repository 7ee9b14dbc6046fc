using ActorChat.Messages;

namespace ActorChat.Tui.Commands;

/// <summary><c>/set_room &lt;room&gt; [setting value]</c>: both or neither.</summary>
static class SettingArguments
{
    public static Input Read(IReadOnlyList<string> given) => given switch
    {
        [var room] => new ShowSettings(room),
        [var room, var setting, var value] => new Ask(new SetRoom(room, setting, value)),
        _ => new Wrong($"The value of {given[1]} is missing.", CommandTable.Find("set_room")!.Usage),
    };
}

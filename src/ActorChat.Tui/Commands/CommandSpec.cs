namespace ActorChat.Tui.Commands;

/// <summary>What an argument names: decides what completion offers for it.</summary>
enum ArgumentKind { Name, Password, Room, User, RoomType, Setting, Count, Message, Path, FileKey, Command, Text, Target, Session,
    Preference, OnOff, Role, MessageNumber }

/// <summary>One argument of a command.</summary>
/// <param name="Name">As the usage line shows it.</param>
/// <param name="Kind">What it names.</param>
/// <param name="Required">Shown in <c>&lt;&gt;</c>; otherwise in <c>[]</c>.</param>
/// <param name="TakesRest">It is the last one and keeps its spaces.</param>
sealed record ArgumentSpec(string Name, ArgumentKind Kind, bool Required = true, bool TakesRest = false)
{
    /// <inheritdoc/>
    public override string ToString() => Required ? $"<{Name}>" : $"[{Name}]";
}

/// <summary>One slash-command: everything that help, parsing and completion know of it.</summary>
/// <param name="Name">Without the slash.</param>
/// <param name="Help">One line.</param>
/// <param name="Example">A line as it is typed.</param>
/// <param name="Build">Makes the input of the arguments given, as many as there are required ones at least.</param>
/// <param name="Arguments">In order.</param>
sealed record CommandSpec(
    string Name, string Help, string Example, Func<IReadOnlyList<string>, Input> Build, params IReadOnlyList<ArgumentSpec> Arguments)
{
    /// <summary>Such as <c>/send &lt;room_name&gt; &lt;message&gt;</c>.</summary>
    public string Usage => string.Join(' ', [$"/{Name}", .. Arguments.Select(argument => argument.ToString())]);

    /// <summary>Whether a line of this command holds a secret: not to be shown, nor kept in the input history.</summary>
    public bool HoldsSecret => Arguments.Any(argument => argument.Kind == ArgumentKind.Password);
}

using ActorChat.Messages;
using ActorChat.Node.Behaviours;

namespace ActorChat.Node.Chat;

/// <summary>That nobody has a name, since it can't be told from another one.</summary>
/// <param name="For">The other one.</param>
/// <param name="Since">When it was wanted.</param>
public sealed record NameHold(string For, DateTimeOffset Since)
{
    /// <summary>Who wanted a name and has not come to be after this never will.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromMinutes(1);

    /// <summary>The hold after an event.</summary>
    public static NameHold? After(NameHeld held, DateTimeOffset at) => held.For is { } name ? new NameHold(name, at) : null;
}

/// <summary>
/// Names that look alike are one: whoever takes a name holds the others that look so, at the entities that would have them. Each decides
/// for itself, so that of two who come at once one gets it.
/// </summary>
static class Holding
{
    /// <summary>Decides on a <see cref="HoldName"/>.</summary>
    /// <param name="taken">The name as first written, if somebody has it.</param>
    /// <param name="held">Who holds it.</param>
    /// <param name="command">Who wants to.</param>
    /// <param name="context">Now.</param>
    public static Effect Hold(string? taken, NameHold? held, HoldName command, CommandContext context) => (taken ?? held?.For) switch
    {
        null => Take(command),
        { } name when Names.Same(name, command.For) => Effects.Done,
        { } name when taken is null && command.Instead is { } gone && Names.Same(gone, name)
            && context.Now - held!.Since > NameHold.GivenUpAfter => Take(command),
        { } name => Effect.Answer(new NameIs(name)),
    };

    /// <summary>Decides on a <see cref="ReleaseName"/>.</summary>
    public static Effect Release(NameHold? held, ReleaseName command) => held is not null && Names.Same(held.For, command.For)
        ? new Effect { Events = [new EventDraft(new NameHeld())] }
        : Effect.None;

    /// <summary>The letters that a room leaves when it ends.</summary>
    public static IEnumerable<LetterDraft> Released(string room) =>
        NameProfile.LooksOf(room).Select(Ids.Room).Where(id => id != Ids.Room(room))
            .Select(id => new LetterDraft(id, new ReleaseName(room)));

    static Effect Take(HoldName command) => Effects.Commit(new EventDraft(new NameHeld(command.For)));
}

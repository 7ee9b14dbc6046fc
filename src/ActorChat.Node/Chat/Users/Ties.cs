using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Users;

/// <summary>All rooms, or all dialogues, that a user has to do with.</summary>
/// <param name="All">By folded name.</param>
/// <param name="Loose">How many of them the user is not in.</param>
public sealed record Ties(ImmutableDictionary<string, Tie> All, int Loose)
{
    /// <summary>
    /// Most ties remembered that the user is not in, so that nobody can fill another's memory with invitations; beyond it the
    /// quarter that is longest unchanged is forgotten at once. (An invitation forgotten here still stands on the room's list.)
    /// A constant, not a setting: replays must come to the same state on every node.
    /// </summary>
    public const int MaxLoose = 1_000;

    /// <summary>None.</summary>
    public static Ties Empty { get; } = new(ImmutableDictionary<string, Tie>.Empty, 0);

    /// <summary>The tie with this name, or null.</summary>
    public Tie? Find(string name) => All.GetValueOrDefault(Names.Fold(name));

    /// <summary>Whether what happened there at <paramref name="peerSeq"/> is newer than all that is known of it.</summary>
    public bool IsNews(string name, long peerSeq) => Find(name) is not { } tie || tie.PeerSeq < peerSeq;

    /// <summary>Those of one standing, in the order in which they came to it.</summary>
    public IEnumerable<Tie> Of(Standing standing) => All.Values.Where(tie => tie.Standing == standing).OrderBy(tie => tie.OwnSeq);

    /// <summary>With a tie set.</summary>
    public Ties Set(Tie tie)
    {
        var loose = Loose + LooseCount(tie) - (Find(tie.Name) is { } before ? LooseCount(before) : 0);
        var ties = new Ties(All.SetItem(Names.Fold(tie.Name), tie), loose);
        return loose > MaxLoose ? ties.Forget() : ties;
    }

    /// <summary>With a further read mark on a tie.</summary>
    public Ties Mark(string name, ReadMark read) => Find(name) is { } tie ? Set(tie.Mark(read)) : this;

    /// <summary>With a message that names the user or answers them.</summary>
    public Ties Call(string name, long message) => Find(name) is { } tie ? Set(tie.Call(message)) : this;

    /// <summary>Without one that is gone, or names the user no more.</summary>
    public Ties Uncall(string name, long message) => Find(name) is { } tie ? Set(tie.Uncall(message)) : this;

    Ties Forget()
    {
        var forgotten = All.Where(tie => LooseCount(tie.Value) == 1)
            .OrderBy(tie => tie.Value.OwnSeq)
            .Take(MaxLoose / 4)
            .Select(tie => tie.Key)
            .ToList();
        return new Ties(All.RemoveRange(forgotten), Loose - forgotten.Count);
    }

    static int LooseCount(Tie tie) => tie.Standing == Standing.In ? 0 : 1;
}

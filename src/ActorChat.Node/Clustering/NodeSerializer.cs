using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Serialization;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;

namespace ActorChat.Node.Clustering;

/// <summary>How commands and answers are written between nodes; the same for all kinds.</summary>
public sealed class CrossingSetup(ICodec commands, ICodec replies) : Setup
{
    /// <summary>For what entities are asked.</summary>
    public ICodec Commands => commands;

    /// <summary>For what they answer.</summary>
    public ICodec Replies => replies;
}

/// <summary>
/// All messages between nodes that are ours, field by field. While a cluster is upgraded node by node, the new ones ask, and answer, what
/// the old ones have never heard of: such a command is answered as not understood, such an answer is an unknown outcome.
/// </summary>
public sealed class NodeSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>The number that stands before every message of ours on the wire.</summary>
    public const int Number = 7303;

    /// <summary>What goes through this serializer.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        typeof(EntityMessage), typeof(AskResult), typeof(Follow), typeof(FollowAnswer), typeof(Relabel), typeof(CheckHead),
            typeof(Unfollow),
        typeof(Refollow), typeof(LabelsChanged), typeof(SignalFeed), typeof(Signalled), typeof(FeedRun),
    ];

    readonly CrossingSetup crossing = system.Settings.Setup.Get<CrossingSetup>().Value;

    /// <inheritdoc/>
    public override int Identifier => Number;

    /// <inheritdoc/>
    public override string Manifest(object o) => o switch
    {
        EntityMessage => "ask",
        AskResult => "answer",
        FeedRun => "run",
        Follow => "follow",
        FollowAnswer => "following",
        Relabel => "relabel",
        CheckHead => "check",
        Unfollow => "unfollow",
        Refollow => "refollow",
        LabelsChanged => "labels",
        SignalFeed => "signal",
        Signalled => "signalled",
        _ => throw new ArgumentException($"{o.GetType()} is no message between nodes", nameof(o)),
    };

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => obj switch
    {
        EntityMessage asked =>
            Begin().Text(asked.To.ToString()).Number(asked.Letter ?? -1).Bytes(crossing.Commands.Encode(asked.Command)).End(),
        AskResult result => Begin().Byte((byte)result.Status).Bytes(result.Reply is { } reply ? crossing.Replies.Encode(reply) : default)
            .End(),
        FeedRun run => Write(run),
        Follow follow => Begin().Text(follow.To.ToString()).Texts(follow.Labels).End(),
        FollowAnswer answer => Begin().Number(answer.Head).Texts(answer.Online).End(),
        Relabel labels => Begin().Texts(labels.Added).Texts(labels.Removed).End(),
        CheckHead check => Write(check),
        LabelsChanged labels => Begin().Texts(labels.Online).Texts(labels.Offline).End(),
        SignalFeed signal => Begin().Text(signal.To.ToString()).Bytes(signal.Frame).End(),
        Signalled signal => Begin().Bytes(signal.Frame).End(),
        _ => [],
    };

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        var reader = new FieldReader(bytes);
        return manifest switch
        {
            "ask" => ReadAsk(reader),
            "answer" => ReadAnswer(reader),
            "run" => ReadRun(reader),
            "follow" => new Follow(EntityId.Parse(reader.Text()), reader.Texts()),
            "following" => new FollowAnswer(reader.Number(), reader.Texts()),
            "relabel" => new Relabel(reader.Texts(), reader.Texts()),
            "check" => new CheckHead(reader.Number(), reader.IsAtEnd ? null : new((ulong)reader.Number(), (ulong)reader.Number())),
            "unfollow" => Unfollow.Instance,
            "refollow" => Refollow.Instance,
            "labels" => new LabelsChanged(reader.Texts(), reader.Texts()),
            "signal" => new SignalFeed(EntityId.Parse(reader.Text()), reader.Bytes()),
            "signalled" => new Signalled(reader.Bytes()),
            _ => throw new System.Runtime.Serialization.SerializationException($"'{manifest}' is no message that this version knows"),
        };
    }

    static FieldWriter Begin() => FieldWriter.Begin();

    EntityMessage ReadAsk(FieldReader reader)
    {
        var to = EntityId.Parse(reader.Text());
        var letter = reader.Number();
        return new(to, Understood(crossing.Commands, reader.Bytes()) ?? NotUnderstood.Instance, letter < 0 ? null : letter);
    }

    AskResult ReadAnswer(FieldReader reader)
    {
        var status = (AskStatus)reader.Byte();
        if (!Enum.IsDefined(status)) return AskResult.Unknown;
        var bytes = reader.Bytes();
        if (bytes.IsEmpty) return new(status);
        return Understood(crossing.Replies, bytes) is { } reply ? new(status, reply) : AskResult.Unknown;
    }

    static object? Understood(ICodec codec, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return codec.Decode(bytes);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    static byte[] Write(CheckHead check)
    {
        var writer = Begin().Number(check.Head);
        if (check.Labels is { } labels) writer.Number((long)labels.Shown).Number((long)labels.Online);
        return writer.End();
    }

    static byte[] Write(FeedRun run)
    {
        var writer = Begin().Number(run.First).Bytes(run.Lines).Number(run.Count);
        foreach (var end in run.Ends) writer.Number(end);
        return writer.Texts(run.Expels ? [.. run.All.Select(one => one.Expels ?? "")] : []).End();
    }

    static FeedRun ReadRun(FieldReader reader)
    {
        var first = reader.Number();
        var lines = reader.Bytes();
        var ends = new int[reader.Count(sizeof(long))];
        for (var i = 0; i < ends.Length; i++) ends[i] = (int)reader.Number();
        var expels = reader.Texts();
        return new(first, lines, ends, expels.Length == 0 ? null : [.. expels.Select(label => label.Length == 0 ? null : label)]);
    }
}

using ActorChat.Node.Behaviours;
using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;
using ActorChat.Node.Former.Links;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Former.Hosting;

// What comes over the links. A peer may be of another version: what makes no sense here is passed over, or answered as not understood.
sealed partial class Switchboard
{
    /// <inheritdoc/>
    public void OnFrame(string peer, ReadOnlyMemory<byte> frame)
    {
        try
        {
            Handle(peer, frame);
        }
        catch (InvalidDataException e)
        {
            LogBadFrame(peer, e.Message);
        }
        catch (Exception e)
        {
            // The link goes on: whoever has missed something by it asks again, or sees the gap.
            LogBug(e, peer);
        }
    }

    void Handle(string peer, ReadOnlyMemory<byte> frame)
    {
        var reader = new FrameReader(frame);
        switch ((FrameKind)reader.Byte())
        {
            case FrameKind.Ask: OnAsk(peer, reader); break;
            case FrameKind.Answer: answers.End(reader.Number(), new((AskStatus)reader.Byte(), reader.Bytes())); break;
            case FrameKind.Follow: OnFollow(peer, reader); break;
            case FrameKind.FollowAnswer: OnFollowAnswer(reader); break;
            case FrameKind.Relabel: RelabelHere(peer, Feed(reader), reader.Texts(), reader.Texts()); break;
            case FrameKind.Unfollow: Host().FindHub(Feed(reader))?.Unfollow(peer); break;
            case FrameKind.Check: OnCheck(peer, Feed(reader), reader.Number()); break;
            case FrameKind.Refollow: Relays().OnRefollow(Feed(reader)); break;
            case FrameKind.Events: OnEvents(reader); break;
            case FrameKind.Labels: Relays().OnLabels(Feed(reader), reader.Texts(), reader.Texts()); break;
            case FrameKind.Signal: Host().FindHub(Feed(reader))?.Signal(reader.Bytes()); break;
            case FrameKind.Signalled: Relays().OnSignal(Feed(reader), reader.Bytes()); break;
            case FrameKind.LettersWaiting: LettersWaiting(); break;
            case FrameKind.ClusterChanged: ClusterChanged(); break;
            case FrameKind.Pulse: pulse.OnAsked(peer); break;
            case FrameKind.PulseAnswer: pulse.OnAnswered(peer); break;
            case var unknown: LogBadFrame(peer, $"kind {(byte)unknown}: from a newer version?"); break;
        }
    }

    static EntityId Feed(FrameReader reader) =>
        EntityId.TryParse(reader.Text(), out var id) ? id : throw new InvalidDataException("An id on a link is not kind/name.");

    void OnAsk(string peer, FrameReader reader)
    {
        var number = reader.Number();
        var to = Feed(reader);
        var timeout = TimeSpan.FromMilliseconds(reader.Number());
        if (!kinds.TryGetValue(to.Kind, out var kind) || Understood(kind.Commands, reader.Bytes(), peer) is not { } command)
        {
            Answer(peer, number, null, new(AskStatus.NotUnderstood));
            return;
        }
        Host().Deliver(to, new ToldEnvelope(command, result => Answer(peer, number, kind, result))
        {
            ExpiresAt = time.GetTimestamp() + (long)(timeout.TotalSeconds * time.TimestampFrequency),
        });
    }

    // While a cluster is upgraded node by node, the new ones ask, and answer, what the old ones have never heard of: null for that.
    object? Understood(ICodec codec, ReadOnlyMemory<byte> bytes, string peer)
    {
        try
        {
            return codec.Decode(bytes);
        }
        catch (InvalidDataException e)
        {
            LogBadFrame(peer, e.Message);
            return null;
        }
    }

    void Answer(string peer, long number, EntityKind? kind, AskResult result) =>
        network.Send(peer, FrameWriter.Begin(FrameKind.Answer).Number(number).Byte((byte)result.Status)
            .Bytes(result.Reply is null || kind is null ? default : kind.Replies.Encode(result.Reply)).End());

    void OnFollow(string peer, FrameReader reader)
    {
        var number = reader.Number();
        var feed = Feed(reader);
        Host().Deliver(feed, new FollowEnvelope(peer, reader.Texts(), result => AnswerFollow(peer, number, result)));
    }

    void AnswerFollow(string peer, long number, AskResult result)
    {
        var answer = result.Reply as FollowAnswer;
        network.Send(peer, FrameWriter.Begin(FrameKind.FollowAnswer).Number(number).Byte((byte)result.Status)
            .Number(answer?.Head ?? 0).Texts(answer?.Online ?? []).End());
    }

    void OnFollowAnswer(FrameReader reader)
    {
        var number = reader.Number();
        if ((AskStatus)reader.Byte() == AskStatus.Answered) follows.End(number, new(reader.Number(), reader.Texts()));
        else follows.Forget(number);
    }

    void OnCheck(string peer, EntityId feed, long head)
    {
        if (Host().FindHub(feed)?.HeadFor(peer) is not { } committed || committed > head) TellToRefollow(peer, feed);
    }

    void OnEvents(FrameReader reader)
    {
        var (feed, published) = FeedRunFrame.Read(reader);
        Relays().OnEvents(feed, published);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A frame from {Peer} could not be handled: a bug")]
    partial void LogBug(Exception e, string peer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A frame from {Peer} makes no sense: {Reason}")]
    partial void LogBadFrame(string peer, string reason);
}

using System.Buffers;
using System.Text.Json;
using ActorChat.Actors;
using ActorChat.Actors.Regions;
using ActorChat.Actors.Stores;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Codecs;
using ActorChat.Node.Kinds;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>A page of a feed, straight from the store once the entity has let the user in; its events are the journal's own bytes.</summary>
sealed class GetHistoryHandler(ChatServices chat) : UserHandler<GetHistory>
{
    static readonly string[] Messages = [ChatEvents.TypeOf<Posted>()];

    // What the user did and what was done to them; not how far they have read.
    static readonly string[] Actions =
    [
        ChatEvents.TypeOf<Registered>(), ChatEvents.TypeOf<SessionOpened>(), ChatEvents.TypeOf<SessionClosed>(),
        ChatEvents.TypeOf<RoomCreated>(), ChatEvents.TypeOf<RoomDeleted>(), ChatEvents.TypeOf<RoomJoined>(), ChatEvents.TypeOf<RoomLeft>(),
        ChatEvents.TypeOf<RoomInvited>(), ChatEvents.TypeOf<RoomRemoved>(), ChatEvents.TypeOf<RoomAdmin>(),
        ChatEvents.TypeOf<RoomAsked>(), ChatEvents.TypeOf<RoomApproved>(), ChatEvents.TypeOf<RoomDenied>(),
        ChatEvents.TypeOf<RequestMade>(), ChatEvents.TypeOf<RequestSettled>(),
        ChatEvents.TypeOf<DialogueBegun>(), ChatEvents.TypeOf<DialogueEnded>(), ChatEvents.TypeOf<Published>(),
    ];

    protected override async Task<object> Handle(ICaller caller, string user, GetHistory request)
    {
        if (request.Limit is < 1 or > ProtocolLimits.MaxHistoryPage) return Refusals.BadLimit("limit", 1, ProtocolLimits.MaxHistoryPage);
        if (Feeds.Parse(request.Feed ?? Feeds.User(user)) is not { } feed) return Refusals.UnknownFeed(request.Feed!);
        var answer = await chat.Ask(feed, new GetExtent(user), Repeat.Always);
        if (answer is not Extent extent) return ((ForClient)answer).Reply;
        var types = feed.Kind == Ids.UserKind ? Actions : Messages;
        var page = await chat.Store.ReadBack(feed, request.Before ?? long.MaxValue, extent.Since, types, request.Limit + 1, caller.Ended);
        return Write(extent.Feed, page, request.Limit);
    }

    // The newest that fit, oldest first.
    byte[] Write(string feed, IReadOnlyList<StoredEvent> page, int limit)
    {
        var frames = new List<ReadOnlyMemory<byte>>(limit);
        var bytes = 0;
        for (var i = page.Count - 1; i >= 0 && frames.Count < limit; i--)
        {
            var frame = FeedFormat.Frame(feed, page[i]);
            bytes += frame.Length;
            if (bytes > chat.Limits.MaxHistoryBytes && frames.Count > 0) break;
            frames.Add(frame);
        }
        frames.Reverse();
        var buffer = new ArrayBufferWriter<byte>(bytes + 256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("type"u8, "history"u8);
        json.WriteString("feed"u8, JsonEncodedText.Encode(feed, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping));
        json.WriteStartArray("events"u8);
        foreach (var frame in frames) json.WriteRawValue(frame.Span, skipInputValidation: true);
        json.WriteEndArray();
        json.WriteBoolean("more"u8, frames.Count < page.Count);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}

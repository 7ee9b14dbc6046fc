using System.Security.Cryptography;

namespace ActorChat.Tests.OnTheWire;

/// <summary>One well-formed request of every type that needs a login.</summary>
static class Samples
{
    public static string Sha256Of(params byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static IReadOnlyList<(string Type, string Fields)> NeedLogin { get; } =
    [
        ("logout", ""),
        ("sessions", ""),
        ("create-room", "\"room\":\"lab\",\"access\":\"open\""),
        ("delete-room", "\"room\":\"lab\""),
        ("add-user", "\"room\":\"lab\",\"user\":\"bob\""),
        ("remove-user", "\"room\":\"lab\",\"user\":\"bob\""),
        ("join-room", "\"room\":\"lab\""),
        ("leave-room", "\"room\":\"lab\""),
        ("create-link", "\"room\":\"lab\",\"uses\":5,\"lifeSeconds\":3600"),
        ("links", "\"room\":\"lab\""),
        ("revoke-link", "\"link\":\"lab/0123456789\""),
        ("join-link", "\"link\":\"actorchat://127.0.0.1:7401/join/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\""),
        ("requests", ""),
        ("approve", "\"room\":\"lab\",\"user\":\"bob\""),
        ("deny", "\"room\":\"lab\",\"user\":\"bob\""),
        ("topic", "\"room\":\"lab\",\"text\":\"x\""),
        ("pin", "\"room\":\"lab\",\"message\":1"),
        ("unpin", "\"room\":\"lab\",\"message\":1"),
        ("pins", "\"room\":\"lab\""),
        ("make-admin", "\"room\":\"lab\",\"user\":\"bob\""),
        ("mute", "\"room\":\"lab\",\"user\":\"bob\",\"seconds\":60"),
        ("unmute", "\"room\":\"lab\",\"user\":\"bob\""),
        ("ring", "\"upTo\":1"),
        ("set-room", "\"room\":\"lab\",\"setting\":\"send-limit\",\"value\":\"20\""),
        ("rooms", ""),
        ("users", "\"text\":\"b\""),
        ("who", "\"room\":\"Global\""),
        ("post", "\"room\":\"Global\",\"text\":\"hi\",\"key\":\"k:1\""),
        ("post-private", "\"user\":\"bob\",\"text\":\"hi\",\"key\":\"k:1\""),
        ("comment", "\"feed\":\"room/Global\",\"message\":1,\"text\":\"hi\",\"key\":\"k:1\""),
        ("edit", "\"feed\":\"room/Global\",\"message\":1,\"text\":\"hi\""),
        ("delete-message", "\"feed\":\"room/Global\",\"message\":1"),
        ("react", "\"feed\":\"room/Global\",\"message\":1,\"emoji\":\"+1\""),
        ("thread", "\"feed\":\"room/Global\",\"message\":1"),
        ("history", ""),
        ("search", "\"text\":\"hi\""),
        ("read", "\"feed\":\"room/Global\",\"upTo\":1,\"ordinal\":1"),
        ("delivered", "\"user\":\"bob\",\"upTo\":1,\"ordinal\":1"),
        ("open-dialogue", "\"user\":\"bob\""),
        ("delete-dialogue", "\"user\":\"bob\""),
        ("begin-file", $"\"name\":\"f\",\"size\":3,\"sha256\":\"{Sha256Of(1, 2, 3)}\""),
        ("put-chunk", "\"file\":\"f\",\"index\":0,\"data\":\"AQID\""),
        ("finish-file", "\"file\":\"f\""),
        ("find-file", "\"key\":\"k\""),
        ("files", ""),
        ("delete-file", "\"key\":\"k\""),
        ("get-chunk", "\"key\":\"k\",\"index\":0"),
    ];
}

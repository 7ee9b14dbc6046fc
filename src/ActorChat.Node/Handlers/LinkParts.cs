using System.Security.Cryptography;
using System.Text;
using ActorChat.Messages;
using ActorChat.Node.Chat.Rooms;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>What the handlers of invite links have in common.</summary>
static class LinkParts
{
    /// <summary>SHA-256, hexadecimal. A token is random enough for a plain hash to keep it.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The room to which the directory leads from a link's hash; null when there is none.</summary>
    public static async Task<string?> RoomOfLink(this ChatServices chat, string hash, CancellationToken cancel)
    {
        // All keys of this kind are of one length: what begins with the whole hash is the hash.
        var found = await chat.Store.Search(InviteLink.DirectoryKind, hash, prefix: true, listedOnly: false, limit: 1, cancel);
        return found is [var entry] ? entry.Name : null;
    }

    /// <summary>Where clients reach the nodes, for links that lead there: this one first.</summary>
    public static IReadOnlyList<string> Addresses(this ChatServices chat) =>
        [.. chat.Actors.Nodes.OrderByDescending(node => node.Name == chat.Name).Select(node => node.ClientAddress).OfType<string>()
            .Where(address => address.Length > 0)];
}

using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace ActorChat.Remoting.Guarding;

/// <summary>The one form that an actor's path may have in a place of a PDU, compared byte by byte.</summary>
/// <param name="actor">The whole path, or that of the parent.</param>
/// <param name="hasChild">Whether a name of <see cref="RemoteContract.NameDigits"/> hex digits follows.</param>
sealed class PathForm(string actor, bool hasChild)
{
    static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    readonly byte[] prefix = Encoding.ASCII.GetBytes(hasChild ? $"{actor}/" : actor);

    /// <summary>Whether a path has the form; <c>#</c> and the number of the actor's incarnation may follow.</summary>
    public bool Fits(ReadOnlySpan<byte> path)
    {
        if (!path.StartsWith(prefix)) return false;
        path = path[prefix.Length..];
        if (hasChild)
        {
            if (path.Length < RemoteContract.NameDigits || !IsName(path[..RemoteContract.NameDigits])) return false;
            path = path[RemoteContract.NameDigits..];
        }
        return path.IsEmpty || (path[0] == '#' && IsIncarnation(path[1..]));
    }

    /// <summary>Whether it is 32 hex digits, as the names that nobody guesses are.</summary>
    public static bool IsName(ReadOnlySpan<byte> name) =>
        name.Length == RemoteContract.NameDigits && !name.ContainsAnyExcept(HexDigits);

    static bool IsIncarnation(ReadOnlySpan<byte> number) => Utf8Parser.TryParse(number, out long _, out var read) && read == number.Length;
}

namespace ActorChat.Messages;

/// <summary>Creates the account <paramref name="Name"/> and logs in. Answer: <see cref="LoggedIn"/>.</summary>
/// <param name="Name">2 to 32 characters, see <see cref="Names"/>.</param>
/// <param name="Password">8 to 256 characters.</param>
/// <param name="Client">What the user will see of this client in their list of sessions, such as "tui on lab-3".</param>
public sealed record Register(string Name, string Password, string? Client = null) : Request;

/// <summary>Logs this client in; any number of clients may be logged in as one user. Answer: <see cref="LoggedIn"/>.</summary>
public sealed record Login(string Name, string Password, string? Client = null) : Request;

/// <summary>
/// Logs in with a token and catches up in one round trip: feeds in <paramref name="Cursors"/> go on after the sequence
/// number given; where too much was missed, a <see cref="Gap"/> says so. Answer: <see cref="LoggedIn"/>.
/// </summary>
/// <param name="Token">From <see cref="LoggedIn"/>.</param>
/// <param name="Cursors">Last sequence number that the client has, by feed.</param>
/// <param name="Client">As in <see cref="Login"/>.</param>
/// <param name="Generation">
/// From the last <see cref="Synced"/>: where a cursor stands for another event by now, as a backup was restored, a <see cref="SetBack"/>
/// says so.
/// </param>
public sealed record Resume(
    string Token, IReadOnlyDictionary<string, long>? Cursors = null, string? Client = null, string? Generation = null) : Request;

/// <summary>Logs out this client and makes its token worthless; the user's others stay. Answer: <see cref="Done"/>.</summary>
public sealed record Logout : Request;

/// <summary>
/// Another password for the user. All their other logins end; this one goes on. Whoever came in with a one-time password gives that as
/// the old one.
/// Answer: <see cref="Done"/>.
/// </summary>
/// <param name="Password">The one that holds now.</param>
/// <param name="NewPassword">8 to 256 characters.</param>
public sealed record ChangePassword(string Password, string NewPassword) : Request;

/// <summary>
/// A password with which a user who has forgotten theirs logs in once, within a day, to choose a new one. Operators only, and not for
/// operators.
/// Answer: <see cref="OneTimePassword"/>.
/// </summary>
public sealed record MakeOneTimePassword(string User) : Request;

/// <summary>Measures the way to the node and back. Answer: <see cref="Pong"/>.</summary>
public sealed record Ping : Request;

/// <summary>The user's clients: where, and since when. Answer: <see cref="SessionList"/>.</summary>
public sealed record GetSessions : Request;

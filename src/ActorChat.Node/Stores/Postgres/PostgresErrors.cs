using System.Net.Sockets;
using Npgsql;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>The server's errors in words that name the next step.</summary>
static class PostgresErrors
{
    /// <summary>
    /// The same failure as the interface has it; a failure that is neither the server's nor the network's stays what it is.
    /// </summary>
    public static Exception Translate(Exception failure) => failure switch
    {
        PostgresException error => new StoreUnavailableException(Describe(error), error),
        NpgsqlException or SocketException or TimeoutException or IOException => new StoreUnavailableException(
            $"PostgreSQL did not answer: {failure.Message.TrimEnd('.')}. Check that it runs, and its address in actorchat.store.", failure),
        _ => failure,
    };

    /// <summary>Whether only the operator can change it, so that asking again is in vain.</summary>
    public static bool IsForOperator(StoreUnavailableException failure) => failure.InnerException is PostgresException
    {
        SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
            or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InsufficientPrivilege,
    };

    /// <summary>
    /// Whether another commit was faster with the same row, or both waited for each other: this one has certainly not happened, and may
    /// be tried again.
    /// </summary>
    public static bool IsRace(StoreUnavailableException failure) => failure.InnerException is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected,
    };

    static string Describe(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.TooManyConnections =>
            "PostgreSQL has no connection left. Raise its max_connections, or lower the nodes' postgres.max-connections.",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
            $"PostgreSQL is stopping or starting: {error.MessageText}.",
        PostgresErrorCodes.DiskFull => "The disk of PostgreSQL is full. Free some space on it.",
        PostgresErrorCodes.ReadOnlySqlTransaction => "PostgreSQL is read-only: this is a standby. Connect to the primary.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"PostgreSQL does not let this user in: {error.MessageText}. Check Username and Password.",
        PostgresErrorCodes.InvalidCatalogName => $"PostgreSQL says: {error.MessageText}. Make it (createdb), or set another Database.",
        PostgresErrorCodes.InvalidSchemaName =>
            $"PostgreSQL says: {error.MessageText}. Make it (create schema), or set another Search Path.",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"PostgreSQL says: {error.MessageText}. Give this user the right to make and use tables in its schema.",
        _ => $"PostgreSQL failed ({error.SqlState}): {error.MessageText}.",
    };
}

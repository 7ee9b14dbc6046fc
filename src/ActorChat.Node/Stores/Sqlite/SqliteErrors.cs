using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>SQLite's error codes in words that name the next step.</summary>
static class SqliteErrors
{
    /// <summary>The same failure as the interface has it; a failure that isn't SQLite's stays what it is.</summary>
    public static Exception Translate(Exception failure, SqliteOptions options) =>
        failure is SqliteException sqlite ? new StoreUnavailableException(Describe(sqlite, options), sqlite) : failure;

    /// <summary>Whether only the operator can change it, so that asking again is in vain.</summary>
    public static bool IsForOperator(StoreUnavailableException failure) => failure.InnerException is SqliteException
    {
        SqliteErrorCode: SQLITE_CANTOPEN or SQLITE_NOTADB or SQLITE_CORRUPT or SQLITE_READONLY or SQLITE_PERM,
    };

    /// <summary>Whether another process had the file locked for too long.</summary>
    public static bool IsBusy(StoreUnavailableException failure) =>
        failure.InnerException is SqliteException { SqliteErrorCode: SQLITE_BUSY or SQLITE_LOCKED };

    static string DescribeBusy(SqliteOptions options) =>
        $"The database {options.Path} was locked by another process for longer than BusyTimeout ({options.BusyTimeout.TotalSeconds} s).";

    static string DescribeFull(SqliteOptions options) => $"The disk that holds {options.Path} is full. Free some space on it.";

    static string Describe(SqliteException failure, SqliteOptions options) => failure.SqliteErrorCode switch
    {
        SQLITE_BUSY or SQLITE_LOCKED => DescribeBusy(options),
        SQLITE_FULL => DescribeFull(options),
        // The file that processes share beside the database could not be made larger.
        SQLITE_IOERR when failure.SqliteExtendedErrorCode == SQLITE_IOERR_SHMSIZE => DescribeFull(options),
        SQLITE_READONLY or SQLITE_PERM =>
            $"The database {options.Path} can't be written. Give this user the right to write the file and its folder.",
        SQLITE_CANTOPEN =>
            $"The database {options.Path} can't be opened or made. Check that it is a file and that this user may write its folder.",
        SQLITE_NOTADB => $"The file {options.Path} is not a SQLite database. Use another file.",
        SQLITE_CORRUPT => $"The database {options.Path} is damaged. Stop all nodes and restore it from a backup.",
        SQLITE_IOERR => $"Reading or writing {options.Path} failed (SQLite's error {failure.SqliteExtendedErrorCode}). "
            + "Check the disk that holds it: its space, and the system's log.",
        _ => $"The database {options.Path} failed: {failure.Message}",
    };
}

using Microsoft.Data.Sqlite;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>What the cluster has agreed on.</summary>
sealed class AgreementTable(SqliteConnection connection) : IDisposable
{
    readonly Statement propose = new(connection,
        """
        insert into agreement (name, value) values ($name, $value) on conflict (name) do nothing
        """);

    readonly Statement get = new(connection,
        """
        select value from agreement where name = $name
        """);

    public string Agree(string name, string proposal)
    {
        propose.Run(name, proposal);
        return get.First(row => row.GetString(0), name)!;
    }

    public void Dispose()
    {
        propose.Dispose();
        get.Dispose();
    }
}

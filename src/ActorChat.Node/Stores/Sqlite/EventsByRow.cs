namespace ActorChat.Node.Stores.Sqlite;

/// <summary>How events stood before there were pieces: a row each, clustered by entity.</summary>
static class EventsByRow
{
    const int EventsAtOnce = 1000;

    /// <summary>Moves all of them into pieces, and drops their table.</summary>
    public static void Move(SqliteSession db)
    {
        using (var all = db.Prepare("select entity, seq, at, type, about, expels, body from event_by_row order by entity, seq"))
        {
            var entity = default(EntityId);
            var after = 0L;
            List<NewEvent> run = [];
            // A run ends where the entity does, or at a hole that a purge left.
            all.Each(row =>
            {
                var (next, seq) = (EntityId.Parse(row.GetString(0)), row.GetInt64(1));
                if (next != entity || seq != after + run.Count + 1 || run.Count == EventsAtOnce)
                {
                    Append(db, entity, after, run);
                    run.Clear();
                    (entity, after) = (next, seq - 1);
                }
                run.Add(new(
                    DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), row.GetString(3),
                    row.IsDBNull(4) ? null : row.GetInt64(4), row.IsDBNull(5) ? null : row.GetString(5), row.GetBytes(6)));
                return true;
            });
            Append(db, entity, after, run);
        }
        db.Execute("drop table event_by_row");
    }

    static void Append(SqliteSession db, EntityId entity, long after, List<NewEvent> run)
    {
        if (run.Count == 0) return;
        db.Events.Last(entity);
        db.Events.Append(entity, after, run);
    }
}

using Microsoft.EntityFrameworkCore;

namespace Platform.Data;

/// <summary>
/// Creates triggers that allow rows of <see cref="IAppendOnly"/> only to be added. They are created again after every migration, not in a
/// migration, because no model describes them, and SQLite drops the triggers of a table that a migration rebuilds.
/// </summary>
internal static class AppendOnly
{
    public static async Task GuardAsync(ServiceDbContext db, CancellationToken cancellationToken)
    {
        foreach (var entity in db.Model.GetEntityTypes())
        {
            if (entity.ClrType.IsAssignableTo(typeof(IAppendOnly)))
            {
                await db.Database.ExecuteSqlRawAsync(
                    db.Database.IsNpgsql() ? Postgres(entity.GetTableName()!) : Sqlite(entity.GetTableName()!),
                    cancellationToken
                );
            }
        }
    }

    private static string Postgres(string table) =>
        $"""
            CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS
              'BEGIN RAISE EXCEPTION ''% is append-only'', TG_TABLE_NAME USING ERRCODE = ''integrity_constraint_violation''; END';
            CREATE OR REPLACE TRIGGER "{table}_AppendOnly" BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION append_only();
            """;

    private static string Sqlite(string table) =>
        $"""
            CREATE TRIGGER IF NOT EXISTS "{table}_NotChanged" BEFORE UPDATE ON "{table}" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
            CREATE TRIGGER IF NOT EXISTS "{table}_NotRemoved" BEFORE DELETE ON "{table}" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
            """;
}

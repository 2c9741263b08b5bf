using Microsoft.EntityFrameworkCore;

namespace Platform.Data;

/// <summary>Serialises changes of the same rows, when each change depends on what it reads.</summary>
public static class RowLocks
{
    /// <summary>
    /// Reads and locks rows until the transaction ends; other callers wait. All callers lock in the same order, so they do not deadlock.
    /// One statement locks and reads, because a second one could return a row that was added after the lock. SQLite has one writer at a
    /// time anyway.
    /// </summary>
    /// <typeparam name="T">The kind of row; its key is <c>Id</c>.</typeparam>
    /// <param name="db">The context, with an open transaction, which must not have read the rows before.</param>
    /// <param name="ids">The rows. Rows that do not exist are skipped; when two transactions add the same row, the second fails and is
    /// repeated.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static Task<List<T>> AcquireRowsAsync<T>(this ServiceDbContext db, IEnumerable<Guid> ids, CancellationToken cancellationToken)
        where T : class
    {
        var distinctIds = ids.Distinct().ToArray();
        if (!db.Database.IsNpgsql())
        {
            return db.Set<T>().Where(row => distinctIds.Contains(EF.Property<Guid>(row, "Id"))).ToListAsync(cancellationToken);
        }

        var table = db.Model.FindEntityType(typeof(T))!.GetTableMappings().Single().Table;
        // The columns are named, because a prepared "SELECT *" fails when a newer version, rolled out in parallel, adds a column.
        var columns = string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\""));
        var sql = $$"""SELECT {{columns}} FROM "{{table.Name}}" WHERE "Id" = ANY ({0}) ORDER BY "Id" FOR NO KEY UPDATE""";
        return db.Set<T>().FromSqlRaw(sql, (object)distinctIds).ToListAsync(cancellationToken);
    }
}

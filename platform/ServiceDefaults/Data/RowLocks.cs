using Microsoft.EntityFrameworkCore;

namespace Platform.ServiceDefaults.Data;

/// <summary>Changes of the same rows one after the other, where each depends on what it reads.</summary>
public static class RowLocks
{
    /// <summary>
    /// Reads rows when nobody else is changing them, and lets the others wait until this transaction ends; in one order for all, so that
    /// no two wait for each other. One statement: a row that appears after it is not held, so it must not be among what was read. SQLite
    /// has one writer at a time anyway.
    /// </summary>
    /// <typeparam name="T">The kind of row; its key is <c>Id</c>.</typeparam>
    /// <param name="db">The context, in a transaction, which has not read the rows before.</param>
    /// <param name="ids">The rows; those that do not exist are passed over, and of two that add one at the same time the second fails and
    /// is repeated.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public static Task<List<T>> AcquireRowsAsync<T>(this ServiceDbContext db, IEnumerable<Guid> ids, CancellationToken cancellationToken)
        where T : class
    {
        var distinctIds = ids.Distinct().ToArray();
        if (!db.Database.IsNpgsql())
        {
            return db.Set<T>().Where(row => distinctIds.Contains(EF.Property<Guid>(row, "Id"))).ToListAsync(cancellationToken);
        }

        var table = db.Model.FindEntityType(typeof(T))!.GetTableMappings().Single().Table;
        // Named one by one: a prepared "SELECT *" fails when the next version, which is rolled out beside this one, adds a column.
        var columns = string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\""));
        var sql = $$"""SELECT {{columns}} FROM "{{table.Name}}" WHERE "Id" = ANY ({0}) ORDER BY "Id" FOR NO KEY UPDATE""";
        return db.Set<T>().FromSqlRaw(sql, (object)distinctIds).ToListAsync(cancellationToken);
    }
}

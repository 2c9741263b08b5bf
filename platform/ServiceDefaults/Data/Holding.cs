using Microsoft.EntityFrameworkCore;

namespace Platform.ServiceDefaults.Data;

/// <summary>Changes of the same rows one after the other, where each depends on what it reads.</summary>
public static class Holding
{
    /// <summary>
    /// Waits until nobody else is changing the rows, and lets the others wait until this transaction ends; in one order for all, so that no two wait
    /// for each other. Read them after it: what was read before may be out of date. SQLite has one writer at a time anyway.
    /// </summary>
    /// <typeparam name="T">The kind of row; its key is <c>Id</c>.</typeparam>
    /// <param name="db">The context, in a transaction.</param>
    /// <param name="ids">The rows; those that do not exist are passed over.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public static async Task HoldAsync<T>(this ServiceDbContext db, IEnumerable<Guid> ids, CancellationToken cancellationToken)
        where T : class
    {
        if (!db.Database.IsNpgsql())
            return;
        var table = db.Model.FindEntityType(typeof(T))!.GetTableName();
        object held = ids.Distinct().ToArray();
        await db.Database.ExecuteSqlRawAsync(
            """SELECT 1 FROM "TABLE" WHERE "Id" = ANY ({0}) ORDER BY "Id" FOR NO KEY UPDATE""".Replace("TABLE", table, StringComparison.Ordinal), [held], cancellationToken);
    }
}

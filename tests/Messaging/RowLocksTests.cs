using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Harness;

namespace Platform.Messaging.Tests;

/// <summary>Rows that a transaction reads and keeps until its end, on PostgreSQL.</summary>
public sealed class RowLocksTests
{
    [Fact]
    public async Task Rows_are_held_on_while_the_next_version_adds_a_column_also_where_the_statement_is_prepared_already()
    {
        await using var service = await StartAsync();
        var shelf = Guid.CreateVersion7();
        await service.FileAsync([shelf]);
        await service.InDbAsync(async db =>
        {
            // One connection from begin to end: a statement is prepared for one.
            await db.Database.OpenConnectionAsync();
            // By default from the fifth use on.
            for (var use = 0; use < 6; use++)
            {
                Assert.Equal([1], await AcquireAsync(db, shelf));
            }

            var prepared = await db
                .Database.SqlQuery<string>($"""SELECT statement AS "Value" FROM pg_prepared_statements""")
                .ToListAsync();
            Assert.Single(prepared, statement => statement.Contains("NO KEY UPDATE", StringComparison.Ordinal));

            await service.InDbAsync(other => other.Database.ExecuteSqlAsync($"""ALTER TABLE "Shelves" ADD COLUMN "Colour" text NULL"""));
            Assert.Equal([1], await AcquireAsync(db, shelf));
            return true;
        });
    }

    [Fact]
    public async Task Who_waits_for_a_row_reads_what_the_one_before_has_written_and_a_row_that_does_not_exist_is_passed_over()
    {
        await using var service = await StartAsync();
        var shelf = Guid.CreateVersion7();
        await service.FileAsync([shelf]);
        var waiting = Task.FromResult<List<int>>([]);
        await service.FileAsync([shelf], async () =>
        {
            waiting = service.InDbAsync(db => AcquireAsync(db, shelf, Guid.CreateVersion7()));
            await Eventually.TrueAsync(
                () =>
                    service.InDbAsync(db =>
                        db.Database.SqlQuery<bool>(
                                $"""SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') AS "Value" """
                            )
                            .SingleAsync()
                    ),
                "the other one waits"
            );
        });
        Assert.Equal([2], await waiting);
    }

    private static async Task<ShelfService> StartAsync() =>
        await ShelfService.StartAsync([
            new("ConnectionStrings:shelfdb", await (await TestServers.GetAsync()).CreateDatabaseAsync("shelf")),
        ]);

    /// <summary>The books on the shelves that are there, in a transaction of its own.</summary>
    private static async Task<List<int>> AcquireAsync(ShelfDbContext db, params Guid[] shelves)
    {
        db.ChangeTracker.Clear();
        await using var write = await WriteTransaction.BeginAsync(db, CancellationToken.None);
        var acquired = await db.AcquireRowsAsync<Shelf>(shelves, CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
        return [.. acquired.Select(shelf => shelf.Books)];
    }
}

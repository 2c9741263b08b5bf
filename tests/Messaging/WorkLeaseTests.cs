using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.LocalServers;

namespace Platform.Messaging.Tests;

/// <summary>Work that one replica does at a time.</summary>
public sealed class WorkLeaseTests
{
    [Fact]
    public async Task One_replica_has_the_turn_until_it_gives_it_back_or_dies_and_other_work_has_a_turn_of_its_own()
    {
        await using var postgres = new PostgresServer();
        await postgres.StartAsync();
        var options = new DbContextOptionsBuilder<ShelfDbContext>()
            .UseNpgsql(await postgres.CreateDatabaseAsync("turns") + ";Pooling=false")
            .Options;
        await using ShelfDbContext one = new(options),
            other = new(options),
            third = new(options);

        await using var lease = await WorkLease.TryAcquireAsync(one, "mail", CancellationToken.None);
        Assert.NotNull(lease);
        Assert.Null(await WorkLease.TryAcquireAsync(other, "mail", CancellationToken.None));
        await using (var another = await WorkLease.TryAcquireAsync(third, "imports", CancellationToken.None))
        {
            Assert.NotNull(another);
        }

        await lease.DisposeAsync();
        Assert.NotNull(await WorkLease.TryAcquireAsync(other, "mail", CancellationToken.None));
        Assert.Null(await WorkLease.TryAcquireAsync(one, "mail", CancellationToken.None));
        // Its connection is gone, as that of a process that died, and its turn with it.
        await other.Database.GetDbConnection().CloseAsync();
        Assert.NotNull(await WorkLease.TryAcquireAsync(one, "mail", CancellationToken.None));
    }
}

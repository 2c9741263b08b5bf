using Microsoft.EntityFrameworkCore;
using Platform.Harness;

namespace Platform.Messaging.Tests;

public sealed class OutboxTests
{
    [Fact]
    public async Task Nothing_is_published_before_the_commit()
    {
        await using var service = await ShelfService.StartAsync();
        var shelf = Guid.CreateVersion7();
        await service.FileAsync([shelf], last: async () =>
        {
            // Longer than the relay sleeps.
            await Task.Delay(TimeSpan.FromSeconds(1.5));
            Assert.Empty(service.Bus.Published);
        });
        await Eventually.TrueAsync(async () => await WaitingAsync(service) == 0, "the outbox is empty");
        var envelope = Assert.Single(service.Bus.Published);
        Assert.Equal(
            (shelf.ToString(), 1, "/shelf", "registry.report-filed", DateTimeOffset.UnixEpoch),
            (envelope.Subject, envelope.Version, envelope.Source, envelope.Type, envelope.Time)
        );
    }

    [Fact]
    public async Task A_worker_is_woken_after_the_commit_and_not_before_and_not_without_one()
    {
        await using var service = await ShelfService.StartAsync();
        using var worker = new WakeSignal();
        foreach (var commits in new[] { true, false })
        {
            await service.InDbAsync(async db =>
            {
                await using var write = await WriteTransaction.BeginAsync(db, CancellationToken.None);
                db.WakeOnCommit(worker);
                Assert.False(await worker.WaitAsync(TimeSpan.Zero, CancellationToken.None));
                if (commits)
                {
                    await write.CommitAsync(CancellationToken.None);
                }

                return true;
            });
            Assert.Equal(commits, await worker.WaitAsync(TimeSpan.Zero, CancellationToken.None));
        }
    }

    [Fact]
    public async Task An_outage_is_one_line_of_the_log_for_all_that_waits_and_what_fails_for_itself_is_told_with_its_failure()
    {
        await using var service = await ShelfService.StartAsync();
        Guid[] shelves = [.. Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7())];
        service.Bus.Before = _ => throw new TimeoutException("Nobody confirms.");
        await service.FileAsync(shelves);
        await Eventually.TrueAsync(() => Task.FromResult(!service.Relayed.Lines.IsEmpty), "the relay says so");
        Assert.All(service.Relayed.Lines, line =>
            Assert.Equal(("20 events of shelf cannot be published (Nobody confirms.); they wait in the outbox", null), line)
        );

        service.Relayed.Lines.Clear();
        var broken = new InvalidOperationException("This one is broken.");
        service.Bus.Before = envelope => envelope.Subject == shelves[7].ToString() ? throw broken : Task.CompletedTask;
        await Eventually.TrueAsync(async () => await WaitingAsync(service) == 1, "the others are published");
        await Eventually.TrueAsync(
            () => Task.FromResult(service.Relayed.Lines.Any(line => line.Failure == broken)),
            "the relay names the one"
        );
        Assert.Contains(
            $"registry.report-filed of {shelves[7]} cannot be published",
            service.Relayed.Lines.Last(line => line.Failure == broken).Line,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Nothing_is_published_after_a_rollback()
    {
        await using var service = await ShelfService.StartAsync();
        var (undone, marker) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await service.FileAsync([undone], commit: false);
        await service.FileAsync([marker]);
        await Eventually.TrueAsync(async () => await WaitingAsync(service) == 0, "the outbox is empty");
        Assert.Equal(marker.ToString(), Assert.Single(service.Bus.Published).Subject);
    }

    [Fact]
    public async Task An_aggregates_events_keep_their_order_and_aggregates_do_not_wait_for_each_other()
    {
        await using var service = await ShelfService.StartAsync();
        Guid[] shelves = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
        service.Bus.Before = _ => Task.Delay(Random.Shared.Next(8));
        for (var i = 0; i < 15; i++)
        {
            await service.FileAsync(shelves);
        }

        foreach (var shelf in shelves)
        {
            await service.NotedAsync(shelf, [.. Enumerable.Range(2001, 15)]);
            await Eventually.TrueAsync(
                () => Task.FromResult(service.Bus.Published.Count(relayed => relayed.Subject == shelf.ToString()) == 15),
                "the bus has taken the events"
            );
            Assert.Equal(
                Enumerable.Range(1, 15).Select(version => (long)version),
                service.Bus.Published.Where(relayed => relayed.Subject == shelf.ToString()).Select(relayed => relayed.Version)
            );
        }
    }

    [Fact]
    public async Task Two_aggregates_are_published_at_the_same_time()
    {
        await using var service = await ShelfService.StartAsync();
        using var both = new CountdownEvent(2);
        // Neither goes on before the other has come as well: one after the other would never end.
        service.Bus.Before = _ =>
            Task.Run(() =>
            {
                both.Signal();
                Assert.True(both.Wait(TimeSpan.FromSeconds(20)));
            });
        Guid[] shelves = [Guid.CreateVersion7(), Guid.CreateVersion7()];
        await service.FileAsync(shelves);
        await service.NotedAsync(shelves[0], 2001);
        await service.NotedAsync(shelves[1], 2001);
    }

    [Fact]
    public async Task A_bus_that_fails_holds_back_only_its_own_aggregate_and_is_tried_again()
    {
        await using var service = await ShelfService.StartAsync();
        var (unlucky, lucky) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var isDown = true;
        service.Bus.Before = envelope =>
            envelope.Subject == unlucky.ToString() && Volatile.Read(ref isDown)
                ? throw new IOException("The bus is away.")
                : Task.CompletedTask;
        await service.FileAsync([unlucky, lucky]);
        await service.FileAsync([unlucky, lucky]);
        await service.NotedAsync(lucky, 2001, 2002);
        var waiting = await Eventually.ValueAsync(
            () =>
                service.InDbAsync(db =>
                    db.Set<OutboxMessage>().AsNoTracking().OrderBy(row => row.Sequence).FirstOrDefaultAsync(row => row.Attempts > 0)
                ),
            "the failure is on record"
        );
        Assert.Equal((unlucky.ToString(), "The bus is away."), (waiting.Subject, waiting.LastError));
        Assert.NotNull(waiting.NotBefore);
        Assert.Empty(await service.NotedAsync(unlucky));
        Assert.Equal(2, await WaitingAsync(service));
        Volatile.Write(ref isDown, false);
        await service.NotedAsync(unlucky, 2001, 2002);
        await Eventually.TrueAsync(async () => await WaitingAsync(service) == 0, "the outbox is empty");
    }

    [Fact]
    public async Task A_crash_between_publishing_and_forgetting_repeats_the_event_and_the_inbox_makes_that_harmless()
    {
        await using var service = await ShelfService.StartAsync();
        var shelf = Guid.CreateVersion7();
        var crashes = 2;
        service.Bus.After = _ =>
            Interlocked.Decrement(ref crashes) >= 0 ? throw new IOException("Gone before the row was removed.") : Task.CompletedTask;
        await service.FileAsync([shelf]);
        await Eventually.TrueAsync(() => Task.FromResult(service.Bus.Published.Count == 3), "the event is published three times");
        await Eventually.TrueAsync(async () => await WaitingAsync(service) == 0, "the outbox is empty");
        Assert.Single(service.Bus.Published.Select(relayed => relayed.Id).Distinct());
        Assert.Equal([2001], await service.NotedAsync(shelf));
    }

    private static Task<int> WaitingAsync(ShelfService service) => service.InDbAsync(db => db.Set<OutboxMessage>().CountAsync());
}

using System.Collections.Concurrent;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.Messaging.Tests;

/// <summary>The same service on PostgreSQL and RabbitMQ: a database and a virtual host for each test.</summary>
public sealed class BrokerTests
{
    private const string DeadLetters = "/api/shelf/v1/dead-letters";

    [Fact]
    public async Task Each_event_is_consumed_once_however_often_it_comes()
    {
        await using var service = await StartShelfAsync();
        Guid[] shelves = [.. Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7())];
        for (var i = 0; i < 5; i++)
        {
            await service.FileAsync(shelves);
        }

        foreach (var shelf in shelves)
        {
            await NotedInAnyOrderAsync(service, shelf, 2001, 2002, 2003, 2004, 2005);
        }

        await Eventually.TrueAsync(() => Task.FromResult(service.Bus.Published.Count == 100), "the bus has taken the events");
        foreach (var shelf in shelves)
        {
            Assert.Equal(
                Enumerable.Range(1, 5).Select(version => (long)version),
                service.Bus.Published.Where(relayed => relayed.Subject == shelf.ToString()).Select(relayed => relayed.Version)
            );
        }

        // Copies of what is known, and of an event that is new: many of them come together and share a transaction.
        var unheard = service.Bus.Published.First() with { Id = Guid.CreateVersion7() };
        await Task.WhenAll(
            from envelope in service.Bus.Published.ToArray().Append(unheard)
            from _ in Enumerable.Range(0, 5)
            select service.Bus.PublishAsync(envelope, CancellationToken.None)
        );
        var marker = Guid.CreateVersion7();
        await service.FileAsync([marker]);
        await NotedInAnyOrderAsync(service, marker, 2001);
        await Eventually.TrueAsync(
            async () => await service.InDbAsync(db => db.ReportNotes.AnyAsync(row => row.EventId == unheard.Id)),
            "the new one is noted"
        );
        Assert.Equal(102, await service.InDbAsync(db => db.ReportNotes.CountAsync()));
        await Eventually.TrueAsync(async () => await WaitingAsync(service) == 0, "the outbox is empty");
    }

    [Fact]
    public async Task A_poisoned_event_becomes_a_dead_letter_while_the_others_flow_and_is_replayed_when_the_cause_is_gone()
    {
        await using var service = await StartShelfAsync();
        using var admin = service.As(Accounts.Admin);
        var (poisoned, healthy) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        service.Poison.Organisations[poisoned] = true;
        await service.FileAsync([poisoned, healthy]);
        await NotedInAnyOrderAsync(service, healthy, 2001);
        var letter = await Eventually.ValueAsync(
            async () => (await admin.Get(DeadLetters)).Expect(HttpStatusCode.OK)["items"]!.AsArray().SingleOrDefault(),
            "there is a dead letter"
        );
        Assert.Equal(poisoned.ToString(), letter["subject"]!.GetValue<string>());
        service.Poison.Organisations.Clear();
        Assert.True((await admin.Post($"{DeadLetters}/{letter["id"]}/replay")).Expect(HttpStatusCode.OK)["consumed"]!.GetValue<bool>());
        Assert.Equal([2001], await service.NotedAsync(poisoned));
    }

    [Fact]
    public async Task Events_that_come_together_share_transactions_and_one_that_fails_takes_no_other_with_it()
    {
        await using var service = await StartShelfAsync();
        Guid[] shelves = [.. Enumerable.Range(0, 400).Select(_ => Guid.CreateVersion7())];
        service.Poison.Organisations[shelves[200]] = true;
        await service.FileAsync(shelves);
        await Eventually.TrueAsync(
            async () => await service.InDbAsync(db => db.ReportNotes.CountAsync()) == 399,
            "the others are noted",
            TimeSpan.FromSeconds(60)
        );
        await Eventually.TrueAsync(
            async () => await service.InDbAsync(db => db.Set<DeadLetter>().CountAsync()) == 1,
            "one is a dead letter",
            TimeSpan.FromSeconds(60)
        );
        Assert.Equal(399, await service.InDbAsync(db => db.ReportNotes.Select(row => row.EventId).Distinct().CountAsync()));
        Assert.Equal(400, await service.InDbAsync(db => db.Set<InboxMessage>().CountAsync()) + 1);
        // xmin is the transaction that inserted a row.
        Assert.InRange(
            await service.InDbAsync(db =>
                db.Database.SqlQuery<int>($"""SELECT count(DISTINCT xmin::text)::int AS "Value" FROM "ReportNotes" """).SingleAsync()
            ),
            1,
            300
        );
    }

    [Fact]
    public async Task While_the_broker_is_away_the_service_is_ready_and_writes_and_afterwards_everything_arrives()
    {
        await using var broker = new RabbitMqServer();
        await broker.StartAsync();
        await using var service = await StartShelfAsync(broker.ConnectionString());
        await broker.KillAsync();
        await Eventually.TrueAsync(async () => (await service.HealthAsync()).Health == "Degraded", "the health tells of the broker");
        var shelf = Guid.CreateVersion7();
        await service.FileAsync([shelf]);
        await service.FileAsync([shelf]);
        Assert.Equal((HttpStatusCode.OK, "Degraded"), await service.HealthAsync());
        Assert.Equal(2, await WaitingAsync(service));
        Assert.Empty(await service.NotedAsync(shelf));
        await broker.RestartAsync();
        await NotedInAnyOrderAsync(service, shelf, 2001, 2002);
    }

    [Fact]
    public async Task Two_relays_share_the_lanes_each_aggregate_in_order_and_nothing_twice()
    {
        var (database, broker) = await AddressesAsync();
        await using var one = await StartShelfAsync(database, broker);
        await using var other = await StartShelfAsync(database, broker);
        var published = new ConcurrentQueue<EventEnvelope>();
        foreach (var service in new[] { one, other })
        {
            service.Bus.Before = _ => Task.Delay(Random.Shared.Next(15));
            service.Bus.After = envelope =>
            {
                published.Enqueue(envelope);
                return Task.CompletedTask;
            };
        }

        Guid[] shelves = [.. Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7())];
        for (var round = 0; round < 10; round++)
        {
            await Task.WhenAll(shelves.Chunk(10).Select((some, number) => (number % 2 == round % 2 ? one : other).FileAsync(some)));
        }

        await Eventually.TrueAsync(async () => await WaitingAsync(one) == 0, "the outbox is empty", TimeSpan.FromSeconds(60));

        Assert.All(new[] { one, other }, service => Assert.NotEmpty(service.Bus.Published));
        foreach (var shelf in shelves)
        {
            Assert.Equal(
                Enumerable.Range(1, 10).Select(version => (long)version),
                published.Where(relayed => relayed.Subject == shelf.ToString()).Select(relayed => relayed.Version)
            );
        }

        await Eventually.TrueAsync(
            async () => await one.InDbAsync(db => db.ReportNotes.CountAsync()) == 400,
            "everything is noted, once",
            TimeSpan.FromSeconds(60)
        );
    }

    [Fact]
    public async Task With_the_broker_away_at_the_start_the_service_is_ready_and_writes_and_afterwards_everything_arrives()
    {
        await using var broker = new RabbitMqServer();
        await broker.StartAsync();
        var (database, _) = await AddressesAsync();
        // Its queues are made once, as --migrate does.
        await (await StartShelfAsync(database, broker.ConnectionString())).DisposeAsync();
        await broker.KillAsync();
        await using var service = await ShelfService.StartAsync(
            new("ConnectionStrings:shelfdb", database),
            new("ConnectionStrings:messaging", broker.ConnectionString())
        );
        await Eventually.TrueAsync(async () => (await service.HealthAsync()).Status == HttpStatusCode.OK, "the service is ready");
        var shelf = Guid.CreateVersion7();
        await service.FileAsync([shelf]);
        Assert.Equal(1, await WaitingAsync(service));
        await broker.RestartAsync();
        await NotedInAnyOrderAsync(service, shelf, 2001);
    }

    /// <summary>A broker hands over several at a time, so that what comes of two events may change places.</summary>
    private static Task NotedInAnyOrderAsync(ShelfService service, Guid shelf, params int[] years) =>
        Eventually.TrueAsync(
            async () => (await service.NotedAsync(shelf)).Order().SequenceEqual(years),
            $"reports {string.Join(", ", years)} are noted",
            TimeSpan.FromSeconds(120)
        );

    private static Task<int> WaitingAsync(ShelfService service) => service.InDbAsync(db => db.Set<OutboxMessage>().CountAsync());

    private static async Task<(string Database, string Broker)> AddressesAsync()
    {
        var servers = await TestServers.GetAsync();
        return (await servers.CreateDatabaseAsync("shelf"), await servers.CreateVirtualHostAsync("shelf"));
    }

    private static async Task<ShelfService> StartShelfAsync(string? otherBroker = null)
    {
        var (database, own) = await AddressesAsync();
        return await StartShelfAsync(database, otherBroker ?? own);
    }

    private static async Task<ShelfService> StartShelfAsync(string database, string broker)
    {
        var service = await ShelfService.StartAsync(
            new("ConnectionStrings:shelfdb", database),
            new("ConnectionStrings:messaging", broker)
        );
        // From then on its queues are there.
        await Eventually.TrueAsync(async () => await service.HealthAsync() == (HttpStatusCode.OK, "Healthy"), "the service is healthy");
        return service;
    }
}

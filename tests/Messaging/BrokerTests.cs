using System.Net;
using Microsoft.EntityFrameworkCore;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.Messaging.Tests;

/// <summary>The same service on PostgreSQL and RabbitMQ: a database and a virtual host for each test.</summary>
public sealed class BrokerTests(BrokerTests.Servers servers) : IClassFixture<BrokerTests.Servers>
{
    private const string DeadLetters = "/api/shelf/v1/dead-letters";

    [Fact]
    public async Task Each_event_is_consumed_once_however_often_it_comes()
    {
        await using var service = await servers.StartShelfAsync();
        Guid[] shelves = [.. Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7())];
        for (var i = 0; i < 5; i++)
            await service.FileAsync(shelves);
        foreach (var shelf in shelves)
            await HeardInAnyOrderAsync(service, shelf, 2001, 2002, 2003, 2004, 2005);
        await Eventually.TrueAsync(() => Task.FromResult(service.Bus.Taken.Count == 100), "the bus has taken the events");
        foreach (var shelf in shelves)
            Assert.Equal(Enumerable.Range(1, 5).Select(version => (long)version), service.Bus.Taken.Where(taken => taken.Subject == shelf.ToString()).Select(taken => taken.Version));

        foreach (var envelope in service.Bus.Taken.ToArray())
            await service.Bus.PublishAsync(envelope, CancellationToken.None);
        var marker = Guid.CreateVersion7();
        await service.FileAsync([marker]);
        await HeardInAnyOrderAsync(service, marker, 2001);
        Assert.Equal(101, await service.InDbAsync(db => db.Heard.CountAsync()));
        await Eventually.TrueAsync(async () => await WaitingAsync(service) == 0, "the outbox is empty");
    }

    [Fact]
    public async Task A_poisoned_event_becomes_a_dead_letter_while_the_others_flow_and_is_replayed_when_the_cause_is_gone()
    {
        await using var service = await servers.StartShelfAsync();
        using var admin = service.As(Accounts.Admin);
        var (poisoned, healthy) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        service.Poison.Organisations[poisoned] = true;
        await service.FileAsync([poisoned, healthy]);
        await HeardInAnyOrderAsync(service, healthy, 2001);
        var letter = await Eventually.ValueAsync(
            async () => (await admin.Get(DeadLetters)).Expect(HttpStatusCode.OK)["items"]!.AsArray().SingleOrDefault(), "there is a dead letter");
        Assert.Equal(poisoned.ToString(), letter["subject"]!.GetValue<string>());
        service.Poison.Organisations.Clear();
        Assert.True((await admin.Post($"{DeadLetters}/{letter["id"]}/replay")).Expect(HttpStatusCode.OK)["consumed"]!.GetValue<bool>());
        Assert.Equal([2001], await service.HeardAsync(poisoned));
    }

    [Fact]
    public async Task While_the_broker_is_away_the_service_is_ready_and_writes_and_afterwards_everything_arrives()
    {
        await using var broker = new RabbitMqServer();
        await broker.StartAsync();
        await using var service = await servers.StartShelfAsync(broker.ConnectionString());
        await broker.KillAsync();
        await Eventually.TrueAsync(async () => (await service.HealthAsync()).Health == "Degraded", "the health tells of the broker");
        var shelf = Guid.CreateVersion7();
        await service.FileAsync([shelf]);
        await service.FileAsync([shelf]);
        Assert.Equal((HttpStatusCode.OK, "Degraded"), await service.HealthAsync());
        Assert.Equal(2, await WaitingAsync(service));
        Assert.Empty(await service.HeardAsync(shelf));
        await broker.RestartAsync();
        await HeardInAnyOrderAsync(service, shelf, 2001, 2002);
    }

    /// <summary>A broker hands over several at a time, so that what comes of two events may change places.</summary>
    private static Task HeardInAnyOrderAsync(ShelfService service, Guid shelf, params int[] years) => Eventually.TrueAsync(
        async () => (await service.HeardAsync(shelf)).Order().SequenceEqual(years), $"reports {string.Join(", ", years)} are noted", TimeSpan.FromSeconds(60));

    private static Task<int> WaitingAsync(ShelfService service) => service.InDbAsync(db => db.Set<OutboxMessage>().CountAsync());

    public sealed class Servers : IAsyncLifetime
    {
        private readonly PostgresServer postgres = new();
        private readonly RabbitMqServer broker = new();
        private int made;

        public async ValueTask InitializeAsync() => await Task.WhenAll(postgres.StartAsync(), broker.StartAsync());

        public async Task<ShelfService> StartShelfAsync(string? otherBroker = null)
        {
            var name = $"shelf{Interlocked.Increment(ref made)}";
            var service = await ShelfService.StartAsync(
                new("ConnectionStrings:shelfdb", await postgres.CreateDatabaseAsync(name)),
                new("ConnectionStrings:messaging", otherBroker ?? await broker.CreateVirtualHostAsync(name)));
            // From then on its queues are there.
            await Eventually.TrueAsync(async () => await service.HealthAsync() == (HttpStatusCode.OK, "Healthy"), "the service is healthy");
            return service;
        }

        public async ValueTask DisposeAsync()
        {
            await postgres.DisposeAsync();
            await broker.DisposeAsync();
        }
    }
}

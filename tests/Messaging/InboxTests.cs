using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Platform.Harness;

namespace Platform.Messaging.Tests;

public sealed class InboxTests
{
    private const string DeadLetters = "/api/shelf/v1/dead-letters";

    [Fact]
    public async Task An_event_that_a_given_up_connection_still_hands_over_is_taken()
    {
        await using var service = await ShelfService.StartAsync();
        var (shelf, consumer) = (Guid.CreateVersion7(), service.Inbox.Consumers.Single());
        service.Bus.Before = _ => throw new TimeoutException("Nobody confirms.");
        await service.FileAsync([shelf]);
        var waiting = await service.InDbAsync(db => db.Set<OutboxMessage>().AsNoTracking().SingleAsync());
        var window = new InboxWindow(service.Inbox, consumer);
        window.Dispose();
        await window.ReceiveAsync(
            new()
            {
                Id = waiting.Id,
                Type = waiting.Type,
                Source = "/shelf",
                Subject = waiting.Subject,
                Version = 1,
                Time = waiting.Time,
                Audience = Audience.Public,
                Body = waiting.Body,
            },
            CancellationToken.None
        );
        Assert.Equal([2001], await service.NotedAsync(shelf));
    }

    [Fact]
    public async Task An_event_that_comes_again_changes_nothing()
    {
        await using var service = await ShelfService.StartAsync();
        var shelf = Guid.CreateVersion7();
        await service.FileAsync([shelf]);
        await service.NotedAsync(shelf, 2001);
        // The consumer commits a moment before the bus notes that it has taken the event.
        await Eventually.TrueAsync(() => Task.FromResult(!service.Bus.Published.IsEmpty), "the bus has taken the event");
        var envelope = Assert.Single(service.Bus.Published);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.Bus.PublishAsync(envelope, CancellationToken.None)));
        Assert.Equal([2001], await service.NotedAsync(shelf));
        await service.Bus.PublishAsync(envelope with { Id = Guid.CreateVersion7() }, CancellationToken.None);
        Assert.Equal([2001, 2001], await service.NotedAsync(shelf));
    }

    [Fact]
    public async Task A_poisoned_event_becomes_a_dead_letter_while_the_others_flow_and_is_replayed_when_the_cause_is_gone()
    {
        await using var service = await ShelfService.StartAsync();
        using var admin = service.As(Accounts.Admin);
        var (poisoned, healthy, later) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        service.Poison.Organisations[poisoned] = true;
        await service.FileAsync([poisoned, healthy]);
        await service.NotedAsync(healthy, 2001);
        Assert.Empty((await admin.Get(DeadLetters)).Expect(HttpStatusCode.OK)["items"]!.AsArray());
        await service.FileAsync([later]);
        await service.NotedAsync(later, 2001);

        var letter = Assert.Single(await LettersAsync(admin, count: 1))!;
        Assert.Equal(
            ("note-when-report-filed", "registry.report-filed", poisoned.ToString()),
            (letter["consumer"]!.GetValue<string>(), letter["type"]!.GetValue<string>(), letter["subject"]!.GetValue<string>())
        );
        Assert.Contains("This report cannot be noted.", letter["error"]!.GetValue<string>(), StringComparison.Ordinal);
        // What the failed attempts had written is undone, and the relay has let go of it.
        Assert.Empty(await service.NotedAsync(poisoned));
        await Eventually.TrueAsync(
            async () => await service.InDbAsync(db => db.Set<OutboxMessage>().CountAsync()) == 0,
            "the outbox is empty"
        );

        Assert.False((await admin.Post($"{DeadLetters}/{letter["id"]}/replay")).Expect(HttpStatusCode.OK)["consumed"]!.GetValue<bool>());
        letter = Assert.Single(await LettersAsync(admin, count: 1))!;
        service.Poison.Organisations.Clear();
        Assert.True((await admin.Post($"{DeadLetters}/{letter["id"]}/replay")).Expect(HttpStatusCode.OK)["consumed"]!.GetValue<bool>());
        Assert.Equal([2001], await service.NotedAsync(poisoned));
        Assert.Empty(await LettersAsync(admin, count: 0));
        (await admin.Post($"{DeadLetters}/{letter["id"]}/replay")).Expect(404, "request.not-found");
    }

    [Fact]
    public async Task An_event_waits_for_a_database_that_is_away_and_is_no_dead_letter_however_long_that_takes()
    {
        await using var service = await ShelfService.StartAsync();
        var shelf = Guid.CreateVersion7();
        var failures = 0;
        service.Poison.Fault = () =>
        {
            // More often than an event is tried that is itself the cause.
            if (Interlocked.Increment(ref failures) == 8)
            {
                service.Poison.Organisations.Clear();
            }

            return new DbUpdateException("Not saved.", new DatabaseAway());
        };
        service.Poison.Organisations[shelf] = true;
        await service.FileAsync([shelf]);
        await service.NotedAsync(shelf, 2001);
        Assert.Equal(8, failures);
        Assert.Equal(0, await service.InDbAsync(db => db.Set<DeadLetter>().CountAsync()));
    }

    private sealed class DatabaseAway : System.Data.Common.DbException
    {
        public override bool IsTransient => true;
    }

    [Fact]
    public async Task A_dead_letter_is_dropped_for_good_and_only_by_the_platform_team()
    {
        await using var service = await ShelfService.StartAsync();
        using var admin = service.As(Accounts.Admin);
        using var registrar = service.As(Accounts.Registrar);
        Guid[] poisoned = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
        foreach (var shelf in poisoned)
        {
            service.Poison.Organisations[shelf] = true;
        }

        await service.FileAsync(poisoned);
        var letters = await LettersAsync(admin, count: 3);

        // A walk in pages sees each once.
        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null; )
        {
            var page = (await admin.Get($"{DeadLetters}?limit=1{cursor}")).Expect(HttpStatusCode.OK);
            seen.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()));
            cursor = page["nextCursor"]?.GetValue<string>() is { } next ? $"&cursor={next}" : null;
        }

        Assert.Equal(letters.Select(letter => letter!["id"]!.GetValue<string>()), seen);
        (await registrar.Get(DeadLetters)).Expect(403, "auth.forbidden");
        (await registrar.Call(HttpMethod.Delete, $"{DeadLetters}/{seen[0]}", null)).Expect(403, "auth.forbidden");
        Assert.Equal(HttpStatusCode.NoContent, (await admin.Call(HttpMethod.Delete, $"{DeadLetters}/{seen[0]}", null)).Status);
        (await admin.Call(HttpMethod.Delete, $"{DeadLetters}/{seen[0]}", null)).Expect(404, "request.not-found");
        Assert.Equal(seen.Skip(1), (await LettersAsync(admin, count: 2)).Select(letter => letter!["id"]!.GetValue<string>()));
    }

    private static Task<JsonArray> LettersAsync(HttpClient admin, int count) =>
        Eventually.ValueAsync(
            async () =>
                (await admin.Get(DeadLetters)).Expect(HttpStatusCode.OK)["items"]!.AsArray() is { } letters && letters.Count == count
                    ? letters
                    : null,
            $"there are {count} dead letters"
        );
}

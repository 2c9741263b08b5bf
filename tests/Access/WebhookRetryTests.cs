using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Access.Data;
using Platform.Access.Domain.Webhooks;
using Platform.Access.Features.Webhooks;
using Platform.Contracts.Access.V1;
using Platform.Harness;
using Platform.Messaging;
using static Platform.Access.Tests.WebhookAccess;

namespace Platform.Access.Tests;

public sealed class WebhookRetryTests(WebhookAccess access) : IClassFixture<WebhookAccess>
{
    private const string Webhooks = WebhookAccess.Webhooks;

    [Fact]
    public async Task What_fails_comes_again_under_the_same_id_until_it_is_taken_and_the_log_says_what_was_answered()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var app = await access.AppAsync();
        var webhook = await access.EnabledAsync(app, receiver);
        receiver.OnEvent = (message, response) =>
            WebhookReceiver.Answers(receiver.Events.Count(sent => sent.Id == message.Id) < 3 ? 500 : 204)(message, response);
        var id = await access.HappensAsync();
        var log = await LoggedAsync(app, webhook.Id, id, "delivered");
        Assert.Equal(
            [(1, 500), (2, 500), (3, 204)],
            log["attempts"]!.AsArray().Select(attempt => (attempt!["number"]!.GetValue<int>(), attempt["responseCode"]!.GetValue<int>()))
        );
        Assert.Null(log["nextAttemptAt"]);
        Assert.Equal([id, id, id], receiver.Ids);
        Assert.Single(receiver.Events.Select(message => Convert.ToBase64String(message.Body)).Distinct());
        Assert.Null((await app.Http.Get($"{Webhooks}/{webhook.Id}"))["failingSince"]);
    }

    [Theory]
    [InlineData(429, "2")]
    [InlineData(503, "2")]
    public async Task Who_asks_to_be_left_alone_for_a_while_is(int status, string seconds)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var app = await access.AppAsync();
        var webhook = await access.EnabledAsync(app, receiver);
        receiver.OnEvent = (message, response) =>
        {
            if (receiver.Events.Count(sent => sent.Id == message.Id) > 1)
            {
                return Task.CompletedTask;
            }

            (response.StatusCode, response.Headers.RetryAfter) = (status, seconds);
            return Task.CompletedTask;
        };
        var id = await access.HappensAsync();
        var attempts = (await LoggedAsync(app, webhook.Id, id, "delivered"))["attempts"]!
            .AsArray()
            .Select(attempt => attempt!["at"]!.GetValue<DateTimeOffset>())
            .ToArray();
        Assert.Equal(2, attempts.Length);
        Assert.InRange((attempts[1] - attempts[0]).TotalSeconds, 2, 10);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(3, 5)]
    [InlineData(600, 600)]
    [InlineData(86_400, 86_400)]
    [InlineData(1_000_000_000, 86_400)]
    public void The_pause_asked_for_counts_when_it_is_longer_and_within_a_day(int retryAfter, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySchedule.After(RetrySchedule.Default, 1, 0, TimeSpan.FromSeconds(retryAfter)));

    [Fact]
    public async Task Attempts_delays_and_disabled_endpoints_are_measured()
    {
        var measured = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var listener = new System.Diagnostics.Metrics.MeterListener();
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Name.StartsWith("platform.webhooks.", StringComparison.Ordinal))
            {
                meters.EnableMeasurementEvents(instrument);
            }
        };

        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => measured.Enqueue($"{instrument.Name} {tags[0].Value}"));
        listener.SetMeasurementEventCallback<double>(
            (instrument, seconds, _, _) => measured.Enqueue(seconds is >= 0 and < 60 ? instrument.Name : $"{instrument.Name}: {seconds}")
        );
        listener.Start();
        await using var receiver = await WebhookReceiver.StartAsync();
        var app = await access.AppAsync();
        var webhook = await access.EnabledAsync(app, receiver);
        receiver.OnEvent = (message, response) =>
            WebhookReceiver.Answers(receiver.Events.Count(sent => sent.Id == message.Id) < 2 ? 500 : 204)(message, response);
        await LoggedAsync(app, webhook.Id, await access.HappensAsync(), "delivered");
        receiver.OnEvent = WebhookReceiver.Answers(410);
        await LoggedAsync(app, webhook.Id, await access.HappensAsync(), "failed");
        await Eventually.TrueAsync(
            () =>
                Task.FromResult(
                    new[]
                    {
                        "platform.webhooks.attempts retried",
                        "platform.webhooks.attempts delivered",
                        "platform.webhooks.attempts failed",
                        "platform.webhooks.delay",
                        "platform.webhooks.disabled gone",
                    }.All(measured.Contains)
                ),
            "all of it is measured"
        );
    }

    [Fact]
    public async Task What_is_given_up_comes_again_when_it_is_replayed_by_id_or_since_an_instant()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var app = await access.AppAsync();
        var webhook = await access.EnabledAsync(app, receiver);
        var before = await access.HappensAsync();
        await LoggedAsync(app, webhook.Id, before, "delivered");
        var since = access.Clock.GetUtcNow();
        receiver.OnEvent = WebhookReceiver.Answers(503);
        Guid[] lost = [await access.HappensAsync(), await access.HappensAsync()];
        foreach (var id in lost)
        {
            Assert.Equal(3, (await LoggedAsync(app, webhook.Id, id, "failed"))["attempts"]!.AsArray().Count);
        }

        Assert.NotNull((await app.Http.Get($"{Webhooks}/{webhook.Id}"))["failingSince"]);

        receiver.OnEvent = WebhookReceiver.Answers(200);
        var path = $"{Webhooks}/{webhook.Id}/replay";
        Assert.Equal(1, (await app.Http.Post(path, new { eventId = lost[0] })).Expect(HttpStatusCode.Accepted)["queued"]!.GetValue<int>());
        await LoggedAsync(app, webhook.Id, lost[0], "delivered");
        Assert.Equal(2, (await app.Http.Post(path, new { since })).Expect(HttpStatusCode.Accepted)["queued"]!.GetValue<int>());
        await LoggedAsync(app, webhook.Id, lost[1], "delivered");
        await Eventually.TrueAsync(
            () => Task.FromResult(receiver.Ids.Count(id => id == lost[0]) == 5),
            "also what was taken before comes again"
        );
        Assert.Single(receiver.Ids, before);

        (await app.Http.Post(path, new { eventId = Guid.NewGuid() })).Expect(404, "request.not-found");
        (await app.Http.Post(path, new { eventId = await access.HappensAsync(Audience.Of(Audience.Party("party-org2"))) })).Expect(
            404,
            "request.not-found"
        );
        (await app.Http.Post(path, new { })).Expect(400, "request.invalid");
        (await app.Http.Post(path, new { since, eventId = lost[0] })).Expect(400, "request.invalid");
        (await app.Http.Post(path, """{ "since": "yesterday" }""")).Expect(400, "request.malformed");
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_is_disabled_and_its_party_is_told()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var app = await access.AppAsync();
        var webhook = await access.EnabledAsync(app, receiver);
        receiver.OnEvent = WebhookReceiver.Answers(410);
        await access.HappensAsync();
        Assert.Equal("gone", (await StatusAsync(app, webhook.Id, "disabled"))["disabledBecause"]!.GetValue<string>());
        await DisabledEventAsync(app, webhook.Id, "gone");
        // What happens meanwhile is not queued; a replay brings it.
        var meanwhile = await access.HappensAsync();
        Assert.DoesNotContain(await LogAsync(app, webhook.Id), row => row["eventId"]!.GetValue<Guid>() == meanwhile);
        receiver.OnEvent = WebhookReceiver.Answers(200);
        (await app.Http.Post($"{Webhooks}/{webhook.Id}/enable", null, ("If-Match", "\"99\""))).Expect(412, "request.stale");
        (await app.Http.Post($"{Webhooks}/{webhook.Id}/enable")).Expect(HttpStatusCode.OK);
        await StatusAsync(app, webhook.Id, "enabled");
        Assert.Equal(2, receiver.Challenges.Count);
        (await app.Http.Post($"{Webhooks}/{webhook.Id}/replay", new { eventId = meanwhile })).Expect(HttpStatusCode.Accepted);
        await LoggedAsync(app, webhook.Id, meanwhile, "delivered");
    }

    [Fact]
    public async Task An_endpoint_that_has_only_failed_for_long_is_disabled_and_its_party_is_told()
    {
        await using var own = new WebhookAccess(("DisableAfter", "00:00:00.5"), ("Pauses:2", "00:00:01"));
        await own.InitializeAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var app = await own.AppAsync();
        var webhook = await own.EnabledAsync(app, receiver);
        receiver.OnEvent = WebhookReceiver.Answers(500);
        var id = await own.HappensAsync();
        Assert.Equal("failing", (await StatusAsync(app, webhook.Id, "disabled"))["disabledBecause"]!.GetValue<string>());
        Assert.Equal(4, receiver.Events.Count);
        await own.PublishedAsync<WebhookDisabled>(content => content.WebhookId == webhook.Id && content.Reason == "failing");
        await LoggedAsync(app, webhook.Id, id, "failed");
    }

    [Fact]
    public async Task A_slow_endpoint_holds_up_nobody_else()
    {
        await using var slow = await WebhookReceiver.StartAsync();
        await using var quick = await WebhookReceiver.StartAsync();
        var (app, other) = (await access.AppAsync(), await access.AppAsync());
        var webhook = await access.EnabledAsync(app, slow);
        await access.EnabledAsync(other, quick);
        var (released, atOnce, most) = (new TaskCompletionSource(), 0, 0);
        slow.OnEvent = async (_, _) =>
        {
            var now = Interlocked.Increment(ref atOnce);
            most = Math.Max(most, now);
            await released.Task;
            Interlocked.Decrement(ref atOnce);
        };
        for (var i = 0; i < 30; i++)
        {
            await access.HappensAsync();
        }

        await Eventually.TrueAsync(
            () => Task.FromResult(quick.Events.Count == 30),
            "everything has come to the quick one",
            TimeSpan.FromSeconds(4)
        );
        released.SetResult();
        await Eventually.TrueAsync(
            async () => (await LogAsync(app, webhook.Id)).Count(row => row["status"]!.GetValue<string>() == "delivered") == 30,
            "and to the slow one"
        );
        Assert.InRange(most, 2, 4);
        Assert.Equal(30, slow.Events.Count);
    }

    [Fact]
    public async Task Several_processes_share_the_work_and_send_nothing_twice()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var app = await access.AppAsync();
        var webhook = await access.EnabledAsync(app, receiver);
        using var second = ActivatorUtilities.CreateInstance<DeliverWebhooks>(access.Services);
        using var third = ActivatorUtilities.CreateInstance<DeliverWebhooks>(access.Services);
        await second.StartAsync(CancellationToken.None);
        await third.StartAsync(CancellationToken.None);
        var sent = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => access.HappensAsync()));
        await Eventually.TrueAsync(
            async () => (await LogAsync(app, webhook.Id)).Count(row => row["status"]!.GetValue<string>() == "delivered") == 60,
            "everything is delivered"
        );
        await second.StopAsync(CancellationToken.None);
        await third.StopAsync(CancellationToken.None);
        Assert.Equal(sent.Order(), receiver.Ids.Order());
    }

    [Fact]
    public async Task What_a_killed_process_had_in_hand_is_sent_again_when_its_lease_is_over()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var app = await access.AppAsync();
        var webhook = await access.EnabledAsync(app, receiver);
        var id = await access.HappensAsync();
        await LoggedAsync(app, webhook.Id, id, "delivered");
        // As it is left by a process that was killed between its claim and its record.
        await access.InScopeAsync<AccessDbContext, int>(async db =>
        {
            await using var write = await WriteTransaction.BeginAsync(db, CancellationToken.None);
            var row = await db.WebhookDeliveries.SingleAsync(found => found.WebhookId == webhook.Id && found.EventId == id);
            (row.Status, row.Attempts, row.DueAt, row.FinishedAt) = (DeliveryStatus.Pending, 1, DateTimeOffset.UtcNow.AddSeconds(1), null);
            await db.SaveChangesAsync();
            await write.CommitAsync(CancellationToken.None);
            return 0;
        });
        var log = await LoggedAsync(app, webhook.Id, id, "delivered");
        Assert.Equal([1, 2], log["attempts"]!.AsArray().Select(attempt => attempt!["number"]!.GetValue<int>()));
        Assert.Equal([id, id], receiver.Ids);
    }

    [Fact]
    public async Task What_waits_is_kept_over_a_restart_and_what_is_old_leaves_the_log()
    {
        await using var own = new WebhookAccess(("LogKept", "00:00:00"), ("Pauses:0", "00:00:02"));
        await own.InitializeAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var app = await own.AppAsync();
        var webhook = await own.EnabledAsync(app, receiver);
        receiver.OnEvent = WebhookReceiver.Answers(500);
        var id = await own.HappensAsync();
        await Eventually.TrueAsync(() => Task.FromResult(receiver.Events.Count == 1), "the first attempt");
        await own.RestartAsync();
        receiver.OnEvent = WebhookReceiver.Answers(200);
        var again = app with { Http = own.NewClient(app.Http.DefaultRequestHeaders.Authorization!.Parameter) };
        await LoggedAsync(again, webhook.Id, id, "delivered");
        Assert.Equal([id, id], receiver.Ids);
        Assert.DoesNotContain((await again.Http.Get($"{Webhooks}/{webhook.Id}/deliveries"))["items"]!.AsArray(), row =>
            row!["eventType"]!.GetValue<string>() == WebhookDelivery.Verification
        );
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    public async Task A_redirection_is_a_failure(int status)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var elsewhere = await WebhookReceiver.StartAsync();
        var app = await access.AppAsync();
        var webhook = await access.EnabledAsync(app, receiver);
        receiver.OnEvent = (message, response) =>
        {
            response.Headers.Location = elsewhere.Url;
            return WebhookReceiver.Answers(status)(message, response);
        };
        var id = await access.HappensAsync();
        var log = await LoggedAsync(app, webhook.Id, id, "failed");
        Assert.All(log["attempts"]!.AsArray(), attempt => Assert.Equal(status, attempt!["responseCode"]!.GetValue<int>()));
        Assert.Empty(elsewhere.Events);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_and_one_that_does_not_come_is_a_failure()
    {
        await using var own = new WebhookAccess(("Timeout", "00:00:01"));
        await own.InitializeAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var app = await own.AppAsync();
        var webhook = await own.EnabledAsync(app, receiver);
        receiver.OnEvent = async (_, response) =>
        {
            var written = 0;
            while (written++ < 100_000 && !response.HttpContext.RequestAborted.IsCancellationRequested)
            {
                await response.Body.WriteAsync(new byte[10_000], response.HttpContext.RequestAborted);
            }
        };
        var id = await own.HappensAsync();
        await LoggedAsync(app, webhook.Id, id, "delivered");
        receiver.OnEvent = (_, response) => Task.Delay(TimeSpan.FromSeconds(20), response.HttpContext.RequestAborted);
        id = await own.HappensAsync();
        Assert.Equal("timeout", (await LoggedAsync(app, webhook.Id, id, "failed"))["attempts"]![0]!["error"]!.GetValue<string>());
    }

    private async Task DisabledEventAsync(AppClient app, Guid webhook, string reason)
    {
        await access.PublishedAsync<WebhookDisabled>(content =>
            content.WebhookId == webhook && content.ClientId == app.ClientId && content.Reason == reason
        );
        var notice = await Eventually.ValueAsync(
            async () =>
                (await app.Http.Get("/api/access/v1/notices"))["items"]!
                    .AsArray()
                    .SingleOrDefault(found => found!["subject"]!.GetValue<Guid>() == webhook),
            "its party has a notice"
        );
        Assert.Contains("replay", notice["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}

using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Contracts.Access.V1;
using Platform.Harness;
using Platform.Messaging;
using static Platform.Access.Tests.WebhookAccess;

namespace Platform.Access.Tests;

public sealed class WebhookTests(WebhookAccess access) : IClassFixture<WebhookAccess>
{
    [Fact]
    public async Task A_verified_endpoint_gets_the_events_that_its_app_may_see_as_the_feed_shows_them_and_signed()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var app = await access.AppAsync();
        var webhook = await access.EnabledAsync(app, receiver);
        Guid[] seen =
        [
            await access.HappensAsync(),
            await access.HappensAsync(Audience.Of(Audience.Party(app.Party))),
            await access.HappensAsync(Audience.Of(Audience.Role("organisation"))),
        ];
        var hidden = await access.HappensAsync(Audience.Of(Audience.Party("party-org2"), Audience.Role("registrar")));
        await access.DeliverAsync(new AppDisabled { ClientId = "nobody asked for this one" }, audience: Audience.Public);
        var last = await access.HappensAsync();
        await Eventually.TrueAsync(() => Task.FromResult(receiver.Ids.Contains(last)), "the last event has come");
        await Eventually.TrueAsync(() => Task.FromResult(receiver.Events.Count >= 4), "every event has come");
        Assert.Equal(seen.Append(last).Order(), receiver.Ids.Order());
        Assert.DoesNotContain(hidden, receiver.Ids);

        var secret = webhook["secrets"]![0]!["secret"]!.GetValue<string>();
        var feed = (await app.Http.Get("/api/access/v1/events?limit=200")).Expect(HttpStatusCode.OK)["items"]!.AsArray();
        foreach (var message in receiver.Events)
        {
            Assert.Equal("application/cloudevents+json; charset=utf-8", message.ContentType);
            Assert.True(JsonNode.DeepEquals(feed.Single(item => item!["id"]!.GetValue<string>() == message.Id), message.Json));
            Assert.Equal(Signature(secret, message), message.Signature);
            Assert.InRange(
                DateTimeOffset.FromUnixTimeSeconds(message.Timestamp),
                DateTimeOffset.UtcNow.AddMinutes(-1),
                DateTimeOffset.UtcNow.AddSeconds(2)
            );
        }

        Assert.Equal(Signature(secret, receiver.Challenges[0]), receiver.Challenges[0].Signature);
    }

    [Theory]
    [InlineData("""{ "challenge": "of another" }""")]
    [InlineData("""["challenge"]""")]
    [InlineData("OK")]
    [InlineData("")]
    public async Task An_endpoint_that_does_not_answer_its_challenge_gets_no_events_until_it_does(string answer)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (app, echo) = (await access.AppAsync(), receiver.OnChallenge);
        receiver.OnChallenge = (_, response) => response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer)).AsTask();
        var webhook = await SubscribeAsync(app, receiver);
        Assert.Equal("unverified", webhook["status"]!.GetValue<string>());
        var missed = await access.HappensAsync();
        await Eventually.TrueAsync(() => Task.FromResult(receiver.Challenges.Count == 3), "the challenge is repeated and given up");
        var log = await Eventually.ValueAsync(
            async () => (await app.Http.Get($"{Webhooks}/{webhook.Id}/deliveries?status=failed"))["items"]!.AsArray().SingleOrDefault(),
            "the log says so"
        );
        Assert.Equal("challengeNotAnswered", log["attempts"]![0]!["error"]!.GetValue<string>());
        Assert.Single(receiver.Challenges.Select(challenge => challenge.Id).Distinct());
        (await app.Http.Post($"{Webhooks}/{webhook.Id}/replay", new { eventId = missed })).Expect(409, "access.webhook-not-enabled");

        receiver.OnChallenge = echo;
        Assert.Equal(
            "unverified",
            (await app.Http.Post($"{Webhooks}/{webhook.Id}/enable")).Expect(HttpStatusCode.OK)["status"]!.GetValue<string>()
        );
        await StatusAsync(app, webhook.Id, "enabled");
        (await app.Http.Post($"{Webhooks}/{webhook.Id}/enable")).Expect(409, "access.webhook-enabled");
        Assert.Empty(receiver.Events);
        (await app.Http.Post($"{Webhooks}/{webhook.Id}/replay", new { eventId = missed })).Expect(HttpStatusCode.Accepted);
        await Eventually.TrueAsync(() => Task.FromResult(receiver.Ids.SequenceEqual([missed])), "what was missed comes");
    }

    [Fact]
    public async Task While_secrets_are_changed_both_sign_and_each_is_shown_once()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var app = await access.AppAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var body = new { url = receiver.Url, eventTypes = new[] { "registry.report-filed" } };
        var webhook = (await app.Http.Post(Webhooks, body, key)).Expect(HttpStatusCode.Created);
        (await app.Http.Post(Webhooks, body, key)).Expect(409, "idempotency.secret-not-repeated");
        await StatusAsync(app, webhook.Id, "enabled");
        var (path, first) = ($"{Webhooks}/{webhook.Id}", webhook["secrets"]![0]!);
        Assert.Matches("^whsec_[A-Za-z0-9+/=]{44}$", first["secret"]!.GetValue<string>());
        (await app.Http.Call(HttpMethod.Delete, $"{path}/secrets/{first["id"]}", null)).Expect(409, "access.webhook-last-secret");
        var second = (await app.Http.Post($"{path}/secrets")).Expect(HttpStatusCode.Created);
        Assert.DoesNotContain("whsec_", (await app.Http.Get(path)).Text + (await app.Http.Get(Webhooks)).Text, StringComparison.Ordinal);

        await access.HappensAsync();
        var message = (await Eventually.ValueAsync(() => Task.FromResult(receiver.Events.SingleOrDefault()), "the event has come"))!;
        Assert.Equal(
            new[] { first, second.Json! }.Select(secret => Signature(secret["secret"]!.GetValue<string>(), message)),
            message.Signature.Split(' ')
        );
        Assert.Equal(HttpStatusCode.NoContent, (await app.Http.Call(HttpMethod.Delete, $"{path}/secrets/{first["id"]}", null)).Status);
        var next = await access.HappensAsync();
        message = await Eventually.ValueAsync(
            () => Task.FromResult(receiver.Events.SingleOrDefault(sent => sent.Id == next.ToString())),
            "the next event has come"
        );
        Assert.Equal(Signature(second["secret"]!.GetValue<string>(), message), message.Signature);

        foreach (var _ in Enumerable.Range(0, 4))
        {
            (await app.Http.Post($"{path}/secrets")).Expect(HttpStatusCode.Created);
        }

        (await app.Http.Post($"{path}/secrets")).Expect(409, "access.webhook-secrets-full");
    }

    [Fact]
    public async Task A_webhook_is_its_partys_alone()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (app, other) = (await access.AppAsync(), await access.AppAsync());
        var path = $"{Webhooks}/{(await access.EnabledAsync(app, receiver)).Id}";
        (await other.Http.Get(path)).Expect(404, "request.not-found");
        (await other.Http.Get($"{path}/deliveries")).Expect(404, "request.not-found");
        (await other.Http.Post($"{path}/replay", new { since = DateTimeOffset.UtcNow })).Expect(404, "request.not-found");
        (await other.Http.Post($"{path}/secrets")).Expect(404, "request.not-found");
        (await other.Http.Post($"{path}/enable")).Expect(404, "request.not-found");
        (await other.Http.Call(HttpMethod.Delete, $"{path}/secrets/{Guid.NewGuid()}", null)).Expect(404, "request.not-found");
        (await other.Http.Call(HttpMethod.Delete, path, null)).Expect(404, "request.not-found");
        Assert.Empty((await other.Http.Get(Webhooks)).Expect(HttpStatusCode.OK)["items"]!.AsArray());
        Assert.Single((await app.Http.Get(Webhooks)).Expect(HttpStatusCode.OK)["items"]!.AsArray());
        (await access.As(Accounts.Org1).Post(Webhooks, new { url = receiver.Url, eventTypes = new[] { "registry.report-filed" } })).Expect(
            403,
            "access.webhook-needs-app"
        );
        (await access.Anonymous.Get(Webhooks)).Expect(401, "auth.token-missing");
    }

    [Fact]
    public async Task What_ends_an_app_or_its_webhook_ends_what_it_is_sent()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var witness = await WebhookReceiver.StartAsync();
        var (deleting, disabled, other) = (await access.AppAsync(), await access.AppAsync(), await access.AppAsync());
        var webhook = await access.EnabledAsync(deleting, receiver);
        await access.EnabledAsync(disabled, receiver);
        await access.EnabledAsync(other, witness);
        Assert.Equal(HttpStatusCode.NoContent, (await deleting.Http.Call(HttpMethod.Delete, $"{Webhooks}/{webhook.Id}", null)).Status);
        (await deleting.Http.Get($"{Webhooks}/{webhook.Id}")).Expect(404, "request.not-found");
        (await access.As(Accounts.Admin).Post($"/api/access/v1/apps/{disabled.Id}/disable")).Expect(HttpStatusCode.OK);
        await access.HappensAsync();
        await Eventually.TrueAsync(() => Task.FromResult(witness.Events.Count == 1), "the event has come to another");
        Assert.Empty(receiver.Events);
    }

    [Fact]
    public async Task An_event_that_comes_twice_is_sent_once()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var app = await access.AppAsync();
        var webhook = await access.EnabledAsync(app, receiver);
        var id = await access.HappensAsync();
        await access.HappensAsync(id: id);
        await LoggedAsync(app, webhook.Id, id, "delivered");
        var last = await access.HappensAsync();
        await LoggedAsync(app, webhook.Id, last, "delivered");
        Assert.Equal([id, last], receiver.Ids);
    }

    [Fact]
    public async Task An_app_has_no_more_webhooks_than_it_may_also_when_it_asks_at_once()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var app = await access.AppAsync();
        var body = new { url = receiver.Url, eventTypes = new[] { "registry.report-filed" } };
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => app.Http.Post(Webhooks, body)));
        Assert.Equal(20, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => answer.Expect(409, "access.webhooks-full"));
    }

    [Theory]
    [InlineData(
        """{ "url": "https://partner.example/hook", "eventTypes": ["registry.organisation-registred"] }""",
        422,
        "access.event-type-unknown"
    )]
    [InlineData(
        """{ "url": "https://partner.example/hook", "eventTypes": ["access.webhook-verification"] }""",
        422,
        "access.event-type-unknown"
    )]
    [InlineData("""{ "url": "https://partner.example/hook", "eventTypes": [] }""", 400, "request.invalid")]
    [InlineData("""{ "url": "https://partner.example/hook", "eventTypes": [null] }""", 400, "request.invalid")]
    [InlineData("""{ "eventTypes": ["registry.report-filed"] }""", 400, "request.invalid")]
    [InlineData("""{ "url": "hook", "eventTypes": ["registry.report-filed"] }""", 422, "access.webhook-url-invalid")]
    [InlineData("""{ "url": "ftp://partner.example/hook", "eventTypes": ["registry.report-filed"] }""", 422, "access.webhook-url-invalid")]
    [InlineData(
        """{ "url": "https://user:password@partner.example/hook", "eventTypes": ["registry.report-filed"] }""",
        422,
        "access.webhook-url-invalid"
    )]
    [InlineData(
        """{ "url": "https://partner.example/hook#here", "eventTypes": ["registry.report-filed"] }""",
        422,
        "access.webhook-url-invalid"
    )]
    public async Task A_wrong_subscription_is_refused(string body, int status, string code) =>
        (await (await access.AppAsync()).Http.Post(Webhooks, body)).Expect(status, code);

    [Fact]
    public async Task An_event_type_that_does_not_exist_is_answered_with_the_nearest()
    {
        var reply = await (await access.AppAsync()).Http.Post(
            Webhooks,
            new { url = "https://partner.example/hook", eventTypes = new[] { "registry.report-filed", "registry.organisation-registred" } }
        );
        Assert.Contains("did you mean registry.organisation-registered?", reply["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotNull(reply["errors"]!["$.eventTypes[1]"]);
    }

    /// <summary>As a receiver computes it: HMAC-SHA-256 over id, timestamp and body.</summary>
    private static string Signature(string secret, Received message)
    {
        var signed = string.Create(
            CultureInfo.InvariantCulture,
            $"{message.Id}.{message.Timestamp}.{Encoding.UTF8.GetString(message.Body)}"
        );
        return "v1,"
            + Convert.ToBase64String(
                HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes(signed))
            );
    }
}

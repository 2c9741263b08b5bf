using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Platform.Harness;

namespace Platform.Gateway.Tests;

public sealed class EdgeTests(GatewayPlatform platform) : IClassFixture<GatewayPlatform>
{
    private const string Applications = "/api/registry/v1/applications";

    private static readonly Account[] OneOfEach = [Accounts.Org1, Accounts.Registrar];

    [Fact]
    public async Task A_person_signs_in_and_works_through_the_one_address()
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "password",
                ["username"] = "org1",
                ["password"] = "org1",
            }
        );
        var token = (await platform.Edge.Call(HttpMethod.Post, "/connect/token", form)).Expect(HttpStatusCode.OK);
        using var org = platform.Anonymous("gateway");
        org.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token["access_token"]!.GetValue<string>());
        var started = (await org.Post(Applications, Body("04595257"), ("Idempotency-Key", "through-the-gateway"))).Expect(
            HttpStatusCode.Created
        );
        Assert.Equal($"{Applications}/{started.Id}", started.Message.Headers.Location!.ToString());
        var again = (await org.Post(Applications, Body("04595257"), ("Idempotency-Key", "through-the-gateway"))).Expect(
            HttpStatusCode.Created
        );
        Assert.True(again.Message.Headers.Contains("Idempotency-Replayed"));
        var changed = Body("04595257");
        changed["charterClause"] = "第三條";
        (await org.Put($"{Applications}/{started.Id}", changed, started.ETag)).Expect(HttpStatusCode.OK);
        (await org.Put($"{Applications}/{started.Id}", changed, started.ETag)).Expect(412, "request.stale");
        (await org.Get("/api/access/v1/notices")).Expect(HttpStatusCode.OK);
        (await platform.Edge.Get("/.well-known/jwks.json")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/api")]
    [InlineData("/api/registry/v2/organisations")]
    [InlineData("/api/treasury/v1/gold")]
    [InlineData("/api/registry/v1/nothing")]
    [InlineData("/connect/authorize")]
    public async Task What_is_not_there_is_404(string path) => (await platform.Edge.Get(path)).Expect(404, "request.not-found");

    [Theory]
    [InlineData("/api/registry/v1/organisations", "zh-TW")]
    [InlineData("/api/registry/v1/organisations", "en")]
    [InlineData("/api/rewards/v1/totals", "zh-TW")]
    [InlineData("/nothing", "zh-TW")]
    public async Task An_answer_says_once_in_which_language_it_is_whoever_answers(string path, string language) =>
        Assert.Equal([language], (await platform.Edge.Get(path, ("Accept-Language", language))).Message.Content.Headers.ContentLanguage);

    [Theory]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api/registry/openapi/v1.json")]
    public async Task The_services_own_paths_are_not_reachable_from_outside(string path) =>
        (await platform.Edge.Get(path)).Expect(404, "request.not-found");

    [Fact]
    public async Task A_token_that_does_not_count_is_refused_at_the_edge()
    {
        foreach (var path in new[] { Applications, "/api/registry/v1/organisations", "/openapi.json" })
        {
            (await platform.Edge.Get(path, ("Authorization", "Bearer garbage"))).Expect(401, "auth.token-invalid");
        }

        (await platform.Edge.Get(Applications)).Expect(401, "auth.token-missing");
    }

    [Theory]
    [InlineData("rewards")]
    [InlineData("sandbox")]
    [InlineData("partnerships")]
    public async Task A_service_that_is_away_is_503_with_Retry_After_and_the_others_go_on(string service)
    {
        var reply = (await platform.Edge.Get($"/api/{service}/v1/anything", ("Accept-Language", "zh-TW"))).Expect(
            503,
            "server.unavailable"
        );
        Assert.Equal("application/problem+json", reply.Message.Content.Headers.ContentType!.MediaType);
        Assert.True(reply.Message.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Contains("稍後", reply["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        (await platform.Edge.Get("/api/registry/v1/organisations")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_service_that_goes_away_is_503_and_missing_in_the_merged_document()
    {
        await using var own = new GatewayPlatform();
        await own.InitializeAsync();
        (await own.Edge.Get("/api/registry/v1/organisations")).Expect(HttpStatusCode.OK);
        await own.StopAsync("registry");
        var reply = (await own.Edge.Get("/api/registry/v1/organisations")).Expect(503, "server.unavailable");
        Assert.True(reply.Message.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        var document = (await own.Edge.Get("/openapi.json")).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain(document["paths"]!.AsObject(), path => path.Key.StartsWith("/api/registry/", StringComparison.Ordinal));
        Assert.Contains(document["paths"]!.AsObject(), path => path.Key.StartsWith("/api/access/", StringComparison.Ordinal));
        (await own.Edge.Get("/health/ready")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/api/registry/v1/organisations")]
    [InlineData("/api/rewards/v1/totals")]
    [InlineData("/")]
    public async Task A_trace_is_continued_and_named_in_the_answer(string path)
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        var reply = await platform.Edge.Get(path, ("traceparent", $"00-{Trace}-b7ad6b7169203331-01"));
        Assert.StartsWith($"00-{Trace}-", reply.Message.Headers.GetValues("traceresponse").Single(), StringComparison.Ordinal);
        if (reply.Status == HttpStatusCode.ServiceUnavailable)
        {
            Assert.Equal(Trace, reply["traceId"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_service_continues_the_trace_of_the_edge()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var refused = (
            await platform.Edge.Get("/api/registry/v1/organisations?limit=0", ("traceparent", $"00-{Trace}-b7ad6b7169203331-01"))
        ).Expect(400, "request.limit-invalid");
        Assert.Equal(Trace, refused["traceId"]!.GetValue<string>());
        Assert.Single(refused.Message.Headers.GetValues("traceresponse"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/docs/index.html")]
    [InlineData("/api/registry/v1/organisations")]
    [InlineData("/nothing")]
    [InlineData("/api/rewards/v1/totals")]
    public async Task Every_answer_has_the_security_headers(string path)
    {
        var headers = (await platform.Edge.Get(path)).Message.Headers;
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("no-referrer", headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("frame-ancestors 'none'", headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(headers.Contains("Server"));
    }

    [Fact]
    public async Task The_clock_is_moved_everywhere()
    {
        var before = await platform.Edge.Get("/dev/clock");
        (await platform.Edge.Post("/dev/clock", new { advance = "P400D" })).Expect(HttpStatusCode.OK);
        foreach (var host in new[] { "gateway", "access", "registry" })
        {
            using var client = platform.Anonymous(host);
            var shown = (await client.Get("/dev/clock")).Expect(HttpStatusCode.OK);
            Assert.Equal("P400D", shown["ahead"]!.GetValue<string>());
            Assert.InRange(
                shown["now"]!.GetValue<DateTimeOffset>() - before["now"]!.GetValue<DateTimeOffset>(),
                TimeSpan.FromDays(400),
                TimeSpan.FromDays(400.1)
            );
        }

        // Tokens keep real time.
        foreach (var account in OneOfEach)
        {
            using var client = await platform.AsAsync(account, "gateway");
            (await client.Get(Applications)).Expect(HttpStatusCode.OK);
        }

        (await platform.Edge.Post("/dev/clock", new { to = "PT0S" })).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_JSON_body_over_the_limit_is_413_also_when_its_length_is_not_told(bool chunked)
    {
        using var org = await platform.AsAsync(Accounts.Org1, "gateway");
        org.DefaultRequestHeaders.ExpectContinue = true;
        using var body = new StringContent(
            $$"""{ "charterClause": "{{new string('x', 5_100_000)}}" }""",
            Encoding.UTF8,
            "application/json"
        );
        org.DefaultRequestHeaders.TransferEncodingChunked = chunked;
        (await org.Call(HttpMethod.Post, Applications, body)).Expect(413, "request.too-large");
    }

    [Fact]
    public async Task An_import_and_a_document_larger_than_a_JSON_body_pass()
    {
        using var registrar = await platform.AsAsync(Accounts.Registrar, "gateway");
        var rows = new StringBuilder("ubn,legalForm,nameZh,missionZh,county,sdgs,stage\n");
        while (rows.Length < 6_000_000)
        {
            rows.Append("12345678,company,名稱,").Append('x', 4_000).Append(",花蓮縣,3,diffusion\n");
        }

        using var csv = new StringContent(rows.ToString(), Encoding.UTF8, "text/csv");
        var started = (await registrar.Call(HttpMethod.Post, "/api/registry/v1/imports", csv)).Expect(HttpStatusCode.Accepted);
        await Eventually.TrueAsync(
            async () => (await registrar.Get($"/api/registry/v1/imports/{started.Id}"))["status"]!.GetValue<string>() == "completed",
            "the import is done"
        );

        using var org = await platform.AsAsync(Accounts.Org1, "gateway");
        using var file = new ByteArrayContent(new byte[9_000_000]);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        (await org.Call(HttpMethod.Post, "/api/registry/v1/documents?name=nine.pdf", file)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Every_answer_tells_the_rate_limit()
    {
        var garbage = new[] { ("Authorization", "Bearer garbage") };
        foreach (
            var (path, sent) in new[]
            {
                ("/", []),
                ("/api/registry/v1/organisations", []),
                ("/nothing", []),
                ("/api/rewards/v1/totals", []),
                ("/openapi.json", []),
                ("/docs/index.html", []),
                ("/", garbage),
            }
        )
        {
            var headers = (await platform.Edge.Get(path, sent)).Message.Headers;
            Assert.Equal("\"default\";q=60000;w=60", headers.GetValues("RateLimit-Policy").Single());
            Assert.Matches("^\"default\";r=[0-9]+;t=[0-9]+$", headers.GetValues("RateLimit").Single());
        }
    }

    [Fact]
    public async Task Guessing_tokens_is_limited_as_well()
    {
        await using var narrow = new NarrowPlatform();
        await narrow.InitializeAsync();
        var replies = new List<Reply>();
        for (var i = 0; i < 12; i++)
        {
            replies.Add(await narrow.Edge.Get("/api/registry/v1/organisations", ("Authorization", $"Bearer guess-{i}")));
        }

        Assert.All(replies, reply => Assert.True(reply.Status is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests));
        Assert.Contains(replies, reply => reply.Status == HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Over_the_limit_is_429_with_Retry_After_for_each_caller_by_himself()
    {
        await using var narrow = new NarrowPlatform();
        await narrow.InitializeAsync();
        using var org = await narrow.AsAsync(Accounts.Org1, "gateway");
        using var other = await narrow.AsAsync(Accounts.Org2, "gateway");
        // Within one window of the clock: it is long, so that at worst one begins while this runs.
        var replies = new List<Reply>();
        var watch = Stopwatch.StartNew();
        while (replies.All(reply => reply.Status != HttpStatusCode.TooManyRequests) && watch.Elapsed < TimeSpan.FromSeconds(30))
        {
            replies.Add(await org.Get("/api/registry/v1/organisations"));
        }

        Assert.InRange(replies.Count, 6, 11);
        var refused = replies[^1].Expect(429, "request.rate-limited");
        Assert.InRange(refused.Message.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.StartsWith("\"default\";r=0;t=", refused.Message.Headers.GetValues("RateLimit").Single(), StringComparison.Ordinal);
        (await other.Get("/api/registry/v1/organisations")).Expect(HttpStatusCode.OK);
        (await narrow.Edge.Get("/health/live")).Expect(HttpStatusCode.OK);
    }

    private static Dictionary<string, object?> Body(string ubn) =>
        JsonSerializer.Deserialize<Dictionary<string, object?>>(
            $$"""
            { "ubn": "{{ubn}}", "legalForm": "company", "name": { "zh": "好日子" }, "mission": { "zh": "安心生活" }, "county": "花蓮縣", "sdgs": [3], "stage": "diffusion" }
            """
        )!;
}

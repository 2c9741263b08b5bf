using System.Net;
using System.Net.Http.Headers;
using Platform.Calendar;
using Platform.Harness;

namespace Platform.Gateway.Tests;

/// <summary>What the edge does by app: its plan, its origins, its use, and its end.</summary>
public sealed class AppTests(GatewayPlatform platform) : IClassFixture<GatewayPlatform>
{
    private const string Organisations = "/api/registry/v1/organisations",
        Applications = "/api/registry/v1/applications",
        Page = "https://partner.example";

    [Fact]
    public async Task The_tokens_of_a_disabled_app_count_no_more_at_the_gateway_and_at_every_service()
    {
        var (id, app) = await AppAsync();
        using var inside = platform.Anonymous("registry");
        inside.DefaultRequestHeaders.Authorization = app.DefaultRequestHeaders.Authorization;
        (await app.Get(Applications)).Expect(HttpStatusCode.OK);
        (await inside.Get(Applications)).Expect(HttpStatusCode.OK);
        using var admin = await platform.AsAsync(Accounts.Admin, "gateway");
        (await admin.Post($"/api/access/v1/apps/{id}/disable")).Expect(HttpStatusCode.OK);
        foreach (var client in new[] { app, inside })
        {
            await Eventually.TrueAsync(
                async () => (await client.Get(Applications)).Status == HttpStatusCode.Unauthorized,
                "the token counts no more"
            );
            // Where no token is needed one that does not count is refused as well.
            (await client.Get(Organisations)).Expect(401, "auth.app-disabled");
        }

        using var another = (await AppAsync()).Client;
        (await another.Get(Applications)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_app_has_the_limit_of_its_plan_and_a_plan_that_is_not_there_is_refused()
    {
        using var app = (await AppAsync(plan: "trial")).Client;
        Assert.Equal("\"trial\";q=600;w=60", (await app.Get(Organisations)).Message.Headers.GetValues("RateLimit-Policy").Single());
        using var admin = await platform.AsAsync(Accounts.Admin, "gateway");
        (await admin.Post("/api/access/v1/apps", Request(plan: "gold"))).Expect(422, "access.plan-unknown");
    }

    [Fact]
    public async Task Pages_of_an_app_may_call_from_its_origins_and_other_pages_may_not()
    {
        using var app = (await AppAsync(origins: [Page])).Client;
        using var stranger = (await AppAsync(origins: ["https://other.example"])).Client;
        async Task<string?> Allowed(HttpClient client, string origin, HttpMethod? requestMethod = null)
        {
            using var request = new HttpRequestMessage(requestMethod ?? HttpMethod.Get, Organisations);
            request.Headers.Add("Origin", origin);
            if (requestMethod is not null)
            {
                request.Headers.Add("Access-Control-Request-Method", "POST");
                request.Headers.Add("Access-Control-Request-Headers", "authorization,idempotency-key");
            }

            using var answer = await client.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode);
            return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null;
        }

        await Eventually.TrueAsync(
            async () => await Allowed(platform.Edge, Page, HttpMethod.Options) == Page,
            "the gateway knows the origin"
        );
        Assert.Equal(Page, await Allowed(app, Page));
        Assert.Null(await Allowed(stranger, Page));
        Assert.Null(await Allowed(app, "https://evil.example"));
        // A preflight from anywhere else is an OPTIONS request like any other.
        using var preflight = new HttpRequestMessage(HttpMethod.Options, Organisations)
        {
            Headers = { { "Origin", "https://evil.example" }, { "Access-Control-Request-Method", "POST" } },
        };
        using var refused = await platform.Edge.SendAsync(preflight);
        Assert.False(refused.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task An_app_may_ask_for_its_token_by_HTTP_Basic_through_the_gateway_and_nothing_else_may_come_so()
    {
        using var admin = await platform.AsAsync(Accounts.Admin, "gateway");
        var app = (await admin.Post("/api/access/v1/apps", Request())).Expect(HttpStatusCode.Created);
        var basic = (
            "Authorization",
            $"Basic {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{app["clientId"]}:{app["secrets"]![0]!["secret"]}"))}"
        );
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials" });
        (await platform.Edge.Call(HttpMethod.Post, "/connect/token", form, basic)).Expect(HttpStatusCode.OK);
        (await platform.Edge.Get(Organisations, basic)).Expect(401, "auth.token-missing");
    }

    [Theory]
    [InlineData("https://partner.example/")]
    [InlineData("https://partner.example/app")]
    [InlineData("http://partner.example")]
    [InlineData("https://user@partner.example")]
    [InlineData("HTTPS://partner.example")]
    [InlineData("*")]
    public async Task What_no_browser_sends_as_an_origin_is_refused(string origin)
    {
        using var admin = await platform.AsAsync(Accounts.Admin, "gateway");
        (await admin.Post("/api/access/v1/apps", Request(origins: [Page, origin]))).Expect(422, "access.origin-invalid");
    }

    [Fact]
    public async Task What_an_app_uses_is_counted_by_day_and_service()
    {
        var (id, app) = await AppAsync();
        for (var i = 0; i < 3; i++)
        {
            (await app.Get(Organisations)).Expect(HttpStatusCode.OK);
        }

        (await app.Get($"{Organisations}/{Guid.CreateVersion7()}")).Expect(404, "request.not-found");
        (await app.Get("/api/rewards/v1/totals")).Expect(503, "server.unavailable");
        (await app.Get("/api/treasury/v1/gold")).Expect(404, "request.not-found");
        using var admin = await platform.AsAsync(Accounts.Admin, "gateway");
        foreach (var (client, path) in new[] { (app, "/api/access/v1/usage"), (admin, $"/api/access/v1/apps/{id}/usage") })
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    var items = (await client.Get(path)).Expect(HttpStatusCode.OK)["items"]!.AsArray();
                    // What somebody makes up is no service.
                    Assert.DoesNotContain(items, item => item!["service"]!.GetValue<string>() == "treasury");
                    return items.Any(item =>
                            item!["service"]!.GetValue<string>() == "registry"
                            && (long)item["succeeded"]! == 3
                            && (long)item["refused"]! == 1
                        ) && items.Any(item => item!["service"]!.GetValue<string>() == "rewards" && (long)item["failed"]! == 1);
                },
                "the use is known"
            );
        }

        var today = TaipeiTime.Today(TimeProvider.System);
        (await app.Get($"/api/access/v1/usage?from={today:yyyy-MM-dd}&to={today.AddDays(-1):yyyy-MM-dd}")).Expect(
            400,
            "access.usage-period-invalid"
        );
        (await app.Get($"/api/access/v1/apps/{id}/usage")).Expect(403, "auth.forbidden");
        (await platform.Edge.Get("/internal/usage")).Expect(404, "request.not-found");
        (await platform.Edge.Get("/internal/apps")).Expect(404, "request.not-found");
    }

    private static object Request(string? plan = null, string[]? origins = null) =>
        new
        {
            name = "夥伴",
            roles = new[] { "organisation" },
            scopes = new[] { "registry.read", "access.read", "rewards.read" },
            plan,
            origins,
        };

    private async Task<(Guid Id, HttpClient Client)> AppAsync(string? plan = null, string[]? origins = null)
    {
        using var admin = await platform.AsAsync(Accounts.Admin, "gateway");
        var app = (await admin.Post("/api/access/v1/apps", Request(plan, origins))).Expect(HttpStatusCode.Created);
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = app["clientId"]!.GetValue<string>(),
                ["client_secret"] = app["secrets"]![0]!["secret"]!.GetValue<string>(),
            }
        );
        var token = (await platform.Edge.Call(HttpMethod.Post, "/connect/token", form)).Expect(HttpStatusCode.OK)[
            "access_token"
        ]!.GetValue<string>();
        var client = platform.Anonymous("gateway");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (app.Id, client);
    }
}

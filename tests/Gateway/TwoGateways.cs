using System.Net;
using System.Net.Http.Headers;
using Platform.Harness;
using Platform.LocalServers;

namespace Platform.Gateway.Tests;

/// <summary>Access and Registry behind two gateways, which share one Redis and nothing else.</summary>
public sealed class TwoGateways() : TestPlatform([Modules.Of("Access"), Modules.Of("Registry")]), IAsyncLifetime
{
    private readonly List<GatewayProcess> gateways = [];

    public RedisServer Redis { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Identity:Apps:Every", "00:00:00.2")];

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await Redis.StartAsync();
        await InitializeAsync();
        for (var i = 0; i < 2; i++)
        {
            gateways.Add(
                await GatewayProcess.StartAsync([
                    .. Settings,
                    new("Identity:Issuer", TestIssuer.Issuer),
                    new("ConnectionStrings:cache", Redis.ConnectionString),
                    new("Gateway:Usage:Every", "00:00:00.2"),
                    new("RateLimit:Plans:trial", "30"),
                    new("services:access:http:0", AddressOf("access").ToString()),
                    new("services:registry:http:0", AddressOf("registry").ToString()),
                ])
            );
        }
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        foreach (var gateway in gateways)
        {
            await gateway.DisposeAsync();
        }

        await DisposeAsync();
        await Redis.DisposeAsync();
    }

    /// <summary>A client of each gateway with the same token, or none.</summary>
    public HttpClient[] Clients(string? token = null) =>
        [
            .. gateways.Select(gateway =>
            {
                var client = new HttpClient { BaseAddress = gateway.Edge.BaseAddress };
                if (token is not null)
                {
                    client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
                }

                return client;
            }),
        ];

    /// <summary>A new app and its token, asked for at the first gateway.</summary>
    public async Task<(Guid Id, string Token)> AppAsync(string? plan = null, string[]? origins = null)
    {
        using var admin = await AsAsync(Accounts.Admin, "access");
        var app = (
            await admin.Post(
                "/api/access/v1/apps",
                new
                {
                    name = "夥伴",
                    roles = new[] { "organisation" },
                    scopes = new[] { "registry.read", "registry.write", "access.read" },
                    plan,
                    origins,
                }
            )
        ).Expect(HttpStatusCode.Created);
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = app["clientId"]!.GetValue<string>(),
                ["client_secret"] = app["secrets"]![0]!["secret"]!.GetValue<string>(),
            }
        );
        return (
            app.Id,
            (await gateways[0].Edge.Call(HttpMethod.Post, "/connect/token", form)).Expect(HttpStatusCode.OK)[
                "access_token"
            ]!.GetValue<string>()
        );
    }
}

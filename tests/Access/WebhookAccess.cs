using System.Net;
using System.Text.Json.Nodes;
using Platform.Contracts.Registry.V1;
using Platform.Harness;
using Platform.Messaging;
using Platform.Web.Identity;

namespace Platform.Access.Tests;

/// <summary>An app and how it calls.</summary>
internal sealed record AppClient(Guid Id, string ClientId, string Party, HttpClient Http);

/// <summary>Access with endpoints on loopback and a short schedule.</summary>
public sealed class WebhookAccess : TestService, IAsyncLifetime
{
    internal const string Webhooks = "/api/access/v1/webhooks";

    private readonly IEnumerable<(string Name, string Value)> changed;

    public WebhookAccess()
        : this([]) { }

    internal WebhookAccess(params IEnumerable<(string Name, string Value)> changed)
        : base(builder => builder.AddAccess(), app => app.MapAccess()) => this.changed = changed;

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        new[] { ("AllowPrivateAddresses", "true"), ("Pauses:0", "00:00:00.05"), ("Pauses:1", "00:00:00.10"), ("Timeout", "00:00:05") }
            .ExceptBy(changed.Select(setting => setting.Name), setting => setting.Item1)
            .Concat(changed)
            .Select(setting => KeyValuePair.Create("Access:Webhooks:" + setting.Item1, (string?)setting.Item2));

    /// <summary>A new app, signed in.</summary>
    internal async Task<AppClient> AppAsync(string? party = null)
    {
        var roles = new[] { Roles.Organisation };
        var app = (
            await As(Accounts.Admin)
                .Post(
                    "/api/access/v1/apps",
                    new
                    {
                        name = "App",
                        roles,
                        scopes = new[] { "access.read", "access.write" },
                        party,
                    }
                )
        ).Expect(HttpStatusCode.Created);
        var (clientId, its) = (app["clientId"]!.GetValue<string>(), app["party"]!.GetValue<string>());
        return new(
            app.Id,
            clientId,
            its,
            NewClient((await TestIssuer.GetAsync()).Token(clientId, its, roles, change: token => token.Claims["client_id"] = clientId))
        );
    }

    /// <summary>A webhook of an app for reports filed, whose endpoint is verified.</summary>
    internal async Task<Reply> EnabledAsync(AppClient app, WebhookReceiver receiver)
    {
        var webhook = await SubscribeAsync(app, receiver);
        await StatusAsync(app, webhook.Id, "enabled");
        return webhook;
    }

    internal static async Task<Reply> SubscribeAsync(AppClient app, WebhookReceiver receiver) =>
        (await app.Http.Post(Webhooks, new { url = receiver.Url, eventTypes = new[] { "registry.report-filed" } })).Expect(
            HttpStatusCode.Created
        );

    internal static Task<JsonNode> StatusAsync(AppClient app, Guid webhook, string status) =>
        Eventually.ValueAsync(
            async () =>
                (await app.Http.Get($"{Webhooks}/{webhook}")).Expect(HttpStatusCode.OK).Json is { } found
                && found["status"]!.GetValue<string>() == status
                    ? found
                    : null,
            $"the webhook is {status}"
        );

    /// <summary>The log of what an endpoint was sent, the challenge left out.</summary>
    internal static async Task<JsonNode[]> LogAsync(AppClient app, Guid webhook) =>
        [
            .. (await app.Http.Get($"{Webhooks}/{webhook}/deliveries?limit=200")).Expect(HttpStatusCode.OK)["items"]!
                .AsArray()
                .Where(row => row!["eventType"]!.GetValue<string>() == "registry.report-filed")
                .Select(row => row!),
        ];

    internal static Task<JsonNode> LoggedAsync(AppClient app, Guid webhook, Guid @event, string status) =>
        Eventually.ValueAsync(
            async () =>
                (await LogAsync(app, webhook)).SingleOrDefault(row =>
                    row["eventId"]!.GetValue<Guid>() == @event && row["status"]!.GetValue<string>() == status
                ),
            $"the delivery is {status}"
        );

    /// <summary>A report is filed.</summary>
    internal async Task<Guid> HappensAsync(Audience? audience = null, Guid? id = null) =>
        (
            await DeliverAsync(
                new ReportFiled { OrganisationId = Guid.CreateVersion7(), Year = 2026 },
                id: id,
                audience: audience ?? Audience.Public
            )
        ).Id;
}

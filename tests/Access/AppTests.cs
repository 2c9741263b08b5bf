using System.Net;
using System.Text;
using Platform.Contracts.Access.V1;
using Platform.Harness;

namespace Platform.Access.Tests;

public sealed class AppTests(AccessService access) : IClassFixture<AccessService>
{
    private const string Apps = "/api/access/v1/apps";

    private HttpClient Admin => access.As(Accounts.Admin);

    [Fact]
    public async Task A_secret_is_shown_once_several_count_at_once_and_one_taken_back_counts_no_more()
    {
        var created = (await Admin.Post(Apps, Body)).Expect(HttpStatusCode.Created);
        var (clientId, first) = (created["clientId"]!.GetValue<string>(), created["secrets"]![0]!["secret"]!.GetValue<string>());
        var second = (await Admin.Post($"{Apps}/{created.Id}/secrets")).Expect(HttpStatusCode.Created);
        var shown = second["secret"]!.GetValue<string>();
        Assert.NotEqual(first, shown);
        var read = (await Admin.Get($"{Apps}/{created.Id}")).Expect(HttpStatusCode.OK);
        Assert.Equal(2, read["secrets"]!.AsArray().Count);
        Assert.DoesNotContain("sip_", read.Text + (await Admin.Get($"{Apps}?limit=200")).Text);

        (await TokenAsync(clientId, first)).Expect(HttpStatusCode.OK);
        (await TokenAsync(clientId, shown)).Expect(HttpStatusCode.OK);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await Admin.Call(HttpMethod.Delete, $"{Apps}/{created.Id}/secrets/{created["secrets"]![0]!["id"]}", null)).Status
        );
        (await TokenAsync(clientId, first)).Expect(HttpStatusCode.Unauthorized);
        (await TokenAsync(clientId, shown)).Expect(HttpStatusCode.OK);
        (await Admin.Call(HttpMethod.Delete, $"{Apps}/{created.Id}/secrets/{Guid.NewGuid()}", null)).Expect(404, "request.not-found");
    }

    [Fact]
    public async Task A_disabled_app_gets_no_token_and_no_secret_and_everyone_is_told()
    {
        var created = (await Admin.Post(Apps, Body)).Expect(HttpStatusCode.Created);
        var (clientId, secret) = (created["clientId"]!.GetValue<string>(), created["secrets"]![0]!["secret"]!.GetValue<string>());
        (await Admin.Post($"{Apps}/{created.Id}/disable", null, ("If-Match", "\"99\""))).Expect(412, "request.stale");
        (await Admin.Post($"{Apps}/{created.Id}/secrets", null, ("If-Match", "\"99\""))).Expect(412, "request.stale");
        (await TokenAsync(clientId, secret)).Expect(HttpStatusCode.OK);
        Assert.True(
            (await Admin.Post($"{Apps}/{created.Id}/disable", null, ("If-Match", created.ETag))).Expect(HttpStatusCode.OK)[
                "disabled"
            ]!.GetValue<bool>()
        );
        Assert.Equal(
            "invalid_client",
            (await TokenAsync(clientId, secret)).Expect(HttpStatusCode.Unauthorized)["error"]!.GetValue<string>()
        );
        (await Admin.Post($"{Apps}/{created.Id}/secrets")).Expect(409, "access.app-disabled");
        (await Admin.Post($"{Apps}/{created.Id}/disable")).Expect(409, "access.app-disabled");
        await access.PublishedAsync<AppDisabled>(content => content.ClientId == clientId);
    }

    [Fact]
    public async Task An_app_has_the_roles_scopes_and_party_it_was_given()
    {
        var created = (
            await Admin.Post(
                Apps,
                new
                {
                    name = "採購系統",
                    roles = new[] { "buyer" },
                    scopes = new[] { "rewards.write" },
                    party = "party-buyer1",
                    plan = "bulk",
                }
            )
        ).Expect(HttpStatusCode.Created);
        Assert.Equal($"{Apps}/{created.Id}", created.Message.Headers.Location!.ToString());
        var reply = (
            await TokenAsync(created["clientId"]!.GetValue<string>(), created["secrets"]![0]!["secret"]!.GetValue<string>())
        ).Expect(HttpStatusCode.OK);
        var token = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(reply["access_token"]!.GetValue<string>());
        Assert.Equal(
            ("party-buyer1", "buyer", "rewards.write"),
            (token.GetClaim("party").Value, token.GetClaim("role").Value, token.GetClaim("scope").Value)
        );
        Assert.Equal("bulk", (await Admin.Get($"{Apps}/{created.Id}"))["plan"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_answer_with_a_secret_is_not_repeated_and_has_one_effect()
    {
        var name = $"once {Guid.NewGuid()}";
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var body = new
        {
            name,
            roles = new[] { "buyer" },
            scopes = new[] { "rewards.read" },
        };
        var created = (await Admin.Post(Apps, body, key)).Expect(HttpStatusCode.Created);
        (await Admin.Post(Apps, body, key)).Expect(409, "idempotency.secret-not-repeated");
        Assert.Single((await Admin.Get($"{Apps}?limit=200"))["items"]!.AsArray(), app => app!["name"]!.GetValue<string>() == name);
        var second = ("Idempotency-Key", Guid.NewGuid().ToString());
        (await Admin.Post($"{Apps}/{created.Id}/secrets", null, second)).Expect(HttpStatusCode.Created);
        (await Admin.Post($"{Apps}/{created.Id}/secrets", null, second)).Expect(409, "idempotency.secret-not-repeated");
        Assert.Equal(2, (await Admin.Get($"{Apps}/{created.Id}"))["secrets"]!.AsArray().Count);
        // A refusal holds no secret: it is repeated.
        var third = ("Idempotency-Key", Guid.NewGuid().ToString());
        (await Admin.Post($"{Apps}/{created.Id}/disable")).Expect(HttpStatusCode.OK);
        (await Admin.Post($"{Apps}/{created.Id}/secrets", null, third)).Expect(409, "access.app-disabled");
        (await Admin.Post($"{Apps}/{created.Id}/secrets", null, third)).Expect(409, "access.app-disabled");
    }

    [Fact]
    public async Task A_secret_is_nowhere_on_disk()
    {
        var created = (await Admin.Post(Apps, Body, ("Idempotency-Key", Guid.NewGuid().ToString()))).Expect(HttpStatusCode.Created);
        var bytes = await access.WrittenAsync();
        Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(created["clientId"]!.GetValue<string>())) >= 0);
        Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(created["secrets"]![0]!["secret"]!.GetValue<string>())) < 0);
    }

    [Fact]
    public async Task Only_the_platform_team_manages_apps()
    {
        (await access.As(Accounts.Registrar).Get(Apps)).Expect(403, "auth.forbidden");
        (await access.As(Accounts.Org1).Post(Apps, Body)).Expect(403, "auth.forbidden");
        (await access.Anonymous.Get(Apps)).Expect(401, "auth.token-missing");
    }

    [Theory]
    [InlineData("""{ "name": "x", "roles": ["emperor"], "scopes": ["rewards.read"] }""", 422, "access.role-unknown")]
    [InlineData("""{ "name": "x", "roles": ["buyer"], "scopes": ["rewards.admin"] }""", 422, "access.scope-unknown")]
    [InlineData("""{ "name": "x", "roles": [], "scopes": ["rewards.read"] }""", 400, "request.invalid")]
    [InlineData("""{ "name": "x", "roles": [null], "scopes": ["rewards.read"] }""", 400, "request.invalid")]
    [InlineData("""{ "name": "x", "roles": ["buyer"], "scopes": [null] }""", 400, "request.invalid")]
    [InlineData("""{ "roles": ["buyer"], "scopes": ["rewards.read"] }""", 400, "request.invalid")]
    [InlineData("""{ "name": "x", "roles": "buyer", "scopes": ["rewards.read"] }""", 400, "request.malformed")]
    public async Task A_wrong_app_is_refused(string body, int status, string code) => (await Admin.Post(Apps, body)).Expect(status, code);

    private static object Body =>
        new
        {
            name = "App",
            roles = new[] { "organisation", "buyer" },
            scopes = new[] { "registry.read" },
        };

    private Task<Reply> TokenAsync(string clientId, string secret) =>
        access.RequestTokenAsync(("grant_type", "client_credentials"), ("client_id", clientId), ("client_secret", secret));
}

using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using Platform.Harness;

namespace Platform.Access.Tests;

public sealed class TokenTests(AccessService access) : IClassFixture<AccessService>
{
    [Fact]
    public async Task A_person_gets_a_signed_token_for_an_hour_that_says_for_whom_it_acts()
    {
        var reply = (await access.RequestTokenAsync(("grant_type", "password"), ("username", "mof"), ("password", "mof"))).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal("Bearer", reply["token_type"]!.GetValue<string>());
        Assert.Equal(3600, reply["expires_in"]!.GetValue<int>());
        var token = new JsonWebToken(reply["access_token"]!.GetValue<string>());
        Assert.Equal(("ES256", "at+jwt", TestIssuer.Issuer), (token.Alg, token.Typ, token.Issuer));
        Assert.Equal(["platform"], token.Audiences);
        Assert.Equal("mof", token.Subject);
        Assert.Equal("authority:mof", token.GetClaim("party").Value);
        Assert.Equal("authority-officer", token.Claims.Single(claim => claim.Type == "role").Value);
        Assert.Equal(reply["scope"]!.GetValue<string>(), token.GetClaim("scope").Value);
        Assert.Contains("sandbox.write", reply["scope"]!.GetValue<string>().Split(' '));
        Assert.Equal(TimeSpan.FromHours(1), token.ValidTo - token.IssuedAt);
        Assert.NotEqual("", token.GetClaim("jti").Value);
    }

    [Fact]
    public async Task Every_development_account_can_sign_in_with_its_name()
    {
        Account[] accounts =
        [
            Accounts.Registrar,
            Accounts.RewardReviewer,
            Accounts.Ndc,
            Accounts.Ndc2,
            Accounts.Mof,
            Accounts.Moea,
            Accounts.Matchmaker,
            Accounts.Admin,
            Accounts.Org1,
            Accounts.Org2,
            Accounts.Buyer1,
            Accounts.Buyer2,
            Accounts.Partner1,
            Accounts.Partner2,
        ];
        foreach (var account in accounts)
        {
            var reply = (
                await access.RequestTokenAsync(("grant_type", "password"), ("username", account.Subject), ("password", account.Subject))
            ).Expect(HttpStatusCode.OK);
            var token = new JsonWebToken(reply["access_token"]!.GetValue<string>());
            Assert.Equal(account.Party, token.GetClaim("party").Value);
            Assert.Equal(account.Roles, token.Claims.Where(claim => claim.Type == "role").Select(claim => claim.Value));
        }
    }

    [Fact]
    public async Task An_app_gets_a_token_with_the_scopes_it_asks_for_or_with_all_it_has()
    {
        var all = (await access.RequestTokenAsync(App())).Expect(HttpStatusCode.OK);
        Assert.Contains("rewards.write", all["scope"]!.GetValue<string>().Split(' '));
        var some = (await access.RequestTokenAsync(App(("scope", "registry.read rewards.read")))).Expect(HttpStatusCode.OK);
        Assert.Equal("registry.read rewards.read", some["scope"]!.GetValue<string>());
        var token = new JsonWebToken(some["access_token"]!.GetValue<string>());
        Assert.Equal("registry.read rewards.read", token.GetClaim("scope").Value);
        Assert.Equal(
            ("partner-app", "partner-app", "party-partner-app"),
            (token.Subject, token.GetClaim("client_id").Value, token.GetClaim("party").Value)
        );
    }

    [Theory]
    [InlineData("grant_type=client_credentials&client_id=partner-app&client_secret=wrong", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=partner-app", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=nobody&client_secret=x", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=%00&client_secret=%00", 400, "invalid_request")]
    [InlineData(
        "grant_type=client_credentials&client_id=partner-app&client_secret=partner-app-secret&scope=registry.read+everything",
        400,
        "invalid_scope"
    )]
    [InlineData("grant_type=password&username=org1&password=org2", 400, "invalid_grant")]
    [InlineData("grant_type=password&username=ORG1&password=ORG1", 400, "invalid_grant")]
    [InlineData("grant_type=password", 400, "invalid_grant")]
    [InlineData("grant_type=password&username=org1&password=org1&scope=sudo", 400, "invalid_scope")]
    [InlineData("grant_type=refresh_token", 400, "unsupported_grant_type")]
    [InlineData("grant_type=%ff%fe", 400, "unsupported_grant_type")]
    [InlineData("username=org1&password=org1", 400, "invalid_request")]
    [InlineData("", 400, "invalid_request")]
    public async Task A_refusal_is_as_RFC_6749_says_and_is_not_kept(string form, int status, string error)
    {
        using var body = new StringContent(form, new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        var reply = (await access.Anonymous.Call(HttpMethod.Post, "/connect/token", body)).Expect((HttpStatusCode)status);
        Assert.Equal(error, reply["error"]!.GetValue<string>());
        Assert.NotEqual("", reply["error_description"]!.GetValue<string>());
        Assert.True(reply.Message.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_form_of_another_kind_is_refused_unread()
    {
        using var body = new StringContent("a=b", System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x"));
        Assert.Equal(
            "invalid_request",
            (await access.Anonymous.Call(HttpMethod.Post, "/connect/token", body)).Expect(HttpStatusCode.BadRequest)[
                "error"
            ]!.GetValue<string>()
        );
    }

    [Theory]
    [InlineData("partner-app:partner-app-secret", "", 200, null)]
    [InlineData("partner%2Dapp:partner%2dapp%2Dsecret", "", 200, null)]
    [InlineData("partner-app:partner-app-secret", "&client_id=partner-app", 200, null)]
    [InlineData("partner-app:partner-app-secret", "&client_id=another", 400, "invalid_request")]
    [InlineData("partner-app:partner-app-secret", "&client_id=partner-app&client_secret=partner-app-secret", 400, "invalid_request")]
    [InlineData("partner-app:wrong", "", 401, "invalid_client")]
    [InlineData("nobody:partner-app-secret", "", 401, "invalid_client")]
    [InlineData(":", "", 401, "invalid_client")]
    [InlineData("partner-app", "", 400, "invalid_request")]
    [InlineData("%00:%00", "", 400, "invalid_request")]
    [InlineData(null, "", 400, "invalid_request")]
    public async Task An_app_may_authenticate_by_HTTP_Basic_and_only_in_one_way(
        string? credentials,
        string more,
        int status,
        string? error
    )
    {
        using var body = new StringContent(
            "grant_type=client_credentials" + more,
            new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded")
        );
        var header = credentials is null ? "***" : Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(credentials));
        var reply = (await access.Anonymous.Call(HttpMethod.Post, "/connect/token", body, ("Authorization", "Basic " + header))).Expect(
            (HttpStatusCode)status
        );
        Assert.Equal(error, reply["error"]?.GetValue<string>());
        Assert.Equal(
            status == 401 ? ["Basic realm=\"platform\", charset=\"UTF-8\""] : [],
            reply.Message.Headers.WwwAuthenticate.Select(challenge => challenge.ToString())
        );
        if (status == 200)
        {
            Assert.Equal("partner-app", new JsonWebToken(reply["access_token"]!.GetValue<string>()).Subject);
        }
    }

    [Fact]
    public async Task HTTP_Basic_counts_at_the_token_endpoint_alone() =>
        (
            await access.Anonymous.Call(
                HttpMethod.Get,
                "/api/access/v1/notices",
                null,
                ("Authorization", "Basic " + Convert.ToBase64String("partner-app:partner-app-secret"u8))
            )
        ).Expect(401, "auth.token-missing");

    [Fact]
    public async Task What_is_no_form_is_an_invalid_request()
    {
        var reply = (await access.Anonymous.Post("/connect/token", new { grant_type = "password" })).Expect(HttpStatusCode.BadRequest);
        Assert.Equal("invalid_request", reply["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_token_is_not_kept_by_caches() =>
        Assert.True((await access.RequestTokenAsync(App())).Expect(HttpStatusCode.OK).Message.Headers.CacheControl!.NoStore);

    [Fact]
    public async Task The_keys_published_are_those_that_sign_and_only_their_public_half()
    {
        var metadata = (await access.Anonymous.Get("/.well-known/openid-configuration")).Expect(HttpStatusCode.OK);
        Assert.Equal(TestIssuer.Issuer, metadata["issuer"]!.GetValue<string>());
        Assert.Equal(TestIssuer.Issuer + "/.well-known/jwks.json", metadata["jwks_uri"]!.GetValue<string>());
        Assert.Equal(
            ["client_secret_basic", "client_secret_post"],
            metadata["token_endpoint_auth_methods_supported"]!.AsArray().Select(method => method!.GetValue<string>())
        );
        var keys = (await access.Anonymous.Get("/.well-known/jwks.json")).Expect(HttpStatusCode.OK)["keys"]!.AsArray();
        var token = new JsonWebToken((await access.RequestTokenAsync(App()))["access_token"]!.GetValue<string>());
        Assert.Contains(keys, key => key!["kid"]!.GetValue<string>() == token.Kid);
        Assert.All(keys, key =>
            Assert.Equal(["alg", "crv", "kid", "kty", "use", "x", "y"], key!.AsObject().Select(member => member.Key).Order())
        );
        var signed = await new JsonWebTokenHandler().ValidateTokenAsync(
            token,
            new()
            {
                ValidIssuer = TestIssuer.Issuer,
                ValidAudience = "platform",
                IssuerSigningKeys = new Microsoft.IdentityModel.Tokens.JsonWebKeySet(
                    $$"""{ "keys": {{keys.ToJsonString()}} }"""
                ).GetSigningKeys(),
            }
        );
        Assert.True(signed.IsValid, signed.Exception?.Message);
    }

    [Fact]
    public async Task The_keys_stay_the_same_over_a_restart()
    {
        await using var own = new AccessService();
        await own.InitializeAsync();
        var before = (await own.Anonymous.Get("/.well-known/jwks.json")).Text;
        await own.RestartAsync();
        Assert.Equal(before, (await own.Anonymous.Get("/.well-known/jwks.json")).Text);
    }

    private static (string, string)[] App(params (string, string)[] more) =>
        [("grant_type", "client_credentials"), ("client_id", "partner-app"), ("client_secret", "partner-app-secret"), .. more];
}

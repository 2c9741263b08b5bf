using System.Net;
using Microsoft.IdentityModel.Tokens;
using Platform.Harness;
using Platform.Registry;
using Platform.Web;
using static Platform.ServiceDefaults.Tests.RegistryService;

namespace Platform.ServiceDefaults.Tests;

/// <summary>Tokens of an issuer that is not the platform's own, as configuration maps them.</summary>
public sealed class ExternalIssuerTests(ExternalIssuerTests.Service registry) : IClassFixture<ExternalIssuerTests.Service>
{
    private const string Agency = "https://sso.agency.example";

    [Fact]
    public async Task Its_claims_say_for_whom_and_in_which_roles_somebody_calls()
    {
        var application = (await CallAsync("owner", "shop-7", ["members"], "POST", Applications, Application()))
            .Expect(HttpStatusCode.Created)
            .Id;
        (await CallAsync("owner", "shop-7", ["members"], "POST", $"{Applications}/{application}/submit")).Expect(HttpStatusCode.OK);
        // Another party of that issuer, and one of ours with the same name, do not see it.
        (await CallAsync("owner", "shop-8", ["members"], "GET", $"{Applications}/{application}")).Expect(404, "request.not-found");
        (await registry.As(new("owner", "shop-7", "organisation")).Get($"{Applications}/{application}")).Expect(404, "request.not-found");
        (
            await CallAsync(
                "clerk",
                "unit",
                ["staff", "csme-registrars"],
                "POST",
                $"{Applications}/{application}/return",
                new { reason = "請補件。" }
            )
        ).Expect(HttpStatusCode.OK);
        var decision = (await registry.As(Accounts.Registrar).Get($"/api/registry/v1/decisions?subject={application}")).Expect(
            HttpStatusCode.OK
        )["items"]!
            .AsArray()
            .Single()!;
        Assert.Equal(
            ("agency:clerk", "agency:portal", "registrar"),
            (decision["by"]!.GetValue<string>(), decision["clientId"]!.GetValue<string>(), decision["role"]!.GetValue<string>())
        );
    }

    [Fact]
    public async Task A_party_that_is_mapped_is_ours_and_a_persons_name_is_no_party()
    {
        var application = (await CallAsync("owner", "coop", ["members"], "POST", Applications, Application()))
            .Expect(HttpStatusCode.Created)
            .Id;
        (await registry.As(new("somebody", "party-coop", "organisation")).Get($"{Applications}/{application}")).Expect(HttpStatusCode.OK);
        (
            await CallAsync("coop", "", ["members"], "GET", $"{Applications}/{application}", change: token =>
                token.Claims.Remove("https://agency.example/unit")
            )
        ).Expect(404, "request.not-found");
    }

    [Fact]
    public async Task A_role_that_is_not_mapped_is_none_and_ours_are_not_taken_from_it()
    {
        (await CallAsync("x", "y", ["registrar", "organisation", "platform-admin"], "GET", Applications)).Expect(403, "auth.forbidden");
        (await CallAsync("x", "y", ["members"], "GET", Applications, change: token =>
            {
                token.Claims["role"] = new[] { "registrar" };
                token.Claims["party"] = "party-org1";
            })).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("for another audience")]
    [InlineData("expired")]
    [InlineData("of an issuer that nobody configured")]
    [InlineData("signed with another key")]
    [InlineData("of the platform by name")]
    [InlineData("with a secret")]
    public async Task A_token_that_is_not_right_is_401(string kind) =>
        (await CallAsync("owner", "shop-7", ["members"], "GET", Organisations, change: token => _ = kind switch
                {
                    "for another audience" => token.Audience = "platform",
                    "expired" => (object)(
                        (token.NotBefore, token.IssuedAt, token.Expires) = (
                            DateTime.UtcNow.AddHours(-3),
                            DateTime.UtcNow.AddHours(-3),
                            DateTime.UtcNow.AddHours(-2)
                        )
                    ),
                    "of an issuer that nobody configured" => token.Issuer = "https://sso.elsewhere.example",
                    "of the platform by name" => (token.Issuer = TestIssuer.Issuer, token.Audience = "platform"),
                    "with a secret" => token.SigningCredentials = new(
                        new SymmetricSecurityKey(new byte[64]) { KeyId = "test" },
                        SecurityAlgorithms.HmacSha256
                    ),
                    _ => token.SigningCredentials = new(
                        new ECDsaSecurityKey(
                            System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256)
                        )
                        {
                            KeyId = "test",
                        },
                        SecurityAlgorithms.EcdsaSha256
                    ),
                })).IsProblem(401, "auth.token-invalid");

    [Fact]
    public async Task A_token_of_ours_for_its_name_is_401_and_ours_still_count()
    {
        var ours = await TestIssuer.GetAsync();
        (
            await registry.Anonymous.Get(
                Organisations,
                (
                    "Authorization",
                    $"Bearer {ours.Token("x", "y", ["organisation"], change: token => (token.Issuer, token.Audience) = (Agency, "social-innovation"))}"
                )
            )
        ).IsProblem(401);
        (await registry.As(Accounts.Org1).Get(Applications)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Its_keys_change_without_a_restart()
    {
        await using var service = new Service();
        await service.InitializeAsync();
        (await CallAsync("owner", "shop-7", ["members"], "GET", Applications, at: service)).Expect(HttpStatusCode.OK);
        service.Issuer.ChangeKey();
        await Eventually.TrueAsync(
            async () => (await CallAsync("owner", "shop-7", ["members"], "GET", Applications, at: service)).Status == HttpStatusCode.OK,
            "a token with the new key counts",
            TimeSpan.FromSeconds(30)
        );
    }

    [Fact]
    public async Task A_setting_that_cannot_be_meant_keeps_the_service_from_starting()
    {
        await using var service = new Service { RoleOfTheirRegistrars = "director" };
        var wrong = await Assert.ThrowsAsync<InvalidSettingException>(async () => await service.InitializeAsync());
        Assert.Contains("director, which is no role", wrong.Message, StringComparison.Ordinal);
    }

    private async Task<Reply> CallAsync(
        string subject,
        string party,
        string[] groups,
        string method,
        string path,
        object? body = null,
        Action<SecurityTokenDescriptor>? change = null,
        Service? at = null
    )
    {
        var token = (at ?? registry).Issuer.Token(subject, "", [], "", descriptor =>
        {
            descriptor.Audience = "social-innovation";
            descriptor.Claims = new Dictionary<string, object>
            {
                ["sub"] = subject,
                ["azp"] = "portal",
                ["https://agency.example/unit"] = party,
                ["realm_access"] = new Dictionary<string, object> { ["roles"] = groups },
                ["jti"] = Guid.NewGuid().ToString(),
            };
            change?.Invoke(descriptor);
        });
        return await (at ?? registry).Anonymous.Call(new(method), path, body, ("Authorization", $"Bearer {token}"));
    }

    public sealed class Service() : TestService(builder => builder.AddRegistry(), app => app.MapRegistry()), IAsyncLifetime
    {
        public string RoleOfTheirRegistrars { get; init; } = "registrar";

        public TestIssuer Issuer { get; private set; } = null!;

        protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
            new Dictionary<string, string?>
            {
                ["Name"] = "agency",
                ["Issuer"] = Agency,
                ["Audience"] = "social-innovation",
                ["Metadata"] = Issuer.Address + "/.well-known/openid-configuration",
                ["Claims:Party"] = "https://agency.example/unit",
                ["Claims:Role"] = "realm_access.roles",
                ["Roles:0:From"] = "members",
                ["Roles:0:To"] = "organisation",
                ["Roles:1:From"] = "csme-registrars",
                ["Roles:1:To"] = RoleOfTheirRegistrars,
                ["Parties:0:From"] = "coop",
                ["Parties:0:To"] = "party-coop",
                ["Scopes:0"] = "registry.read",
                ["Scopes:1"] = "registry.write",
            }.Select(setting => KeyValuePair.Create($"Identity:External:0:{setting.Key}", setting.Value));

        public new async ValueTask InitializeAsync()
        {
            Issuer = await TestIssuer.StartAnotherAsync(Agency);
            await base.InitializeAsync();
        }
    }
}

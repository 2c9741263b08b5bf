using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Platform.Harness;
using static Platform.ServiceDefaults.Tests.RegistryService;

namespace Platform.ServiceDefaults.Tests;

public sealed class TokenTests(RegistryService registry) : IClassFixture<RegistryService>
{
    private static readonly Dictionary<string, Func<TestIssuer, Task<string>>> Forgeries = new()
    {
        ["expired"] = issuer =>
            Task.FromResult(Org1(issuer, token => (token.NotBefore, token.IssuedAt, token.Expires) = (Ago(3), Ago(3), Ago(2)))),
        ["not yet valid"] = issuer => Task.FromResult(Org1(issuer, token => (token.NotBefore, token.Expires) = (Ago(-1), Ago(-2)))),
        ["of another issuer"] = issuer => Task.FromResult(Org1(issuer, token => token.Issuer = "http://localhost:8081")),
        ["for another audience"] = issuer => Task.FromResult(Org1(issuer, token => token.Audience = "elsewhere")),
        ["for nobody"] = issuer => Task.FromResult(Org1(issuer, token => token.Audience = null)),
        ["of another type"] = issuer => Task.FromResult(Org1(issuer, token => token.TokenType = "logout+jwt")),
        ["signed with another key of that name"] = issuer =>
            Task.FromResult(
                Org1(issuer, token =>
                    token.SigningCredentials = new(
                        new ECDsaSecurityKey(
                            System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256)
                        )
                        {
                            KeyId = "test",
                        },
                        SecurityAlgorithms.EcdsaSha256
                    )
                )
            ),
        ["not signed"] = issuer => Task.FromResult(Org1(issuer, token => token.SigningCredentials = null)),
        ["not signed but said to be"] = issuer => Task.FromResult(string.Join('.', Org1(issuer).Split('.')[..2]) + "."),
        ["signed with the public key as a secret"] = async issuer =>
            Org1(
                issuer,
                key: new(
                    new SymmetricSecurityKey(Encoding.UTF8.GetBytes(await PublicKeyAsync(issuer))) { KeyId = "test" },
                    SecurityAlgorithms.HmacSha256
                )
            ),
        ["changed after it was signed"] = issuer => Task.FromResult(Tampered(Org1(issuer))),
        ["garbage"] = _ => Task.FromResult("garbage"),
        ["garbage in three parts"] = _ => Task.FromResult("a.b.c"),
        ["nothing"] = _ => Task.FromResult(""),
        ["huge"] = _ => Task.FromResult(new string('x', 20_000)),
    };

    public static TheoryData<string> Wrong => [.. Forgeries.Keys];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_token_that_does_not_count_is_401_also_where_none_is_needed(string kind)
    {
        var token = await Forgeries[kind](await TestIssuer.GetAsync());
        foreach (var path in new[] { Applications, Organisations, "/openapi/v1.json", "/health/live" })
        {
            var reply = (await registry.Anonymous.Get(path, ("Authorization", $"Bearer {token}"))).IsProblem(401);
            Assert.StartsWith("auth.token-", reply.Code, StringComparison.Ordinal);
            Assert.Equal("Bearer", reply.Message.Headers.WwwAuthenticate.Single().Scheme);
        }
    }

    [Fact]
    public async Task The_same_token_unchanged_does_count()
    {
        var issuer = await TestIssuer.GetAsync();
        foreach (var path in new[] { Applications, Organisations })
        {
            (await registry.Anonymous.Get(path, ("Authorization", $"Bearer {Org1(issuer)}"))).Expect(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("Basic b3JnMTpvcmcx")]
    [InlineData("Bearer")]
    [InlineData("org1")]
    public async Task Credentials_of_another_kind_are_401(string authorization)
    {
        (await registry.Anonymous.Get(Applications, ("Authorization", authorization))).IsProblem(401);
        (await registry.Anonymous.Get(Organisations, ("Authorization", authorization))).IsProblem(401);
    }

    [Fact]
    public async Task No_token_is_401_only_where_one_is_needed()
    {
        var missing = (await registry.Anonymous.Get(Applications)).IsProblem(401, "auth.token-missing");
        Assert.Equal("Bearer", missing.Message.Headers.WwwAuthenticate.Single().ToString());
        (await registry.Anonymous.Get(Organisations)).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("organisation", "", "GET", 403)]
    [InlineData("organisation", "rewards.read rewards.write", "GET", 403)]
    [InlineData("organisation", "registry.write", "GET", 403)]
    [InlineData("organisation", "registry.readable", "GET", 403)]
    [InlineData("organisation", "registry.read", "GET", 200)]
    [InlineData("organisation", "registry.read", "POST", 403)]
    [InlineData("organisation", "registry.write", "POST", 201)]
    [InlineData("buyer", "registry.read registry.write", "GET", 403)]
    [InlineData("registrar", "registry.read registry.write", "POST", 403)]
    [InlineData("Organisation", "registry.read registry.write", "POST", 403)]
    public async Task A_role_and_the_services_scope_are_needed(string role, string scopes, string method, int status)
    {
        using var client = registry.NewClient(registry.Token(new("somebody", "party-somebody", role), scopes));
        var reply = await client.Call(new(method), Applications, method == "POST" ? Application() : null);
        if (status == 403)
        {
            reply.IsProblem(403, "auth.forbidden");
        }
        else
        {
            reply.Expect((HttpStatusCode)status);
        }
    }

    private static string Org1(TestIssuer issuer, Action<SecurityTokenDescriptor>? change = null, SigningCredentials? key = null) =>
        issuer.Token(Accounts.Org1.Subject, Accounts.Org1.Party, Accounts.Org1.Roles, change: token =>
        {
            change?.Invoke(token);
            if (key is not null)
            {
                token.SigningCredentials = key;
            }
        });

    private static DateTime Ago(int hours) => DateTime.UtcNow.AddHours(-hours);

    private static async Task<string> PublicKeyAsync(TestIssuer issuer)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri(issuer.Address + "/.well-known/jwks.json"));
    }

    private static string Tampered(string token)
    {
        var parts = token.Split('.');
        var claims = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Base64UrlEncoder.Decode(parts[1]))!;
        claims["party"] = JsonSerializer.SerializeToElement("party-org2");
        return $"{parts[0]}.{Base64UrlEncoder.Encode(JsonSerializer.Serialize(claims))}.{parts[2]}";
    }
}

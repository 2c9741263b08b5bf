using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Platform.Web.Identity;

namespace Platform.Harness;

/// <summary>A token issuer for tests of one service: real ES256 tokens and real metadata over HTTP, without starting Access.</summary>
public sealed class TestIssuer
{
    /// <summary>The <c>iss</c> claim of its tokens.</summary>
    public const string Issuer = "http://localhost:8080";

    private static readonly Lazy<Task<TestIssuer>> Shared = new(() => StartAsync(Issuer));

    private readonly string name;
    private ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };

    private TestIssuer(string name) => this.name = name;

    /// <summary>The address of its metadata.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Returns the issuer of this test process.</summary>
    public static Task<TestIssuer> GetAsync() => Shared.Value;

    /// <summary>Starts another issuer with keys of its own.</summary>
    /// <param name="name">The <c>iss</c> claim of its tokens.</param>
    public static Task<TestIssuer> StartAnotherAsync(string name) => StartAsync(name);

    /// <summary>Replaces the signing key; only the new key is published from now on.</summary>
    public void ChangeKey() => key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = Guid.NewGuid().ToString("N") };

    /// <summary>Returns a token.</summary>
    /// <param name="subject">The person or app.</param>
    /// <param name="party">The party that it acts for.</param>
    /// <param name="roles">Role names.</param>
    /// <param name="scopes">Scopes; every scope of every service when left out.</param>
    /// <param name="change">Changes the token, to make an invalid one for tests of refusal.</param>
    public string Token(
        string subject,
        string party,
        IEnumerable<string> roles,
        string? scopes = null,
        Action<SecurityTokenDescriptor>? change = null
    )
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = name,
            Audience = TokenValidation.Audience,
            Expires = DateTime.UtcNow.AddHours(1),
            TokenType = "at+jwt",
            Claims = new Dictionary<string, object>
            {
                ["sub"] = subject,
                ["client_id"] = "test",
                ["party"] = party,
                ["role"] = roles.ToArray(),
                ["scope"] = scopes
                    ?? string.Join(
                        ' ',
                        new[] { "access", "registry", "rewards", "sandbox", "partnerships" }.SelectMany(service =>
                            new[] { $"{service}.read", $"{service}.write" }
                        )
                    ),
            },
            SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler().CreateToken(descriptor);
    }

    private static async Task<TestIssuer> StartAsync(string name)
    {
        var issuer = new TestIssuer(name);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () =>
            Results.Json(new { issuer = name, jwks_uri = (name == Issuer ? Issuer : issuer.Address) + "/.well-known/jwks.json" })
        );
        app.MapGet("/.well-known/jwks.json", () =>
        {
            var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(issuer.key);
            return Results.Json(
                new
                {
                    keys = new[]
                    {
                        new
                        {
                            kty = jwk.Kty,
                            crv = jwk.Crv,
                            x = jwk.X,
                            y = jwk.Y,
                            kid = jwk.KeyId,
                            use = "sig",
                            alg = "ES256",
                        },
                    },
                }
            );
        });
        await app.StartAsync();
        issuer.Address = app.Urls.Single();
        return issuer;
    }
}

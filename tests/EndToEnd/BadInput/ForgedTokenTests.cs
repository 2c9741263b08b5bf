using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Platform.Harness;

namespace Platform.EndToEnd.Tests.BadInput;

/// <summary>Tokens that do not count, at the gateway of the built platform: also those that its own key has signed.</summary>
public sealed class ForgedTokenTests(EdgePlatform platform) : IClassFixture<EdgePlatform>
{
    private const string Applications = "/api/registry/v1/applications";

    [Theory]
    [InlineData("expired")]
    [InlineData("of the future")]
    [InlineData("for another audience")]
    [InlineData("of another issuer")]
    [InlineData("of another type")]
    [InlineData("unsigned")]
    [InlineData("unsigned, with a signature")]
    [InlineData("signed with the public key as a secret")]
    [InlineData("signed with another key")]
    [InlineData("changed")]
    public async Task Is_401_and_has_no_effect(string kind)
    {
        var real = await platform.TokenAsync("org1");
        using var key = await KeyAsync();
        (await SendAsync(Signed(real, key, _ => { }))).Expect(HttpStatusCode.BadRequest);
        var refused = (await SendAsync(await ForgedAsync(kind, real, key), EdgePlatform.Application)).Expect(401, "auth.token-invalid");
        Assert.Equal("Bearer", refused.Message.Headers.WwwAuthenticate.Single().Scheme);
        await platform.HasAcceptedNothingAsync();
    }

    private async Task<string> ForgedAsync(string kind, string real, ECDsa key) =>
        kind switch
        {
            "expired" => Signed(real, key, token => (token.NotBefore, token.IssuedAt, token.Expires) = (In(-3), In(-3), In(-2))),
            "of the future" => Signed(real, key, token => (token.NotBefore, token.Expires) = (In(1), In(2))),
            "for another audience" => Signed(real, key, token => token.Audience = "elsewhere"),
            "of another issuer" => Signed(real, key, token => token.Issuer = "https://elsewhere.example"),
            "of another type" => Signed(real, key, token => token.TokenType = "logout+jwt"),
            "unsigned" => $"{Base64UrlEncoder.Encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}")}.{real.Split('.')[1]}.",
            "unsigned, with a signature" =>
                $"{Base64UrlEncoder.Encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}")}.{real.Split('.')[1]}.{real.Split('.')[2]}",
            "signed with the public key as a secret" => Signed(real, key, token =>
                token.SigningCredentials = new(
                    new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key.ExportSubjectPublicKeyInfoPem()))
                    {
                        KeyId = new JsonWebToken(real).Kid,
                    },
                    SecurityAlgorithms.HmacSha256
                )
            ),
            "signed with another key" => Signed(real, ECDsa.Create(ECCurve.NamedCurves.nistP256), _ => { }),
            "changed" => Changed(real.Split('.')),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>A token like a real one, signed with the platform's own key, with something changed.</summary>
    private static string Signed(string real, ECDsa key, Action<SecurityTokenDescriptor> change)
    {
        var token = new JsonWebToken(real);
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = token.Issuer,
            Audience = token.Audiences.Single(),
            NotBefore = In(-1),
            Expires = In(1),
            TokenType = token.Typ,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = token.Subject,
                ["client_id"] = token.GetClaim("client_id").Value,
                ["party"] = token.GetClaim("party").Value,
                ["role"] = token.Claims.Where(claim => claim.Type == "role").Select(claim => claim.Value).ToArray(),
                ["scope"] = token.GetClaim("scope").Value,
            },
            // Each time with the key at hand: the library keeps signers by the name of their key.
            SigningCredentials = new(new ECDsaSecurityKey(key) { KeyId = token.Kid }, SecurityAlgorithms.EcdsaSha256)
            {
                CryptoProviderFactory = new() { CacheSignatureProviders = false },
            },
        };
        change(descriptor);
        return new JsonWebTokenHandler().CreateToken(descriptor);
    }

    private async Task<Reply> SendAsync(string token, string body = "{}")
    {
        using var client = new HttpClient { BaseAddress = platform.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.Post(Applications, body);
    }

    /// <summary>The key that the platform signs with, from its database.</summary>
    private async Task<ECDsa> KeyAsync()
    {
        var file = Directory.GetFiles(platform.Data, "access.db", SearchOption.AllDirectories).Single();
        await using var database = new SqliteConnection($"Data Source={file};Mode=ReadOnly");
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = """SELECT "Pem" FROM "SigningKeys" ORDER BY "CreatedAt" DESC LIMIT 1""";
        var key = ECDsa.Create();
        key.ImportFromPem((string)(await command.ExecuteScalarAsync())!);
        return key;
    }

    private static DateTime In(int hours) => DateTime.UtcNow.AddHours(hours);

    private static string Changed(string[] parts)
    {
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace("organisation", "registrar", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(claims)}.{parts[2]}";
    }
}

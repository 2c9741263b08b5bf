using Microsoft.IdentityModel.Tokens;
using Platform.Web.Identity;

namespace Platform.Access.Features.Tokens;

/// <summary>
/// Publishes what services need to check tokens: issuer metadata (RFC 8414, OpenID Connect Discovery) and keys (RFC 7517).
/// </summary>
internal static class PublishKeys
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/.well-known/openid-configuration", (IConfiguration configuration, IHostEnvironment environment) =>
            {
                var issuer = TokenValidation.IssuerOf(configuration);
                string[] grants = environment.IsDevelopment() ? ["client_credentials", "password"] : ["client_credentials"];
                return Results.Json(
                    new Dictionary<string, object>
                    {
                        ["issuer"] = issuer,
                        ["token_endpoint"] = issuer + "/connect/token",
                        ["jwks_uri"] = issuer + "/.well-known/jwks.json",
                        ["grant_types_supported"] = grants,
                        ["token_endpoint_auth_methods_supported"] = new[] { "client_secret_basic", "client_secret_post" },
                        ["response_types_supported"] = Array.Empty<string>(),
                        ["subject_types_supported"] = new[] { "public" },
                        ["id_token_signing_alg_values_supported"] = new[] { "ES256" },
                        ["scopes_supported"] = Domain.Scopes.All,
                    }
                );
            })
            .ForAnyone()
            .WithTags("Tokens")
            .WithSummary("Issuer metadata");
        app.MapGet("/.well-known/jwks.json", async (KeyRing keys, HttpContext http, CancellationToken cancellationToken) =>
            {
                http.Response.Headers.CacheControl = "public, max-age=60";
                return Results.Json(new { keys = (await keys.GetAsync(cancellationToken)).Select(Public) });
            })
            .ForAnyone()
            .WithTags("Tokens")
            .WithSummary("The keys that tokens are signed with");
    }

    private static object Public(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new
        {
            kty = "EC",
            crv = "P-256",
            use = "sig",
            alg = "ES256",
            kid = key.KeyId,
            x = Base64UrlEncoder.Encode(point.X),
            y = Base64UrlEncoder.Encode(point.Y),
        };
    }
}

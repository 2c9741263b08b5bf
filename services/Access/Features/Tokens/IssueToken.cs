using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Microsoft.OpenApi;
using Platform.Access.Data;
using Platform.Access.Domain;
using Platform.Access.Domain.Apps;
using Platform.Data;
using Platform.Web.Identity;

namespace Platform.Access.Features.Tokens;

/// <summary>
/// The token endpoint, <c>POST /connect/token</c> (RFC 6749): client credentials for apps, in the form or as HTTP Basic; the password
/// grant for the development accounts. Access tokens are JWTs as defined by RFC 9068.
/// </summary>
internal static class IssueToken
{
    /// <summary>The lifetime of a token in seconds.</summary>
    public const int Lifetime = 3600;

    private const string Path = TokenValidation.TokenPath;
    private const string PersonsClient = "platform-web";

    internal sealed record TokenResponse(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("token_type")] string TokenType,
        [property: JsonPropertyName("expires_in")] int ExpiresIn,
        [property: JsonPropertyName("scope")] string Scope
    );

    internal sealed record TokenError(
        [property: JsonPropertyName("error")] string Error,
        [property: JsonPropertyName("error_description")] string ErrorDescription
    );

    private sealed record Identity(
        string Subject,
        string ClientId,
        string Party,
        IReadOnlyList<string> Roles,
        IReadOnlyList<string> Scopes,
        string Plan
    );

    private static OpenApiSchema Form =>
        new()
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "grant_type" },
            Properties = new[] { "grant_type", "client_id", "client_secret", "scope", "username", "password" }.ToDictionary(
                name => name,
                IOpenApiSchema (_) => new OpenApiSchema { Type = JsonSchemaType.String }
            ),
        };

    public static void Map(WebApplication app) =>
        app.MapPost(Path, HandleAsync)
            .ForAnyone()
            .DisableAntiforgery()
            .Produces<TokenResponse>()
            .Produces<TokenError>(400)
            .Produces<TokenError>(401)
            // Declared here, because Accepts would refuse another media type before RFC 6749's invalid_request does.
            .AddOpenApiOperationTransformer(
                (operation, _, _) =>
                {
                    operation.RequestBody = new OpenApiRequestBody
                    {
                        Required = true,
                        Content = new Dictionary<string, OpenApiMediaType>
                        {
                            ["application/x-www-form-urlencoded"] = new() { Schema = Form },
                        },
                    };
                    return Task.CompletedTask;
                }
            )
            .WithTags("Tokens")
            .WithSummary(
                "Get a token (form: grant_type, client_id, client_secret, scope, or the client as HTTP Basic; username, password in Development)"
            );

    private static async Task<IResult> HandleAsync(
        HttpContext http,
        AccessDbContext db,
        KeyRing keys,
        IHostEnvironment environment,
        IConfiguration configuration
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!http.Request.HasFormContentType || http.Request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            return Refuse("invalid_request", "Send the parameters as application/x-www-form-urlencoded.");
        }

        if (await ReadAsync(http.Request, http.RequestAborted) is not { } form)
        {
            return Refuse("invalid_request", "The form cannot be read.");
        }

        var client = new ClientCredentials(form["client_id"].ToString(), form["client_secret"].ToString());
        // Any other value of this header is a token, which has already been checked.
        if (http.Request.Headers.Authorization.ToString() is var header && ClientCredentials.IsBasic(header))
        {
            if (ClientCredentials.Basic(header) is not { } basic)
            {
                return Refuse(
                    "invalid_request",
                    "Authorization: Basic cannot be read: it is the base64 of id:secret, each form-urlencoded."
                );
            }

            // RFC 6749 §2.3: one authentication method per request.
            if (client.Secret.Length > 0 || client.Id.Length > 0 && client.Id != basic.Id)
            {
                return Refuse(
                    "invalid_request",
                    "Send the client's id and secret either in the form or as Authorization: Basic, not both."
                );
            }

            client = basic;
        }

        var grant = form["grant_type"].ToString();
        var identity = grant switch
        {
            "client_credentials" => await AppAsync(db, client, http.RequestAborted),
            "password" when environment.IsDevelopment() => Person(form),
            _ => null,
        };
        if (identity is null)
        {
            if (grant == "client_credentials")
            {
                // RFC 6749 §5.2, RFC 7617.
                http.Response.Headers.WWWAuthenticate = "Basic realm=\"platform\", charset=\"UTF-8\"";
            }

            return grant switch
            {
                "client_credentials" => Refuse("invalid_client", "Unknown client_id, wrong client_secret, or a disabled app.", 401),
                "password" when environment.IsDevelopment() => Refuse("invalid_grant", "Unknown username or wrong password."),
                "" => Refuse("invalid_request", "grant_type is missing."),
                _ => Refuse("unsupported_grant_type", "Use client_credentials."),
            };
        }

        if (Scopes.Grant(form["scope"], identity.Scopes) is not { } scopes)
        {
            return Refuse("invalid_scope", "A scope asked for is unknown or not granted to this client.");
        }

        var scope = string.Join(' ', scopes);
        var now = DateTime.UtcNow;
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = TokenValidation.IssuerOf(configuration),
                Audience = TokenValidation.Audience,
                IssuedAt = now,
                NotBefore = now,
                Expires = now.AddSeconds(Lifetime),
                TokenType = "at+jwt",
                Claims = new Dictionary<string, object>
                {
                    ["jti"] = Guid.CreateVersion7().ToString("N"),
                    ["sub"] = identity.Subject,
                    ["client_id"] = identity.ClientId,
                    ["party"] = identity.Party,
                    ["role"] = identity.Roles.ToArray(),
                    ["scope"] = scope,
                    ["plan"] = identity.Plan,
                },
                SigningCredentials = new((await keys.GetAsync(http.RequestAborted))[0], SecurityAlgorithms.EcdsaSha256),
            }
        );
        return Results.Json(new TokenResponse(token, "Bearer", Lifetime, scope), PlatformJson.Options);
    }

    private static async Task<IFormCollection?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (InvalidDataException)
        {
            // The form has a malformed escape or a NUL character, or is larger than allowed.
            return null;
        }
    }

    private static async Task<Identity?> AppAsync(AccessDbContext db, ClientCredentials client, CancellationToken cancellationToken) =>
        await db.Apps.AsNoTracking().SingleOrDefaultAsync(app => app.ClientId == client.Id && !app.Disabled, cancellationToken) is { } app
        && app.Secrets.Any(secret => SecretHash.Matches(client.Secret, secret.Hash))
            ? new(app.ClientId, app.ClientId, app.Party, app.Roles, app.Scopes, app.Plan)
            : null;

    private static Identity? Person(IFormCollection form)
    {
        var name = form["username"].ToString();
        return Accounts.Development.SingleOrDefault(account => account.Name == name && form["password"] == name) is { } account
            ? new(account.Name, PersonsClient, account.Party, account.Roles, Scopes.All, Plans.Standard)
            : null;
    }

    private static IResult Refuse(string error, string description, int status = 400) =>
        Results.Json(new TokenError(error, description), PlatformJson.Options, statusCode: status);
}

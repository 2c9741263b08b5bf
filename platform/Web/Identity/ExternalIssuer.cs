using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Platform.Web.Identity;

/// <summary>
/// The settings of another OpenID Connect issuer whose tokens are accepted; configuration section <c>Identity:External:{n}</c>.
/// </summary>
internal sealed record ExternalIssuerSettings
{
    public const string Section = "Identity:External";

    /// <summary>
    /// A short name, the prefix of this issuer's subjects, clients and parties, so that they cannot be confused with our own.
    /// </summary>
    public string Name { get; init; } = "";

    /// <summary>The <c>iss</c> of the issuer's tokens.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>The <c>aud</c> of tokens for this platform.</summary>
    public string Audience { get; init; } = TokenValidation.Audience;

    /// <summary>The address of the metadata, when it is not below the issuer.</summary>
    public string? Metadata { get; init; }

    /// <summary>The names of the claims; a path into an object has dots (<c>realm_access.roles</c>).</summary>
    public ClaimNames Claims { get; init; } = new();

    /// <summary>Maps the issuer's roles to ours; a role without a mapping is ignored.</summary>
    public Mapping[] Roles { get; init; } = [];

    /// <summary>
    /// Maps some of the issuer's parties to ours, e.g. an authority; all others retain their name after the prefix <see cref="Name"/>.
    /// </summary>
    public Mapping[] Parties { get; init; } = [];

    /// <summary>The scopes of every token of this issuer; when empty, the scopes in the token.</summary>
    public string[] Scopes { get; init; } = [];

    public string MetadataAddress => Metadata ?? Issuer.TrimEnd('/') + "/.well-known/openid-configuration";

    internal sealed record ClaimNames
    {
        public string Subject { get; init; } = "sub";

        public string Client { get; init; } = "azp";

        public string Party { get; init; } = "party";

        public string Role { get; init; } = "roles";

        public string Scope { get; init; } = "scope";
    }

    internal sealed record Mapping
    {
        public string From { get; init; } = "";

        public string To { get; init; } = "";
    }

    /// <summary>Returns the error in the settings, in one line, or <see langword="null"/>.</summary>
    public string? Validate(IHostEnvironment environment) =>
        this switch
        {
            { Name: "" } => "Name is missing: give the issuer a short name",
            { Issuer: "" } => "Issuer is missing: set it to the iss of its tokens",
            _ when !Uri.TryCreate(MetadataAddress, UriKind.Absolute, out var address)
                    || (address.Scheme != Uri.UriSchemeHttps && !environment.IsDevelopment()) =>
                $"its metadata cannot be read from {MetadataAddress}: give an https address",
            _ when Roles.FirstOrDefault(role => !Identity.Roles.All.Contains(role.To)) is { } unknown =>
                $"Roles maps {unknown.From} to {unknown.To}, which is no role: use one of {string.Join(", ", Identity.Roles.All)}",
            _ => null,
        };
}

/// <summary>
/// Validates the tokens of another issuer with that issuer's keys, and maps them to our claims. All other claims are ignored.
/// </summary>
internal sealed class ExternalIssuer(ExternalIssuerSettings settings, IDocumentRetriever documents)
{
    private readonly TokenValidationParameters expected = new()
    {
        ValidIssuer = settings.Issuer,
        ValidAudience = settings.Audience,
        // Symmetric algorithms are not accepted.
        ValidAlgorithms =
        [
            SecurityAlgorithms.EcdsaSha256,
            SecurityAlgorithms.EcdsaSha384,
            SecurityAlgorithms.EcdsaSha512,
            SecurityAlgorithms.RsaSha256,
            SecurityAlgorithms.RsaSha384,
            SecurityAlgorithms.RsaSha512,
            SecurityAlgorithms.RsaSsaPssSha256,
            SecurityAlgorithms.RsaSsaPssSha384,
            SecurityAlgorithms.RsaSsaPssSha512,
        ],
        ValidTypes = ["at+jwt", "JWT"],
        ClockSkew = TimeSpan.FromSeconds(30),
        ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
            settings.MetadataAddress,
            new OpenIdConnectConfigurationRetriever(),
            documents
        )
        {
            // A token that is signed with an unknown key makes the handler reload the keys, at most this often.
            RefreshInterval = TimeSpan.FromSeconds(5),
        },
    };

    /// <summary>Returns whether a token names this issuer; the token is not validated yet.</summary>
    public bool Claims(JsonWebToken token) => token.Issuer == settings.Issuer;

    /// <summary>Validates a token and maps its claims.</summary>
    public async Task<TokenValidationResult> ValidateAsync(string token, JsonWebTokenHandler handler)
    {
        var result = await handler.ValidateTokenAsync(token, expected);
        return result.IsValid
            ? new()
            {
                IsValid = true,
                Issuer = result.Issuer,
                SecurityToken = result.SecurityToken,
                TokenType = result.TokenType,
                ClaimsIdentity = IdentityOf((JsonWebToken)result.SecurityToken),
            }
            : result;
    }

    private ClaimsIdentity IdentityOf(JsonWebToken token)
    {
        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        string[] ClaimValues(string path) => [.. TextsAt(payload.RootElement, path)];
        var (names, subject) = (settings.Claims, ClaimValues(settings.Claims.Subject).FirstOrDefault() ?? "");
        var claims = new List<Claim> { new("sub", Own(subject)), new("client_id", Own(ClaimValues(names.Client).FirstOrDefault() ?? "")) };
        // Without a party claim, the caller acts only for themselves: the party is the prefixed subject.
        var party = ClaimValues(names.Party).FirstOrDefault();
        claims.Add(new("party", settings.Parties.FirstOrDefault(mapping => mapping.From == party)?.To ?? Own(party ?? subject)));
        claims.AddRange(
            ClaimValues(names.Role)
                .SelectMany(role => settings.Roles.Where(mapping => mapping.From == role))
                .Select(mapping => mapping.To)
                .Distinct()
                .Select(role => new Claim("role", role))
        );
        claims.Add(new("scope", string.Join(' ', settings.Scopes.Length > 0 ? settings.Scopes : ClaimValues(names.Scope))));
        return new ClaimsIdentity(claims, "Bearer", "sub", "role");
    }

    private string Own(string theirs) => $"{settings.Name}:{theirs}";

    private static IEnumerable<string> TextsAt(JsonElement at, string path)
    {
        // The name of a claim may itself contain dots (a namespace URL), so the whole name is tried first.
        if (
            at.ValueKind is JsonValueKind.Object
            && !at.TryGetProperty(path, out _)
            && path.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
        )
        {
            return at.TryGetProperty(path[..dot], out var inner) ? TextsAt(inner, path[(dot + 1)..]) : [];
        }

        return at.ValueKind is JsonValueKind.Object && at.TryGetProperty(path, out var found)
            ? found.ValueKind switch
            {
                JsonValueKind.String => [found.GetString()!],
                JsonValueKind.Array => found
                    .EnumerateArray()
                    .Where(item => item.ValueKind is JsonValueKind.String)
                    .Select(item => item.GetString()!)
                    .ToArray(),
                _ => [],
            }
            : [];
    }
}

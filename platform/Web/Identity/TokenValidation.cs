using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Platform.Data;
using Platform.Web.Errors;

namespace Platform.Web.Identity;

/// <summary>Validates tokens in every process, with the issuer's keys.</summary>
public static class TokenValidation
{
    /// <summary>The path of the token endpoint.</summary>
    public const string TokenPath = "/connect/token";

    /// <summary>The audience of the platform's tokens.</summary>
    public const string Audience = "platform";

    /// <summary>
    /// Adds bearer tokens (ES256) of <c>Identity:Issuer</c>, whose keys are read from <c>services:access:http:{n}</c>, and tokens of the
    /// issuers in <c>Identity:External</c>. The last good copy of the keys is stored on disk.
    /// </summary>
    public static void AddTokenValidation(this IHostApplicationBuilder builder)
    {
        var issuer = IssuerOf(builder.Configuration);
        var documents = new IssuerDocuments(builder.Configuration, builder.Environment.ApplicationName);
        builder.Services.AddSingleton(documents);
        var others = builder.Configuration.GetSection(ExternalIssuerSettings.Section).Get<ExternalIssuerSettings[]>() ?? [];
        if (others.Select(other => other.Validate(builder.Environment)).FirstOrDefault(wrong => wrong is not null) is { } wrong)
        {
            builder.Services.AddSingleton(new InvalidSetting($"{ExternalIssuerSettings.Section}: {wrong}"));
        }

        builder.Services.AddSingleton(services => new AppDirectory(
            builder.Configuration,
            documents,
            services.GetRequiredService<ILogger<AppDirectory>>()
        ));
        builder.Services.AddHostedService(services => services.GetRequiredService<AppDirectory>());
        builder
            .Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(options =>
            {
                options.MapInboundClaims = false;
                options.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                    issuer + "/.well-known/openid-configuration",
                    new OpenIdConnectConfigurationRetriever(),
                    documents
                )
                {
                    // A token that is signed with an unknown key makes the handler reload the keys, at most this often.
                    RefreshInterval = TimeSpan.FromSeconds(5),
                };
                options.TokenValidationParameters = new()
                {
                    ValidIssuer = issuer,
                    ValidAudience = Audience,
                    ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                    ValidTypes = ["at+jwt", "JWT"],
                    NameClaimType = "sub",
                    RoleClaimType = "role",
                    ClockSkew = TimeSpan.FromSeconds(30),
                };
                options.TokenHandlers.Clear();
                options.TokenHandlers.Add(
                    new CachingTokenHandler([
                        .. others.Select(other => new ExternalIssuer(
                            other,
                            new IssuerDocuments(builder.Configuration, builder.Environment.ApplicationName, other.Name)
                        )),
                    ])
                );
                options.Events = new()
                {
                    // This runs for every request, also when the validated token is cached.
                    OnTokenValidated = token =>
                    {
                        if (
                            token.Principal?.FindFirst("client_id")?.Value is { } app
                            && token.HttpContext.RequestServices.GetRequiredService<AppDirectory>().IsDisabled(app)
                        )
                        {
                            token.Fail(new AppDisabledException());
                        }

                        return Task.CompletedTask;
                    },
                    OnChallenge = async challenge =>
                    {
                        challenge.HandleResponse();
                        challenge.Response.Headers.WWWAuthenticate = challenge.AuthenticateFailure is null
                            ? "Bearer"
                            : "Bearer error=\"invalid_token\"";
                        await Problems.WriteAsync(
                            challenge.HttpContext,
                            challenge.AuthenticateFailure switch
                            {
                                null => PlatformErrors.TokenMissing,
                                AppDisabledException => PlatformErrors.AppDisabled,
                                _ => PlatformErrors.TokenInvalid,
                            },
                            401
                        );
                    },
                    OnForbidden = forbidden => Problems.WriteAsync(forbidden.HttpContext, PlatformErrors.Forbidden, 403),
                };
            });
        builder.Services.AddAuthorization();
        // Bearer tokens need no Data Protection keys; this service would read or create a key ring in the home folder at each start.
        foreach (
            var keyRing in builder.Services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToArray()
        )
        {
            builder.Services.Remove(keyRing);
        }
    }

    /// <summary>Returns the issuer of our tokens: the public address of the platform, unless another one is configured.</summary>
    public static string IssuerOf(IConfiguration configuration) =>
        (configuration["Identity:Issuer"] ?? "http://localhost:8080").TrimEnd('/');

    /// <summary>
    /// Refuses an invalid token everywhere, even where none is required, because its sender believes that it is valid. A request without
    /// a token is anonymous and skips authentication; a public endpoint skips authorisation.
    /// </summary>
    /// <param name="app">The host.</param>
    /// <param name="beforeRefusal">Adds middleware that needs the caller and also runs for requests whose token is refused.</param>
    public static void UseTokenValidation(this WebApplication app, Action<WebApplication>? beforeRefusal = null)
    {
        // Otherwise the framework would add both middlewares before all others, for every request, because it does not see the calls
        // within a branch.
        ((IApplicationBuilder)app).Properties["__AuthenticationMiddlewareSet"] = ((IApplicationBuilder)app).Properties[
            "__AuthorizationMiddlewareSet"
        ] = true;
        app.UseWhen(http => http.Request.Headers.Authorization.Count > 0, sent => sent.UseAuthentication());
        beforeRefusal?.Invoke(app);
        app.Use(
            (http, next) =>
                http.Request.Headers.Authorization.Count == 0 || http.User.Identity?.IsAuthenticated == true || IsClient(http.Request)
                    ? next(http)
                    : http.ChallengeAsync()
        );
        // The framework's own endpoints, which return 405 and 415, are not route endpoints.
        app.Use(
            (http, next) => http.GetEndpoint() is RouteEndpoint endpoint && !Policies.HasPolicy(endpoint) ? http.ForbidAsync() : next(http)
        );
        app.UseWhen(http => http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null, closed => closed.UseAuthorization());
    }

    /// <summary>
    /// Returns whether an app authenticates at the token endpoint with HTTP Basic (RFC 6749 §2.3.1); Access alone validates that.
    /// </summary>
    private static bool IsClient(HttpRequest request) =>
        request.Path == TokenPath && request.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Caches a validated token by its hash until it expires, because validating an ES256 signature takes a fraction of a millisecond.
    /// </summary>
    private sealed class CachingTokenHandler(IReadOnlyList<ExternalIssuer> others) : JsonWebTokenHandler
    {
        private readonly JsonWebTokenHandler plain = new();

        private static readonly MemoryCache CheckedTokens = new(new MemoryCacheOptions { SizeLimit = 20_000 });

        public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
        {
            var key = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(validationParameters.ValidIssuer + token)));
            if (CheckedTokens.TryGetValue(key, out TokenValidationResult? cached) && cached!.SecurityToken.ValidTo > DateTime.UtcNow)
            {
                return cached;
            }

            var result = OtherOf(token) is { } other
                ? await other.ValidateAsync(token, plain)
                : await base.ValidateTokenAsync(token, validationParameters);
            if (result.IsValid)
            {
                CheckedTokens.Set(
                    key,
                    result,
                    new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = result.SecurityToken.ValidTo }
                );
            }

            return result;
        }

        private ExternalIssuer? OtherOf(string token)
        {
            if (others.Count == 0 || !CanReadToken(token))
            {
                return null;
            }

            try
            {
                var unverified = ReadJsonWebToken(token);
                return others.FirstOrDefault(other => other.Claims(unverified));
            }
            catch (ArgumentException)
            {
                // This is not a JWT; the base handler reports the error.
                return null;
            }
        }
    }
}

/// <summary>Reads the issuer's metadata and keys from the issuer or, when it is away, from the last good copy on disk.</summary>
/// <param name="configuration">The settings with the addresses of Access.</param>
/// <param name="application">The application's name; each application has its own copies.</param>
/// <param name="other">The name of an external issuer, which is read at its public address.</param>
internal sealed class IssuerDocuments(IConfiguration configuration, string application, string? other = null) : IDocumentRetriever
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly ConcurrentDictionary<string, string> savedCopies = new();
    private readonly string folder = Path.Combine(DataFolder.Of(configuration), "issuer", application, other ?? "");

    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        var path = new Uri(address).AbsolutePath;
        var copy = Path.Combine(folder, Path.GetFileName(path));
        try
        {
            var document = await ReadAsync(new Uri(address), cancel);
            if (savedCopies.TryGetValue(copy, out var last) && last == document)
            {
                return document;
            }

            Directory.CreateDirectory(folder);
            var fresh = $"{copy}.{Guid.NewGuid():N}";
            await File.WriteAllTextAsync(fresh, document, cancel);
            File.Move(fresh, copy, overwrite: true);
            savedCopies[copy] = document;
            return document;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && File.Exists(copy))
        {
            return await File.ReadAllTextAsync(copy, cancel);
        }
    }

    /// <summary>
    /// Reads a document. The metadata has public addresses; inside the platform, the issuer is read directly, from any of its processes
    /// that responds.
    /// </summary>
    private async Task<string> ReadAsync(Uri address, CancellationToken cancel)
    {
        if (other is not null)
        {
            return await Http.GetStringAsync(address, cancel);
        }

        var places = configuration
            .GetSection("services:access:http")
            .GetChildren()
            .Select(access => new Uri(new Uri(access.Value!), address.AbsolutePath))
            .DefaultIfEmpty(address)
            .ToArray();
        for (var next = 0; ; next++)
        {
            try
            {
                return await Http.GetStringAsync(places[next], cancel);
            }
            catch (Exception exception)
                when (next < places.Length - 1
                    && !cancel.IsCancellationRequested
                    && exception is HttpRequestException or TaskCanceledException
                )
            {
                // The next process is tried; the failure of the last one is thrown.
            }
        }
    }
}

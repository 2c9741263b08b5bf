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
using Platform.ServiceDefaults.Errors;

namespace Platform.ServiceDefaults.Identity;

/// <summary>Every process checks tokens itself, against the issuer's keys.</summary>
public static class TokenValidation
{
    /// <summary>Where tokens are asked for.</summary>
    public const string TokenPath = "/connect/token";

    /// <summary>The audience of the platform's tokens.</summary>
    public const string Audience = "platform";

    /// <summary>
    /// Bearer tokens (ES256) of <c>Identity:Issuer</c>, whose keys are read from <c>services:access:http:{n}</c>, and those of the issuers
    /// of <c>Identity:External</c>; the last
    /// good copy of their keys is kept on disk.
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
                    // A token signed with a key that is new to us makes the handler look again, at most this often.
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
                    // Each time, also of a token that is remembered.
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
        // Bearer tokens need no key ring of Data Protection: without this each start would read or write one in the home folder.
        foreach (
            var keyRing in builder.Services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToArray()
        )
        {
            builder.Services.Remove(keyRing);
        }
    }

    /// <summary>Who issues the tokens: the public address of the platform, unless another issuer is configured.</summary>
    public static string IssuerOf(IConfiguration configuration) =>
        (configuration["Identity:Issuer"] ?? "http://localhost:8080").TrimEnd('/');

    /// <summary>
    /// A token that is sent but not valid is refused everywhere, also where none is needed: the sender believes it counts. Who sends none
    /// is nobody, and what is open to
    /// everybody asks for no more: neither costs anything.
    /// </summary>
    /// <param name="app">The host.</param>
    /// <param name="beforeRefusal">What also concerns requests whose token is refused, and asks who calls.</param>
    public static void UseTokenValidation(this WebApplication app, Action<WebApplication>? beforeRefusal = null)
    {
        // Otherwise the framework puts both before everything else, for every request: what is called within a branch does not count for
        // it.
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
        // The framework's own endpoints, which answer 405 and 415, are no routes.
        app.Use(
            (http, next) => http.GetEndpoint() is RouteEndpoint endpoint && !Policies.HasPolicy(endpoint) ? http.ForbidAsync() : next(http)
        );
        app.UseWhen(http => http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null, closed => closed.UseAuthorization());
    }

    /// <summary>
    /// An app that asks for its token may say who it is by HTTP Basic (RFC 6749 §2.3.1): Access checks that, and nobody else does.
    /// </summary>
    private static bool IsClient(HttpRequest request) =>
        request.Path == TokenPath && request.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// One ES256 check costs a fraction of a millisecond, so a token is checked once and remembered, by hash, until it expires.
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
                // No token at all: whoever checks ours says so.
                return null;
            }
        }
    }
}

/// <summary>The issuer's metadata and keys: from the issuer, and when it is away from the last good copy on disk.</summary>
/// <param name="configuration">Where Access is.</param>
/// <param name="application">Each process keeps copies of its own.</param>
/// <param name="other">The name of an issuer that is not ours: it is asked where it says it is.</param>
internal sealed class IssuerDocuments(IConfiguration configuration, string application, string? other = null) : IDocumentRetriever
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly ConcurrentDictionary<string, string> savedCopies = new();
    private readonly string folder = Path.Combine(configuration["Platform:Data"] ?? ".data", "issuer", application, other ?? "");

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

    /// <summary>The metadata names public addresses; inside, the issuer is reached directly: whichever of its processes answers.</summary>
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
                // There is another one to ask; what the last one says is thrown.
            }
        }
    }
}

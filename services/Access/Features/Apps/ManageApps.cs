using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Access.Domain;
using Platform.Contracts.Access.V1;
using Platform.Messaging;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Access.Features.Apps;

/// <summary>
/// Lets the platform team register partner apps and issue their secrets. An app may have several; each is shown once and stored as a
/// hash.
/// </summary>
internal static class ManageApps
{
    private const int MaxOrigins = 20;

    internal sealed record Request(
        string? Name,
        IReadOnlyList<string>? Roles,
        IReadOnlyList<string>? Scopes,
        string? Party,
        string? Plan,
        IReadOnlyList<string>? Origins
    );

    internal sealed record OriginsBody(IReadOnlyList<string>? Origins);

    internal sealed class OriginsValidator : AbstractValidator<OriginsBody>
    {
        public OriginsValidator() =>
            RuleFor(body => body.Origins).NotNull().Must(origins => origins is null || origins.Count <= MaxOrigins);
    }

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(body => body.Name).Text(Texts.ShortText);
            RuleFor(body => body.Roles).NotEmpty();
            RuleFor(body => body.Scopes).NotEmpty();
            RuleFor(body => body.Party).MaximumLength(100);
            RuleFor(body => body.Plan).MaximumLength(50);
            RuleFor(body => body.Origins).Must(origins => origins is null || origins.Count <= MaxOrigins);
        }
    }

    internal sealed record SecretView(Guid Id, DateTimeOffset CreatedAt, string? Secret = null);

    internal sealed record AppView(
        Guid Id,
        long Version,
        string ClientId,
        string Name,
        string Party,
        IReadOnlyList<string> Roles,
        IReadOnlyList<string> Scopes,
        string Plan,
        IReadOnlyList<string> Origins,
        bool Disabled,
        IReadOnlyList<SecretView> Secrets,
        DateTimeOffset CreatedAt
    ) : IVersionedView;

    public static void Map(RouteGroupBuilder api)
    {
        var apps = api.MapGroup("/apps").For(Roles.PlatformAdmin).WithTags("Apps");
        apps.MapPost("", CreateAsync)
            .Creates()
            .WithMetadata(new SecretAnswer())
            .Refuses("access.role-unknown", "access.scope-unknown", "access.plan-unknown", "access.origin-invalid")
            .WithSummary("Register an app; its first secret is shown once");
        apps.MapGet("", ListAsync).WithSummary("The apps");
        apps.MapGet("{id:guid}", GetAsync).WithSummary("One app");
        apps.MapPost("{id:guid}/secrets", AddSecretAsync)
            .Creates()
            .WithMetadata(new SecretAnswer())
            .Refuses("access.app-disabled")
            .WithSummary("Add a secret to an app; it is shown once");
        apps.MapDelete("{id:guid}/secrets/{secretId:guid}", RemoveSecretAsync).WithSummary("Revoke a secret of an app");
        apps.MapPut("{id:guid}/origins", SetOriginsAsync)
            .Refuses("access.origin-invalid")
            .WithSummary("Set the web origins from which an app's pages may call (CORS)");
        apps.MapPost("{id:guid}/disable", DisableAsync).WithSummary("Disable an app");
    }

    private static async Task<Answer<AppView>> CreateAsync(
        Request body,
        AccessDbContext db,
        Plans plans,
        IHostEnvironment environment,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (body.Roles!.FirstOrDefault(role => !Roles.All.Contains(role)) is { } role)
        {
            return AccessErrors.RoleUnknown(role);
        }

        if (body.Scopes!.FirstOrDefault(scope => !Scopes.All.Contains(scope)) is { } scope)
        {
            return AccessErrors.ScopeUnknown(scope);
        }

        var plan = body.Plan ?? Plans.Standard;
        if (!plans.Names.Contains(plan))
        {
            return AccessErrors.PlanUnknown(plan, plans.Names);
        }

        if (Refusal(body.Origins, environment) is { } refused)
        {
            return refused;
        }

        var id = Guid.CreateVersion7();
        var (secret, shown) = NewSecret(clock);
        var app = new App
        {
            Id = id,
            ClientId = $"app-{id:N}",
            Name = body.Name!,
            Party = body.Party ?? $"app-{id:N}",
            Roles = body.Roles!,
            Scopes = body.Scopes!,
            Plan = plan,
            Origins = body.Origins ?? [],
            Secrets = [secret],
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(app);
        await db.SaveChangesAsync(cancellationToken);
        return Answer.At($"/api/access/v1/apps/{id}", Of(app) with { Secrets = [shown] });
    }

    private static async Task<Answer<Page<AppView>>> ListAsync(
        [AsParameters] PageQuery page,
        AccessDbContext db,
        CancellationToken cancellationToken
    ) => await db.Apps.PageAsync(page, Of, cancellationToken);

    private static async Task<Answer<AppView>> GetAsync(Guid id, AccessDbContext db, CancellationToken cancellationToken) =>
        await db.Apps.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is { } app
            ? Of(app)
            : PlatformErrors.NotFound;

    private static async Task<Answer<SecretView>> AddSecretAsync(
        Guid id,
        AccessDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await db.Apps.SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } app)
        {
            return PlatformErrors.NotFound;
        }

        if (app.Disabled)
        {
            return AccessErrors.AppDisabled;
        }

        var (secret, shown) = NewSecret(clock);
        app.Secrets = [.. app.Secrets, secret];
        await db.SaveChangesAsync(cancellationToken);
        return shown;
    }

    private static async Task<Answer<NoContent>> RemoveSecretAsync(
        Guid id,
        Guid secretId,
        AccessDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.Apps.SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } app
            || app.Secrets.All(secret => secret.Id != secretId)
        )
        {
            return PlatformErrors.NotFound;
        }

        app.Secrets = [.. app.Secrets.Where(secret => secret.Id != secretId)];
        await db.SaveChangesAsync(cancellationToken);
        return new NoContent();
    }

    private static async Task<Answer<AppView>> SetOriginsAsync(
        Guid id,
        OriginsBody body,
        IfMatch ifMatch,
        AccessDbContext db,
        IHostEnvironment environment,
        CancellationToken cancellationToken
    )
    {
        if (await db.Apps.SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } app)
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(app.Version) is { } stale)
        {
            return stale;
        }

        if (Refusal(body.Origins, environment) is { } refused)
        {
            return refused;
        }

        app.Origins = body.Origins!;
        await db.SaveChangesAsync(cancellationToken);
        return Of(app);
    }

    private static DomainError? Refusal(IReadOnlyList<string>? origins, IHostEnvironment environment) =>
        origins
            ?.Index()
            .Where(given => !IsOrigin(given.Item, environment))
            .Select(given => AccessErrors.OriginInvalid(given.Index))
            .FirstOrDefault();

    /// <summary>Returns whether a text is an origin as a browser sends it (RFC 6454). Any other spelling would never match.</summary>
    private static bool IsOrigin(string? text, IHostEnvironment environment) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.GetLeftPart(UriPartial.Authority) == text
        && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address is { Scheme: "http", IsLoopback: true } && environment.IsDevelopment()));

    private static async Task<Answer<AppView>> DisableAsync(
        Guid id,
        IfMatch ifMatch,
        AccessDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await db.Apps.SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } app)
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(app.Version) is { } stale)
        {
            return stale;
        }

        if (app.Disabled)
        {
            return AccessErrors.AppDisabled;
        }

        (app.Disabled, app.DisabledAt) = (true, DateTimeOffset.UtcNow);
        db.Publish(
            app,
            new AppDisabled { ClientId = app.ClientId },
            Audience.Of(Audience.Party(app.Party), Audience.Role(Roles.PlatformAdmin)),
            clock.GetUtcNow()
        );
        await db.SaveChangesAsync(cancellationToken);
        return Of(app);
    }

    private static (Secret Stored, SecretView Shown) NewSecret(TimeProvider clock)
    {
        var text = SecretHash.New();
        var stored = new Secret(Guid.CreateVersion7(), SecretHash.Of(text), clock.GetUtcNow());
        return (stored, new(stored.Id, stored.CreatedAt, text));
    }

    private static AppView Of(App app) =>
        new(
            app.Id,
            app.Version,
            app.ClientId,
            app.Name,
            app.Party,
            app.Roles,
            app.Scopes,
            app.Plan,
            app.Origins,
            app.Disabled,
            [.. app.Secrets.Select(secret => new SecretView(secret.Id, secret.CreatedAt))],
            app.CreatedAt
        );
}

using FluentValidation;
using Platform.Access.Data;
using Platform.Access.Domain;
using Platform.Access.Domain.Apps;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Access.Features.Apps;

/// <summary>Registers a partner app with its first secret.</summary>
internal static class CreateApp
{
    // Its name is the one in the OpenAPI document.
    internal sealed record ManageAppsRequest(
        string? Name,
        IReadOnlyList<string>? Roles,
        IReadOnlyList<string>? Scopes,
        string? Party,
        string? Plan,
        IReadOnlyList<string>? Origins
    );

    internal sealed class Validator : AbstractValidator<ManageAppsRequest>
    {
        public Validator()
        {
            RuleFor(body => body.Name).Text(Texts.ShortText);
            RuleFor(body => body.Roles).NotEmpty();
            RuleFor(body => body.Scopes).NotEmpty();
            RuleFor(body => body.Party).MaximumLength(100);
            RuleFor(body => body.Plan).MaximumLength(50);
            RuleFor(body => body.Origins).Must(origins => origins is null || origins.Count <= AppRules.MaxOrigins);
        }
    }

    public static void Map(RouteGroupBuilder apps) =>
        apps.MapPost("", HandleAsync)
            .Creates()
            .WithMetadata(new SecretAnswer())
            .Refuses("access.role-unknown", "access.scope-unknown", "access.plan-unknown", "access.origin-invalid")
            .WithSummary("Register an app; its first secret is shown once");

    private static async Task<Answer<AppView>> HandleAsync(
        ManageAppsRequest body,
        Plans plans,
        IHostEnvironment environment,
        Command command,
        Apps apps
    )
    {
        var (plan, origins) = (body.Plan ?? Plans.Standard, body.Origins ?? []);
        var refusal = AppRules.RefusalOf(body.Roles!, body.Scopes!)
            ?? (plans.Names.Contains(plan) ? null : AccessErrors.PlanUnknown(plan, plans.Names))
            ?? AppRules.RefusalOf(origins, environment.IsDevelopment());
        if (refusal is not null)
        {
            return refusal;
        }

        var (id, secret) = (Guid.CreateVersion7(), AppSecrets.NewText());
        var app = new App
        {
            Id = id,
            ClientId = $"app-{id:N}",
            Name = body.Name!,
            Party = body.Party ?? $"app-{id:N}",
            Roles = body.Roles!,
            Scopes = body.Scopes!,
            Plan = plan,
            Origins = origins,
            Secrets = [AppSecrets.Of(secret, command.Now)],
            CreatedAt = command.Now,
        };
        await apps.AddAsync(app, command);
        return Answer.At($"/api/access/v1/apps/{id}", AppView.Of(app) with { Secrets = [SecretView.Of(app.Secrets[0], secret)] });
    }
}

using FluentValidation;
using Platform.Access.Domain.Apps;
using Platform.Web.Commands;
using Platform.Web.Http;

namespace Platform.Access.Features.Apps;

/// <summary>Replaces the web origins from which an app's pages may call.</summary>
internal static class ReplaceOrigins
{
    internal sealed record OriginsBody(IReadOnlyList<string>? Origins);

    internal sealed class Validator : AbstractValidator<OriginsBody>
    {
        public Validator() =>
            RuleFor(body => body.Origins).NotNull().Must(origins => origins is null || origins.Count <= AppRules.MaxOrigins);
    }

    public static void Map(RouteGroupBuilder apps) =>
        apps.MapPut("{id:guid}/origins", HandleAsync)
            .Refuses("access.origin-invalid")
            .WithSummary("Set the web origins from which an app's pages may call (CORS)");

    private static Task<Answer<AppView>> HandleAsync(
        Guid id,
        OriginsBody body,
        IHostEnvironment environment,
        Command command,
        Apps apps
    ) => apps.ChangeAsync(id, command, app => app.ReplaceOrigins(body.Origins!, environment.IsDevelopment()));
}

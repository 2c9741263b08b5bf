using FluentValidation;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Appeals;

/// <summary>
/// Decides an appeal once. When it is upheld, the application is submitted again; or the delisting is undone from its own date on, and an
/// event is published so that those who relied on the delisting can check again.
/// </summary>
internal static class DecideAppeal
{
    internal sealed record Request(bool? Uphold, string? Reason);

    internal sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(body => body.Uphold).NotNull();
            RuleFor(body => body.Reason).Text(2_000);
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/appeals/{id:guid}/decide", HandleAsync)
            .For(Roles.Registrar)
            .Refuses("registry.appeal-decided", "registry.application-state", "registry.nothing-to-appeal", "registry.already-registered")
            .WithTags("Appeals")
            .WithSummary("Decide an appeal, once");

    private static Task<Answer<AppealView>> HandleAsync(Guid id, Request body, Command command, Appeals appeals) =>
        appeals.DecideAsync(id, body.Uphold!.Value, body.Reason!, command);
}

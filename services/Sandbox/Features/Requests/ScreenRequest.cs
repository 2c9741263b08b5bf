using FluentValidation;
using Platform.Sandbox.Domain;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Requests;

/// <summary>Screens a request: the NDC accepts it, asks for more, refers it out, or declines it.</summary>
internal static class ScreenRequest
{
    internal sealed record ScreeningBody(ScreeningDecision? Decision, string? Reason, string? To);

    internal sealed class ScreeningBodyValidator : AbstractValidator<ScreeningBody>
    {
        public ScreeningBodyValidator()
        {
            RuleFor(body => body.Decision).NotNull();
            RuleFor(body => body.Reason).Text(5_000);
            RuleFor(body => body.To).MaximumLength(Texts.ShortText);
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/requests/{id:guid}/screen", HandleAsync)
            .For(Roles.NdcOfficer)
            .Refuses("sandbox.wrong-state", "sandbox.referral-target-missing")
            .WithTags("Requests")
            .WithSummary("Screen a request");

    private static Task<Answer<RequestView>> HandleAsync(Guid id, ScreeningBody body, Command command, Caseload caseload) =>
        caseload.ChangeAsync(id, command, (c, now) => Receiving.Screen(c, body.Decision!.Value, body.Reason!, body.To, now));
}

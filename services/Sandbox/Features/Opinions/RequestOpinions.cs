using FluentValidation;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.AuthorityRegister;
using Platform.Sandbox.Features.Requests;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Opinions;

/// <summary>Consults one lead authority and any co-authorities, each with its own due date.</summary>
internal static class RequestOpinions
{
    internal sealed record OpinionsBody(string? Lead, IReadOnlyList<string>? CoAuthorities, DateOnly? DueOn);

    internal sealed class OpinionsBodyValidator : AbstractValidator<OpinionsBody>
    {
        public OpinionsBodyValidator()
        {
            RuleFor(body => body.Lead).Text(100);
            RuleFor(body => body.CoAuthorities).Must(authorities => authorities is null || authorities.Count <= 60);
            RuleForEach(body => body.CoAuthorities).Text(100);
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/requests/{id:guid}/opinions", HandleAsync)
            .For(Roles.NdcOfficer)
            .Refuses(
                "sandbox.wrong-state",
                "sandbox.authority-unknown",
                "sandbox.authority-retired",
                "sandbox.authority-not-yet",
                "sandbox.authority-twice",
                "sandbox.authority-already-asked",
                "sandbox.lead-already-chosen",
                "sandbox.date-in-past"
            )
            .WithTags("Opinions")
            .WithSummary("Ask authorities for their opinions");

    private static async Task<Answer<RequestView>> HandleAsync(
        Guid id,
        OpinionsBody body,
        Command command,
        Caseload caseload,
        AuthorityList authorities
    )
    {
        var current = await authorities.ReadAsync(command.Aborted);
        return await caseload.ChangeAsync(id, command, (c, now) =>
            Consultation.RequestOpinions(c, body.Lead!, body.CoAuthorities ?? [], body.DueOn, current, now)
        );
    }
}

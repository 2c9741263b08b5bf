using FluentValidation;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.Requests;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Opinions;

/// <summary>Records the opinion of an authority, given by one of its officers.</summary>
internal static class GiveOpinion
{
    internal sealed record OpinionBody(Position? Position, string? Text, string? Instrument);

    internal sealed class OpinionBodyValidator : AbstractValidator<OpinionBody>
    {
        public OpinionBodyValidator()
        {
            RuleFor(body => body.Position).NotNull();
            RuleFor(body => body.Text).Text(Texts.LongText);
            RuleFor(body => body.Instrument).MaximumLength(Texts.ShortText);
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/requests/{id:guid}/opinions/{authority}", HandleAsync)
            .For(Roles.AuthorityOfficer)
            .Refuses("sandbox.wrong-state", "sandbox.opinion-not-asked", "sandbox.opinion-already-given", "sandbox.opinion-handed-over")
            .WithTags("Opinions")
            .WithSummary("Give the authority's opinion");

    private static async Task<Answer<RequestView>> HandleAsync(
        Guid id,
        string authority,
        OpinionBody body,
        Command command,
        Caseload caseload
    ) =>
        command.Caller.ActingAuthority() != authority
            ? PlatformErrors.NotFound
            : await caseload.ChangeAsync(id, command, (c, now) =>
                Consultation.Give(c, authority, body.Position!.Value, body.Text!, body.Instrument, now)
            );
}

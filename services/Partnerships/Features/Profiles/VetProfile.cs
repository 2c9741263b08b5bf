using FluentValidation;
using Platform.Partnerships.Data.ReferenceData;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>Approves, renews or returns a profile. A return needs a reason. Only managers may do so.</summary>
internal static class VetProfile
{
    internal sealed record VettingBody(bool? Approve, string? Reason);

    internal sealed class Validator : AbstractValidator<VettingBody>
    {
        public Validator()
        {
            RuleFor(body => body.Approve).NotNull();
            RuleFor(body => body.Reason).MaximumLength(2_000);
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/profiles/{id:guid}/vet", HandleAsync)
            .For(Roles.PartnershipManager)
            .Refuses("partnerships.reason-required")
            .WithTags("Profiles")
            .WithSummary("Approve, renew or return a profile");

    private static Task<Answer<ProfileView>> HandleAsync(
        Guid id,
        VettingBody body,
        Command command,
        PartnershipsSettings settings,
        Profiles profiles
    ) =>
        profiles.ChangeAsync(id, command, profile => profile.Vet(body.Approve!.Value, body.Reason, command.Today, settings.VettingMonths));
}

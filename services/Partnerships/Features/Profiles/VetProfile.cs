using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Partnerships.V1;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.Data.ReferenceData;
using Platform.Partnerships.Domain.Profiles;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

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

    private static async Task<Answer<ProfileView>> HandleAsync(
        Guid id,
        VettingBody body,
        IfMatch ifMatch,
        PartnershipsSettings settings,
        Caller caller,
        PartnershipsDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await db.Profiles.SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } profile)
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(profile.Version) is { } stale)
        {
            return stale;
        }

        var (now, today) = (clock.GetUtcNow(), TaipeiTime.Today(clock));
        if (!Vetting.Decide(body.Approve!.Value, body.Reason, today, settings.VettingMonths).Succeeded(out var vetting, out var refused))
        {
            return refused;
        }

        var organisation = await db.OrganisationOfAsync(profile, cancellationToken);
        profile.ApplyVetting(vetting, organisation, today);
        var vetted = new ProfileVetted
        {
            ProfileId = profile.Id,
            Party = profile.Party,
            Kind = profile.Kind.ToCamelCase(),
            OrganisationId = profile.OrganisationId,
            Name = profile.Content.Name,
            Economy = profile.Economy,
            Sdgs = profile.Content.Sdgs,
            Approved = body.Approve.Value,
            Reason = body.Approve.Value ? null : vetting.Reason,
            VettedUntil = vetting.Until,
            VettedAt = now,
        };
        var audience = body.Approve.Value
            ? Audience.Public
            : Audience.Of(Audience.Party(profile.Party), Audience.Role(Roles.PartnershipManager));
        db.Publish(profile, vetted, audience.Notifying(Audience.Party(profile.Party)), now);
        await db.SaveChangesAsync(cancellationToken);
        return ProfileView.Of(profile, caller);
    }
}

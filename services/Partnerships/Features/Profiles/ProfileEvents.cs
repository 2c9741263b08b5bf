using Platform.Contracts.Partnerships.V1;
using Platform.Domain;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Profiles;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>Maps the events of profiles to contracts. They never contain contact details.</summary>
internal static class ProfileEvents
{
    public static (object Event, Audience Audience) Of(ProfileEvent happened, Profile profile, DateTimeOffset at)
    {
        var owner = Audience.Party(profile.Party);
        return happened switch
        {
            ProfileEvent.Vetted({ State: var state } vetting) => (
                new ProfileVetted
                {
                    ProfileId = profile.Id,
                    Party = profile.Party,
                    Kind = profile.Kind.ToCamelCase(),
                    OrganisationId = profile.OrganisationId,
                    Name = profile.Content.Name,
                    Economy = profile.Economy,
                    Sdgs = profile.Content.Sdgs,
                    Approved = state == VettingState.Vetted,
                    Reason = state == VettingState.Vetted ? null : vetting.Reason,
                    VettedUntil = vetting.Until,
                    VettedAt = at,
                },
                (state == VettingState.Vetted ? Audience.Public : Audience.Of(owner, Audience.Role(Roles.PartnershipManager))).Notifying(
                    owner
                )
            ),
            ProfileEvent.RenewalDue(var until) => (
                new ProfileRenewalDue
                {
                    ProfileId = profile.Id,
                    Party = profile.Party,
                    Name = profile.Content.Name,
                    VettedUntil = until,
                },
                Audience.Of(owner).Notifying(owner)
            ),
            _ => throw new System.Diagnostics.UnreachableException(happened.GetType().Name),
        };
    }
}

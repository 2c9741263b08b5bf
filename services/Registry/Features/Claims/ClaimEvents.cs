using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain.Claims;
using Platform.Registry.Features.Applications;

namespace Platform.Registry.Features.Claims;

/// <summary>What is published of a claim: that it was filed, and that it was decided.</summary>
internal static class ClaimEvents
{
    public static (object Contract, Audience Audience) ToContract(this Claim claim) =>
        claim.Status == ClaimStatus.Submitted
            ? (
                new ClaimFiled
                {
                    ClaimId = claim.Id,
                    OrganisationId = claim.OrganisationId,
                    Party = claim.Party,
                },
                Correspondence.ToRegistrars(claim.Party)
            )
            : (
                new ClaimDecided
                {
                    ClaimId = claim.Id,
                    OrganisationId = claim.OrganisationId,
                    Party = claim.Party,
                    Accepted = claim.Status == ClaimStatus.Accepted,
                    Reason = claim.Reason,
                },
                Correspondence.ToParty(claim.Party)
            );
}

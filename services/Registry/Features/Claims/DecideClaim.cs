using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Features.Applications;
using Platform.Registry.Features.Organisations;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry.Features.Claims;

/// <summary>
/// Transfers an unowned organisation to one of the parties that claim it, or declines a claim. The other claims are declined with a
/// transfer.
/// </summary>
internal static class DecideClaim
{
    private const string AssignedToAnother = "該組織已交由另一認領者。 The organisation was handed over to somebody else who claimed it.";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/organisations/{id:guid}/claims/{claimId:guid}/accept", AcceptAsync)
            .For(Roles.Registrar)
            .Refuses("registry.claim-decided", "registry.organisation-owned")
            .WithTags("Claims")
            .WithSummary("Agree: the organisation belongs to them");
        api.MapPost("/organisations/{id:guid}/claims/{claimId:guid}/decline", DeclineAsync)
            .For(Roles.Registrar)
            .Refuses("registry.claim-decided")
            .WithTags("Claims")
            .WithSummary("Decline a claim with the reason");
    }

    private static async Task<Answer<ClaimView>> AcceptAsync(
        Guid id,
        Guid claimId,
        IfMatch ifMatch,
        Caller caller,
        RegistryDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var claims = await db
            .Claims.Where(claim => claim.OrganisationId == id && (claim.Status == ClaimStatus.Submitted || claim.Id == claimId))
            .ToListAsync(cancellationToken);
        if (claims.Find(found => found.Id == claimId) is not { } claim)
        {
            return PlatformErrors.NotFound;
        }

        if (Refusal(claim, ifMatch) is { } refused)
        {
            return refused;
        }

        // When two registrars accept different claims at once, the version of the organisation lets only one succeed.
        var organisation = await db
            .Organisations.Include(found => found.StatusPoints)
            .SingleAsync(found => found.Id == id, cancellationToken);
        if (organisation.OwnerParty is not null)
        {
            return RegistryErrors.OrganisationOwned;
        }

        var now = clock.GetUtcNow();
        organisation.OwnerParty = claim.Party;
        db.Record(id, caller, Roles.Registrar, "claimed", null, now);
        db.Publish(
            organisation,
            new OrganisationOwnerChanged { Organisation = organisation.Snapshot() },
            Audience.Public.Notifying(Audience.Party(claim.Party)),
            now
        );
        foreach (var other in claims)
        {
            Decide(db, other, other == claim, other == claim ? null : AssignedToAnother, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        return ClaimView.Of(claim);
    }

    private static async Task<Answer<ClaimView>> DeclineAsync(
        Guid id,
        Guid claimId,
        ReasonBody body,
        IfMatch ifMatch,
        RegistryDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.Claims.SingleOrDefaultAsync(found => found.Id == claimId && found.OrganisationId == id, cancellationToken)
            is not { } claim
        )
        {
            return PlatformErrors.NotFound;
        }

        if (Refusal(claim, ifMatch) is { } refused)
        {
            return refused;
        }

        Decide(db, claim, accepted: false, body.Reason, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return ClaimView.Of(claim);
    }

    private static DomainError? Refusal(Claim claim, IfMatch ifMatch) =>
        ifMatch.Refuses(claim.Version)
        ?? (claim.Status == ClaimStatus.Submitted ? null : RegistryErrors.ClaimDecided(claim.Status.ToCamelCase()));

    private static void Decide(RegistryDbContext db, Claim claim, bool accepted, string? reason, DateTimeOffset now)
    {
        claim.Status = accepted ? ClaimStatus.Accepted : ClaimStatus.Declined;
        claim.LiveKey = null;
        claim.Reason = reason;
        db.Publish(
            claim,
            new ClaimDecided
            {
                ClaimId = claim.Id,
                OrganisationId = claim.OrganisationId,
                Party = claim.Party,
                Accepted = accepted,
                Reason = reason,
            },
            Correspondence.ToParty(claim.Party),
            now
        );
    }
}

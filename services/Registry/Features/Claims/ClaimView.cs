using Platform.Registry.Data;
using Platform.Registry.Domain.Claims;
using Platform.Web.Http;

namespace Platform.Registry.Features.Claims;

/// <summary>A claim as registrars and the party that filed it see it.</summary>
internal sealed record ClaimView(
    Guid Id,
    long Version,
    Guid OrganisationId,
    ClaimStatus Status,
    string? Text,
    IReadOnlyList<DocumentReference> Evidence,
    string? Reason,
    DateTimeOffset FiledAt
) : IVersionedView
{
    public static ClaimView Of(Claim claim) =>
        new(claim.Id, claim.Version, claim.OrganisationId, claim.Status, claim.Text, claim.Evidence, claim.Reason, claim.FiledAt);
}

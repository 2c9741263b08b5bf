using Platform.Messaging;
using Platform.Registry.Domain.Claims;
using Platform.Web.Http;

namespace Platform.Registry.Data;

/// <summary>A party's claim that an imported organisation is its own.</summary>
internal sealed class Claim : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required Guid OrganisationId { get; init; }

    public required string Party { get; init; }

    public required IReadOnlyList<DocumentReference> Evidence { get; init; }

    public string? Text { get; init; }

    public required ClaimStatus Status { get; set; }

    /// <summary>Organisation and party until the claim is decided. A unique index prevents a second open claim.</summary>
    public string? LiveKey { get; set; }

    public string? Reason { get; set; }

    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>Applies the decision of the registrar.</summary>
    public void Apply(ClaimStatus decided, string? reason) => (Status, LiveKey, Reason) = (decided, null, reason);
}

using Platform.Contracts;
using Platform.Messaging;

namespace Platform.Registry.Data;

/// <summary>An industry partner (產業夥伴): a company that pledges to work with registered organisations.</summary>
internal sealed class IndustryPartner : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required string Party { get; init; }

    /// <summary>A unique index prevents a second partner with the same number.</summary>
    public required string Ubn { get; init; }

    public required Bilingual Name { get; init; }

    public required Bilingual Pledge { get; init; }

    /// <summary>The last day of the pledge.</summary>
    public required DateOnly Until { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public List<PartnerLink> Links { get; init; } = [];
}

internal sealed class PartnerLink
{
    public Guid PartnerId { get; init; }

    public required Guid OrganisationId { get; init; }

    public required DateTimeOffset LinkedAt { get; init; }
}

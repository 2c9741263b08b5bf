namespace Platform.Contracts.Rewards.V1;

/// <summary>
/// The running totals of one supplier over its accepted purchases, as of the event that carries them. Events may arrive out of order: keep
/// the totals with the highest <see cref="Version"/>.
/// </summary>
public sealed record SupplierTotals
{
    /// <summary>The supplier in the registry.</summary>
    public required Guid OrganisationId { get; init; }

    /// <summary>The supplier's unified business number.</summary>
    public required string SupplierUbn { get; init; }

    /// <summary>The version; it grows with every accepted and every reversed purchase of this supplier.</summary>
    public required long Version { get; init; }

    /// <summary>The social series.</summary>
    public required SeriesTotals Social { get; init; }

    /// <summary>The start-up series, never to be added to the social one.</summary>
    public required SeriesTotals Startup { get; init; }
}

/// <summary>Accepted purchases of one series.</summary>
public sealed record SeriesTotals
{
    /// <summary>Whole New Taiwan dollars, accepted and not reversed.</summary>
    public required long AmountTwd { get; init; }

    /// <summary>The number of accepted purchases.</summary>
    public required int Purchases { get; init; }

    /// <summary>The number of distinct buyers.</summary>
    public required int DistinctBuyers { get; init; }
}

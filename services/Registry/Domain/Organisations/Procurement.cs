namespace Platform.Registry.Domain.Organisations;

/// <summary>Running totals of accepted purchases; the two series are never added up.</summary>
/// <param name="Version">The version of the totals. Older versions that arrive later are ignored.</param>
internal sealed record Procurement(long Version, SeriesTotals Social, SeriesTotals Startup)
{
    public static Procurement None { get; } = new(0, new(0, 0, 0), new(0, 0, 0));
}

internal sealed record SeriesTotals(long AmountTwd, int Purchases, int DistinctBuyers);

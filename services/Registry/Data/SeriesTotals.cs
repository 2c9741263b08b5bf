namespace Platform.Registry.Data;

internal sealed record SeriesTotals(long AmountTwd, int Purchases, int DistinctBuyers);

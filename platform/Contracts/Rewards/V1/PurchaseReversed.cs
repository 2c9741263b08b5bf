namespace Platform.Contracts.Rewards.V1;

/// <summary>An accepted purchase was reversed: it no longer counts.</summary>
[EventType("rewards.purchase-reversed")]
public sealed record PurchaseReversed
{
    /// <summary>The whole purchase after the change.</summary>
    public required PurchaseSnapshot Purchase { get; init; }

    /// <summary>The supplier's running totals after the change.</summary>
    public required SupplierTotals SupplierTotals { get; init; }
}

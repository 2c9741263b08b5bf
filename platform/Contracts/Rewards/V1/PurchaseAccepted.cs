namespace Platform.Contracts.Rewards.V1;

/// <summary>A reviewer accepted the purchase: it counts from now on.</summary>
[EventType("rewards.purchase-accepted")]
public sealed record PurchaseAccepted
{
    /// <summary>The whole purchase after the change.</summary>
    public required PurchaseSnapshot Purchase { get; init; }

    /// <summary>The supplier's running totals after the change.</summary>
    public required SupplierTotals SupplierTotals { get; init; }
}

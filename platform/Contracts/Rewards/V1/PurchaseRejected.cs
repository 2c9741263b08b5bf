namespace Platform.Contracts.Rewards.V1;

/// <summary>A reviewer rejected the purchase: it never counted.</summary>
[EventType("rewards.purchase-rejected")]
public sealed record PurchaseRejected
{
    /// <summary>The whole purchase after the change.</summary>
    public required PurchaseSnapshot Purchase { get; init; }

    /// <summary>The supplier's running totals after the change.</summary>
    public required SupplierTotals SupplierTotals { get; init; }
}

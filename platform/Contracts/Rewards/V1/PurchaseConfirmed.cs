namespace Platform.Contracts.Rewards.V1;

/// <summary>The supplier confirmed that it made the sale.</summary>
[EventType("rewards.purchase-confirmed")]
public sealed record PurchaseConfirmed
{
    /// <summary>The whole purchase after the change.</summary>
    public required PurchaseSnapshot Purchase { get; init; }

    /// <summary>The supplier's running totals after the change.</summary>
    public required SupplierTotals SupplierTotals { get; init; }
}

namespace Platform.Contracts.Rewards.V1;

/// <summary>The supplier disputes that the sale happened as declared.</summary>
[EventType("rewards.purchase-disputed")]
public sealed record PurchaseDisputed
{
    /// <summary>The whole purchase after the change.</summary>
    public required PurchaseSnapshot Purchase { get; init; }

    /// <summary>The supplier's running totals after the change.</summary>
    public required SupplierTotals SupplierTotals { get; init; }
}

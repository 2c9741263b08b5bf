namespace Platform.Contracts.Rewards.V1;

/// <summary>A buyer declared a purchase from a registered organisation.</summary>
[EventType("rewards.purchase-declared")]
public sealed record PurchaseDeclared
{
    /// <summary>The whole purchase after the change.</summary>
    public required PurchaseSnapshot Purchase { get; init; }

    /// <summary>The supplier's running totals after the change.</summary>
    public required SupplierTotals SupplierTotals { get; init; }
}

namespace Platform.Contracts.Rewards.V1;

/// <summary>An event about one purchase; each contains the whole purchase and the supplier's totals.</summary>
public abstract record PurchaseEvent
{
    /// <summary>The whole purchase after the change.</summary>
    public required PurchaseSnapshot Purchase { get; init; }

    /// <summary>The supplier's running totals after the change.</summary>
    public required SupplierTotals SupplierTotals { get; init; }
}

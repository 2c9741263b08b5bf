namespace Platform.Contracts.Rewards.V1;

/// <summary>The supplier confirmed that it made the sale.</summary>
[EventType("rewards.purchase-confirmed")]
public sealed record PurchaseConfirmed : PurchaseEvent;

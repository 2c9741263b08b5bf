namespace Platform.Contracts.Rewards.V1;

/// <summary>An accepted purchase was reversed: it no longer counts.</summary>
[EventType("rewards.purchase-reversed")]
public sealed record PurchaseReversed : PurchaseEvent;

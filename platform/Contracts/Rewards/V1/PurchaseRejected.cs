namespace Platform.Contracts.Rewards.V1;

/// <summary>A reviewer rejected the purchase: it never counted.</summary>
[EventType("rewards.purchase-rejected")]
public sealed record PurchaseRejected : PurchaseEvent;

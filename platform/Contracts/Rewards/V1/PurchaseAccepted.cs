namespace Platform.Contracts.Rewards.V1;

/// <summary>A reviewer accepted the purchase: it counts from now on.</summary>
[EventType("rewards.purchase-accepted")]
public sealed record PurchaseAccepted : PurchaseEvent;

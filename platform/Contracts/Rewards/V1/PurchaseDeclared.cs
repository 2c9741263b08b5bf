namespace Platform.Contracts.Rewards.V1;

/// <summary>A buyer declared a purchase from a registered organisation.</summary>
[EventType("rewards.purchase-declared")]
public sealed record PurchaseDeclared : PurchaseEvent;

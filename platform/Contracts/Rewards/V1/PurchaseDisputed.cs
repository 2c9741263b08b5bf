namespace Platform.Contracts.Rewards.V1;

/// <summary>The supplier disputes that the sale happened as declared.</summary>
[EventType("rewards.purchase-disputed")]
public sealed record PurchaseDisputed : PurchaseEvent;

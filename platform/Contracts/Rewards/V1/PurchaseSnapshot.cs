namespace Platform.Contracts.Rewards.V1;

/// <summary>A purchase after the event that carries it. It is complete, so that a consumer need not query the service.</summary>
public sealed record PurchaseSnapshot
{
    /// <summary>Identifies the purchase.</summary>
    public required Guid PurchaseId { get; init; }

    /// <summary>The buyer that declared it.</summary>
    public required Guid BuyerId { get; init; }

    /// <summary>The buyer's name.</summary>
    public required Bilingual BuyerName { get; init; }

    /// <summary>The party that the buyer belongs to.</summary>
    public required string BuyerParty { get; init; }

    /// <summary>The supplier's unified business number (統一編號).</summary>
    public required string SupplierUbn { get; init; }

    /// <summary>The supplier in the registry.</summary>
    public required Guid SupplierOrganisationId { get; init; }

    /// <summary>The party that owns the supplier; absent while nobody has claimed the organisation.</summary>
    public string? SupplierParty { get; init; }

    /// <summary>Whole New Taiwan dollars.</summary>
    public required long AmountTwd { get; init; }

    /// <summary>The day of the purchase in Taipei.</summary>
    public required DateOnly PurchasedOn { get; init; }

    /// <summary>The award year: the Taipei year of <see cref="PurchasedOn"/>.</summary>
    public required int Year { get; init; }

    /// <summary>The voucher number, trimmed, upper-case and half-width.</summary>
    public required string VoucherNo { get; init; }

    /// <summary><c>social</c> or <c>startup</c>: two series that are never added up.</summary>
    public required string Series { get; init; }

    /// <summary><c>supplyChain</c>, <c>channel</c>, <c>sustainabilityProject</c>, <c>investment</c> or <c>marketing</c>.</summary>
    public required string Cooperation { get; init; }

    /// <summary>What was bought.</summary>
    public required string Description { get; init; }

    /// <summary>The evidence, by hash.</summary>
    public required IReadOnlyList<EvidenceSnapshot> Evidence { get; init; }

    /// <summary><c>declared</c>, <c>confirmed</c>, <c>disputed</c>, <c>accepted</c>, <c>rejected</c> or <c>reversed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Whether the purchase is up for review because the supplier's status was changed with effect in the past.</summary>
    public required bool Flagged { get; init; }

    /// <summary>When it was declared.</summary>
    public required DateTimeOffset DeclaredAt { get; init; }

    /// <summary>The time at which it reached its present status.</summary>
    public required DateTimeOffset StatusAt { get; init; }

    /// <summary>The reason for the present status, as text.</summary>
    public string? Reason { get; init; }

    /// <summary>The machine-readable reason of a rejection or reversal, e.g. <c>refund</c>.</summary>
    public string? ReasonCode { get; init; }
}

/// <summary>One piece of evidence of a purchase.</summary>
public sealed record EvidenceSnapshot
{
    /// <summary>The file's name.</summary>
    public required string Name { get; init; }

    /// <summary>The SHA-256 hash of the file, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The document in the rewards service; absent for a file that the sender stores.</summary>
    public Guid? DocumentId { get; init; }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Data;
using Platform.Messaging;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Purchases;

namespace Platform.Rewards.Data;

/// <summary>A file by its hash: a document of this service, or a file that the sender stores.</summary>
internal sealed record Evidence(Guid? DocumentId, string Name, string Sha256);

internal sealed class PurchaseRow : IVersioned
{
    public required Guid Id { get; set; }

    /// <summary>The buyer's party.</summary>
    public required string Party { get; set; }

    public long Version { get; set; }

    public required Guid BuyerId { get; set; }

    public required Guid SupplierId { get; set; }

    public required string SupplierUbn { get; set; }

    public required long AmountTwd { get; set; }

    public required DateOnly PurchasedOn { get; set; }

    public required int Year { get; set; }

    public required string VoucherNo { get; set; }

    public required Series Series { get; set; }

    public required Cooperation Cooperation { get; set; }

    public required string Description { get; set; }

    public required IReadOnlyList<Evidence> Evidence { get; set; }

    public required PurchaseStatus Status { get; set; }

    public bool Flagged { get; set; }

    public required IReadOnlyList<PurchaseStep> Steps { get; set; }

    /// <summary>
    /// The voucher key while the claim is live. It is unique, so only one of two claims with the same voucher can be saved.
    /// </summary>
    public string? LiveVoucherKey { get; set; }

    /// <summary>The first standings version that counted the purchase; null when it was never counted.</summary>
    public long? CountedFrom { get; set; }

    /// <summary>The first standings version that no longer counted the purchase; null while it counts.</summary>
    public long? CountedUntil { get; set; }

    public PurchaseStep LastStep => Steps[^1];

    /// <summary>Applies a step. An accepted purchase has been reviewed, and one that is no longer live frees its voucher.</summary>
    public void Apply(PurchaseStep step)
    {
        Status = step.Status;
        Steps = [.. Steps, step];
        Flagged = Flagged && step.Status is not PurchaseStatus.Accepted;
        LiveVoucherKey = PurchaseLifecycle.IsLive(step.Status) ? LiveVoucherKey : null;
    }

    internal sealed class Configuration : IEntityTypeConfiguration<PurchaseRow>
    {
        public void Configure(EntityTypeBuilder<PurchaseRow> purchase)
        {
            purchase.ToTable("Purchases");
            purchase.Ignore(row => row.LastStep);
            purchase.Property(row => row.Evidence).AsJson();
            purchase.Property(row => row.Steps).AsJson();
            purchase.HasOne<BuyerRow>().WithMany().HasForeignKey(row => row.BuyerId).OnDelete(DeleteBehavior.Restrict);
            purchase.HasOne<SupplierRow>().WithMany().HasForeignKey(row => row.SupplierId).OnDelete(DeleteBehavior.Restrict);
            purchase.HasIndex(row => row.LiveVoucherKey).IsUnique();
            purchase.HasIndex(row => new { row.Party, row.Id });
            purchase.HasIndex(row => new { row.BuyerId, row.Year });
            purchase.HasIndex(row => new { row.SupplierId, row.Status });
            purchase.HasIndex(row => new
            {
                row.Year,
                row.Status,
                row.Id,
            });
        }
    }
}

/// <summary>One file of a purchase's evidence. The file is unique among live claims.</summary>
internal sealed class EvidenceClaimRow
{
    public required Guid PurchaseId { get; set; }

    public required string Sha256 { get; set; }

    public string? LiveSha256 { get; set; }

    /// <summary>The document's id when the file is a document of this service.</summary>
    public Guid? DocumentId { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<EvidenceClaimRow>
    {
        public void Configure(EntityTypeBuilder<EvidenceClaimRow> claim)
        {
            claim.ToTable("EvidenceClaims");
            claim.HasKey(row => new { row.PurchaseId, row.Sha256 });
            claim.HasIndex(row => row.LiveSha256).IsUnique();
            claim.HasIndex(row => row.DocumentId);
            claim.HasOne<PurchaseRow>().WithMany().HasForeignKey(row => row.PurchaseId);
        }
    }
}

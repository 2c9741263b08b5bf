using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Rewards.Domain;

namespace Platform.Rewards.Data;

/// <summary>
/// A supplier's accepted sales in a series, updated one purchase at a time so that a declaration need not add up all earlier purchases.
/// </summary>
internal sealed class SupplierTotalsRow
{
    public required Guid SupplierId { get; set; }

    public required Series Series { get; set; }

    public long AmountTwd { get; set; }

    public int Purchases { get; set; }

    public int DistinctBuyers { get; set; }

    public (long AmountTwd, int Purchases, int DistinctBuyers) Figures => (AmountTwd, Purchases, DistinctBuyers);

    internal sealed class Configuration : IEntityTypeConfiguration<SupplierTotalsRow>
    {
        public void Configure(EntityTypeBuilder<SupplierTotalsRow> totals)
        {
            totals.ToTable("SupplierTotals");
            totals.Ignore(row => row.Figures);
            totals.HasKey(row => new { row.SupplierId, row.Series });
        }
    }
}

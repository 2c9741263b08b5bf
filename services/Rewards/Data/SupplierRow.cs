using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts;
using Platform.Rewards.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Rewards.Data;

/// <summary>
/// What rewards must know of a registered organisation, from the registry's events: it works while the registry is away.
/// </summary>
internal sealed class SupplierRow
{
    /// <summary>The organisation's id in the registry.</summary>
    public required Guid Id { get; set; }

    /// <summary>Of the snapshot kept; an older one is ignored.</summary>
    public required long RegistryVersion { get; set; }

    public string? Ubn { get; set; }

    public string? OwnerParty { get; set; }

    public required Bilingual Name { get; set; }

    public required string County { get; set; }

    public required IReadOnlyList<int> Sdgs { get; set; }

    public required IReadOnlyList<StatusPoint> StatusPoints { get; set; }

    /// <summary>
    /// Grows with every accepted and reversed purchase; taking the next one also holds off a concurrent change of the totals.
    /// </summary>
    public long TotalsVersion { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SupplierRow>
    {
        public void Configure(EntityTypeBuilder<SupplierRow> supplier)
        {
            supplier.ToTable("Suppliers");
            supplier.Property(row => row.Name).AsJson();
            supplier.Property(row => row.Sdgs).AsJson();
            supplier.Property(row => row.StatusPoints).AsJson();
            supplier.HasIndex(row => row.Ubn);
            supplier.HasIndex(row => row.OwnerParty);
        }
    }
}

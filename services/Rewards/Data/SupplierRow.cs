using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts;
using Platform.Data;
using Platform.Rewards.Domain;

namespace Platform.Rewards.Data;

/// <summary>
/// A copy of the registry's facts about a registered organisation, from the registry's events. Rewards works from it while the registry
/// is not available.
/// </summary>
internal sealed class SupplierRow : ITrackedOrganisation
{
    public required Guid Id { get; set; }

    [Column("RegistryVersion")]
    public long SnapshotVersion { get; set; }

    public string? Ubn { get; set; }

    public string? OwnerParty { get; set; }

    public required Bilingual Name { get; set; }

    public required string County { get; set; }

    public required IReadOnlyList<int> Sdgs { get; set; }

    public required IReadOnlyList<StatusPoint> StatusPoints { get; set; }

    /// <summary>
    /// A version that increases with every accepted or reversed purchase. Incrementing it also locks the totals against a concurrent
    /// change.
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

using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Standings;

namespace Platform.Rewards.Data;

/// <summary>
/// A buyer's tally in a series of a year, valid for the standings versions from <see cref="FromVersion"/> to before <see
/// cref="UntilVersion"/>. A published version can be read again unchanged, and a cursor relies on that.
/// </summary>
internal sealed class TallyRow
{
    /// <summary>The value of <see cref="UntilVersion"/> while a tally is valid.</summary>
    public const long Open = long.MaxValue;

    public required int Year { get; set; }

    public required Series Series { get; set; }

    public required Guid BuyerId { get; set; }

    public required long FromVersion { get; set; }

    public long UntilVersion { get; set; } = Open;

    public required long TotalTwd { get; set; }

    public required int Purchases { get; set; }

    public required int Suppliers { get; set; }

    public required IReadOnlyList<ExcludedLine> Excluded { get; set; }

    public static TallyRow Of(int year, Series series, Guid buyer, long from, Tally tally) =>
        new()
        {
            Year = year,
            Series = series,
            BuyerId = buyer,
            FromVersion = from,
            TotalTwd = tally.TotalTwd,
            Purchases = tally.Purchases,
            Suppliers = tally.Suppliers,
            Excluded = tally.ExcludedLines,
        };

    public Tally Tally =>
        new()
        {
            TotalTwd = TotalTwd,
            Purchases = Purchases,
            Suppliers = Suppliers,
            Excluded = Excluded.ToImmutableSortedDictionary(
                line => line.Reason,
                line => new Excluded(line.Purchases, line.AmountTwd),
                StringComparer.Ordinal
            ),
        };

    internal sealed class Configuration : IEntityTypeConfiguration<TallyRow>
    {
        public void Configure(EntityTypeBuilder<TallyRow> tally)
        {
            tally.ToTable("Tallies");
            tally.HasKey(row => new
            {
                row.Year,
                row.Series,
                row.BuyerId,
                row.FromVersion,
            });
            tally.Ignore(row => row.Tally);
            tally.Property(row => row.Excluded).AsJson();
            tally.HasIndex(row => new
            {
                row.Year,
                row.Series,
                row.UntilVersion,
            });
            tally.HasIndex(row => new
            {
                row.Year,
                row.Series,
                row.FromVersion,
            });
        }
    }
}

/// <summary>
/// The number of a buyer's counted purchases from one supplier. With it, the number of distinct suppliers is updated one purchase at a
/// time.
/// </summary>
internal sealed class SupplierCountRow
{
    public required int Year { get; set; }

    public required Series Series { get; set; }

    public required Guid BuyerId { get; set; }

    public required string SupplierUbn { get; set; }

    public required int Purchases { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SupplierCountRow>
    {
        public void Configure(EntityTypeBuilder<SupplierCountRow> count)
        {
            count.ToTable("SupplierCounts");
            count.HasKey(row => new
            {
                row.Year,
                row.Series,
                row.BuyerId,
                row.SupplierUbn,
            });
        }
    }
}

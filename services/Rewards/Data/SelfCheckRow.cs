using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Rewards.Data;

/// <summary>The result of one night's self-check of a year. A night is checked once, by any replica.</summary>
internal sealed class SelfCheckRow
{
    /// <summary>The value of <see cref="Year"/> for the check of the suppliers' totals, which span all years.</summary>
    public const int Suppliers = 0;

    public required int Year { get; set; }

    /// <summary>The date of the night on the business clock, in Taipei time.</summary>
    public required DateOnly Night { get; set; }

    public required DateTimeOffset At { get; set; }

    [Column("TookMilliseconds")]
    public required long DurationMilliseconds { get; set; }

    /// <summary>The number of purchases counted in the recomputation.</summary>
    public required int Purchases { get; set; }

    public required int Differences { get; set; }

    /// <summary>
    /// The number of differences that were repaired. Only live figures are repaired; a closed result is never rewritten.
    /// </summary>
    public required int Repaired { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SelfCheckRow>
    {
        public void Configure(EntityTypeBuilder<SelfCheckRow> check)
        {
            check.ToTable("SelfChecks");
            check.HasKey(row => new { row.Night, row.Year });
        }
    }
}

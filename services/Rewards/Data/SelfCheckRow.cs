using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Rewards.Data;

/// <summary>What one night's self-check found. A night is checked once, whichever replica does it.</summary>
internal sealed class SelfCheckRow
{
    /// <summary>In the place of a year: the totals of suppliers, which span all years.</summary>
    public const int Suppliers = 0;

    public required int Year { get; set; }

    /// <summary>The business day on which the night began to be checked.</summary>
    public required DateOnly Night { get; set; }

    public required DateTimeOffset At { get; set; }

    [Column("TookMilliseconds")]
    public required long DurationMilliseconds { get; set; }

    /// <summary>How many purchases were counted again.</summary>
    public required int Purchases { get; set; }

    public required int Differences { get; set; }

    /// <summary>How many of them were set right: those of live figures. A closed result is never rewritten.</summary>
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

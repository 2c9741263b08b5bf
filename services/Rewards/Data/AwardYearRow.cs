using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Data;
using Platform.Rewards.Domain.Closing;

namespace Platform.Rewards.Data;

/// <summary>
/// One award year. A transaction that changes what counts first acquires the next standings version, so changes of one year run one after
/// the other.
/// </summary>
internal sealed class AwardYearRow
{
    public required int Year { get; set; }

    public long StandingsVersion { get; set; }

    /// <summary>The version of the latest result; null while the year is open.</summary>
    public int? ResultVersion { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<AwardYearRow>
    {
        public void Configure(EntityTypeBuilder<AwardYearRow> year)
        {
            year.ToTable("AwardYears");
            year.HasKey(row => row.Year);
            year.Property(row => row.Year).ValueGeneratedNever();
        }
    }
}

internal sealed class RuleSetRow : IAppendOnly
{
    public required int Year { get; set; }

    public required int Version { get; set; }

    /// <summary>The rule set as JSON.</summary>
    public required string Body { get; set; }

    public required DateTimeOffset At { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<RuleSetRow>
    {
        public void Configure(EntityTypeBuilder<RuleSetRow> rules)
        {
            rules.ToTable("RuleSets");
            rules.HasKey(row => new { row.Year, row.Version });
        }
    }
}

/// <summary>A closing or a restatement. It never changes; a later result is chained to it.</summary>
internal sealed class YearResultRow : IAppendOnly
{
    public required int Year { get; set; }

    /// <summary>The version of the result: 1 is the closing.</summary>
    public required int Version { get; set; }

    public required int RuleVersion { get; set; }

    /// <summary>The standings version whose purchases were counted.</summary>
    public required long StandingsVersion { get; set; }

    public required string InputHash { get; set; }

    public string? PreviousHash { get; set; }

    public required string Hash { get; set; }

    public required int Purchases { get; set; }

    public required IReadOnlyList<SpecialAwardChoice> Special { get; set; }

    public required IReadOnlyList<GrantedAward> Awards { get; set; }

    public required IReadOnlyList<AwardDifference> Changes { get; set; }

    public string? Reason { get; set; }

    public required DateTimeOffset At { get; set; }

    public YearResult Result => new(Version, InputHash, Hash, Purchases, Awards);

    internal sealed class Configuration : IEntityTypeConfiguration<YearResultRow>
    {
        public void Configure(EntityTypeBuilder<YearResultRow> result)
        {
            result.ToTable("YearResults");
            result.HasKey(row => new { row.Year, row.Version });
            result.Ignore(row => row.Result);
            result.Property(row => row.Special).AsJson();
            result.Property(row => row.Awards).AsJson();
            result.Property(row => row.Changes).AsJson();
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts;
using Platform.Data;
using Platform.Messaging;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Closing;

namespace Platform.Rewards.Data;

internal enum AwardState
{
    Granted,
    Withdrawn,
}

/// <summary>An award as it stands in one result of its year.</summary>
internal sealed record AwardVersion(
    int ResultVersion,
    AwardState State,
    int? Rank,
    long? Score,
    long? TotalTwd,
    int? Suppliers,
    string Hash,
    DateTimeOffset At
);

/// <summary>An award with all its versions. A restatement does not change its id and number.</summary>
internal sealed class AwardRow : IVersioned
{
    public required Guid Id { get; set; }

    public required string Party { get; set; }

    public long Version { get; set; }

    public required string AwardNo { get; set; }

    public required int Year { get; set; }

    public required Series Series { get; set; }

    public required string Code { get; set; }

    public required Bilingual Name { get; set; }

    public required Bilingual Presenter { get; set; }

    public required Guid BuyerId { get; set; }

    public required Bilingual BuyerName { get; set; }

    public Bilingual? Citation { get; set; }

    public required IReadOnlyList<AwardVersion> Versions { get; set; }

    public AwardVersion Current => Versions[^1];

    /// <summary>Identifies the award within its year.</summary>
    public (Series, string, Guid) Key => (Series, Code, BuyerId);

    /// <summary>Grants the award in a result of the year.</summary>
    public void Grant(GrantedAward grant, int resultVersion, DateTimeOffset at)
    {
        Versions =
        [
            .. Versions,
            new(resultVersion, AwardState.Granted, grant.Rank, grant.Score, grant.TotalTwd, grant.Suppliers, grant.Hash, at),
        ];
        Citation = grant.Citation;
    }

    /// <summary>Withdraws the award in a result of the year.</summary>
    public void Withdraw(int resultVersion, DateTimeOffset at) =>
        Versions = [.. Versions, Current with { ResultVersion = resultVersion, State = AwardState.Withdrawn, At = at }];

    internal sealed class Configuration : IEntityTypeConfiguration<AwardRow>
    {
        public void Configure(EntityTypeBuilder<AwardRow> award)
        {
            award.ToTable("Awards");
            award.Ignore(row => row.Current);
            award.Ignore(row => row.Key);
            award.Property(row => row.Name).AsJson();
            award.Property(row => row.Presenter).AsJson();
            award.Property(row => row.BuyerName).AsJson();
            award.Property(row => row.Citation).AsJson();
            award.Property(row => row.Versions).AsJson();
            award.HasIndex(row => row.AwardNo).IsUnique();
            award
                .HasIndex(row => new
                {
                    row.Year,
                    row.Series,
                    row.Code,
                    row.BuyerId,
                })
                .IsUnique();
        }
    }
}

using System.ComponentModel.DataAnnotations.Schema;
using Platform.Messaging;
using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Data;

/// <summary>The row of an organisation. <see cref="Domain.Organisations.Organisation"/> makes the decisions.</summary>
internal sealed class OrganisationRow : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    /// <summary>The party that owns it; <see langword="null"/> when it was imported and not yet claimed.</summary>
    public string? OwnerParty { get; set; }

    public required OrganisationFacts Facts { get; set; }

    /// <summary>The identifier while registered or suspended. A unique index prevents a second live organisation.</summary>
    public string? LiveIdentifier { get; set; }

    /// <summary>For look-ups. The owner may not change it after registration.</summary>
    public string? Ubn { get; init; }

    public List<OrganisationStatusPoint> StatusPoints { get; init; } = [];

    /// <summary>The status today, for filters. It follows the status points when they take effect.</summary>
    public OrganisationStatus Status { get; set; }

    public Light Light { get; set; }

    public string? Tier { get; set; }

    /// <summary>Why it has this tier; <see langword="null"/> before the first rules and while it is not registered.</summary>
    public TierVerdict? TierVerdict { get; set; }

    /// <summary>The day for which status, light and tier were last recalculated.</summary>
    [Column("SettledOn")]
    public DateOnly RecalculatedOn { get; set; }

    [Column("SettledBy")]
    public string RecalculatedByRules { get; set; } = "";

    /// <summary>The day on which status, light or tier may change merely because time passes.</summary>
    public DateOnly DueOn { get; set; }

    public LegalForm LegalForm { get; set; }

    public Stage Stage { get; set; }

    public string County { get; set; } = "";

    /// <summary>The goals as a mask: bit n − 1 is set for Sustainable Development Goal n.</summary>
    public int SdgMask { get; set; }

    /// <summary>Accepted purchases, from the events of Rewards.</summary>
    public Procurement Procurement { get; set; } = Procurement.None;

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The import that added it. This replaces a history row for each of up to a million imported organisations.</summary>
    public Guid? ImportId { get; init; }

    public StatusHistory History => new(StatusPoints.Select(point => point.ToDomain()));

    public Organisation Current =>
        new(Id, OwnerParty, Facts, History)
        {
            Procurement = Procurement,
            Assessment = new(Status, Light, TierVerdict, RecalculatedOn, RecalculatedByRules, DueOn),
        };

    public static OrganisationRow Of(Organisation registered, DateTimeOffset now, Guid? import = null)
    {
        var row = new OrganisationRow
        {
            Id = registered.Id,
            Facts = registered.Facts,
            Ubn = registered.Facts.Ubn,
            CreatedAt = now,
            ImportId = import,
        };
        row.Apply(registered);
        return row;
    }

    /// <summary>Applies the next state of the organisation and updates the columns to match.</summary>
    public void Apply(Organisation next)
    {
        (OwnerParty, Facts, LiveIdentifier, Procurement) = (next.OwnerParty, next.Facts, next.LiveIdentifier, next.Procurement);
        (LegalForm, Stage, County) = (next.Facts.LegalForm, next.Facts.Stage, next.Facts.County);
        SdgMask = next.Facts.Sdgs.Aggregate(0, (mask, sdg) => mask | BitOf(sdg));
        (Status, Light, TierVerdict, RecalculatedOn, RecalculatedByRules, DueOn) = next.Assessment;
        Tier = TierVerdict?.Tier;
        StatusPoints.RemoveAll(point => next.History.Points.All(other => other.EffectiveOn != point.EffectiveOn));
        foreach (var point in next.History.Points)
        {
            if (StatusPoints.Find(same => same.EffectiveOn == point.EffectiveOn) is { } same)
            {
                (same.Status, same.RecordedAt, same.Reason) = (point.Status, point.RecordedAt, point.Reason);
            }
            else
            {
                StatusPoints.Add(OrganisationStatusPoint.Of(Id, point));
            }
        }
    }

    public static int BitOf(int sdg) => 1 << (sdg - 1);
}

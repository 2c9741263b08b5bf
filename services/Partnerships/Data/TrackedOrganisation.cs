using Platform.Contracts;
using Platform.Data;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Data;

/// <summary>The newest snapshot of a registered organisation, reduced to what partnerships need.</summary>
internal sealed class TrackedOrganisation : ITrackedOrganisation
{
    public required Guid Id { get; init; }

    public long SnapshotVersion { get; set; }

    public string? OwnerParty { get; set; }

    public Bilingual Name { get; set; } = new();

    public IReadOnlyList<int> Sdgs { get; set; } = [];

    public Stage? Stage { get; set; }

    public IReadOnlyList<DayPeriod> RegisteredPeriods { get; set; } = [];

    public bool IsRegistered(DateOnly on) => RegisteredPeriods.Any(period => period.Includes(on));
}

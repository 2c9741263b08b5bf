using Platform.Contracts;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Data;

/// <summary>The newest snapshot of a registered organisation, reduced to what partnerships need.</summary>
internal sealed class TrackedOrganisation
{
    public required Guid Id { get; init; }

    /// <summary>The registry's version of the organisation: an older snapshot that arrives later is ignored.</summary>
    public long SnapshotVersion { get; set; }

    public string? OwnerParty { get; set; }

    public Bilingual Name { get; set; } = new();

    public IReadOnlyList<int> Sdgs { get; set; } = [];

    public Stage? Stage { get; set; }

    public IReadOnlyList<DayPeriod> RegisteredPeriods { get; set; } = [];

    public bool IsRegistered(DateOnly on) => RegisteredPeriods.Any(period => period.Includes(on));
}

using Platform.Domain;

namespace Platform.Registry.Domain.Organisations;

/// <summary>A status that the organisation has from <see cref="EffectiveOn"/> until the next point.</summary>
internal sealed record StatusPoint(DateOnly EffectiveOn, OrganisationStatus Status, DateTimeOffset RecordedAt, string? Reason);

/// <summary>
/// The effective-dated status of an organisation, as points with at most one for each day. Intervals are derived from the points, so they
/// cannot overlap. A point may be recorded with effect in the past or in the future.
/// </summary>
internal sealed class StatusHistory(IEnumerable<StatusPoint> points)
{
    private readonly StatusPoint[] points = [.. points.OrderBy(point => point.EffectiveOn)];

    public IReadOnlyList<StatusPoint> Points => points;

    /// <summary>Returns the status on a date, or <see langword="null"/> before the first point.</summary>
    public OrganisationStatus? On(DateOnly date) => points.LastOrDefault(point => point.EffectiveOn <= date)?.Status;

    /// <summary>Returns the next date on which an already recorded point changes the status.</summary>
    public DateOnly? NextAfter(DateOnly date) => points.FirstOrDefault(point => point.EffectiveOn > date)?.EffectiveOn;

    /// <summary>Returns the status on the day before a date.</summary>
    public OrganisationStatus? Before(DateOnly date) => On(date.AddDays(-1));

    /// <summary>Returns the point that a command adds, or an error with the commands that the status on that date allows.</summary>
    public Result<StatusPoint> Decide(OrganisationCommand command, DateOnly effectiveOn, DateTimeOffset recordedAt, string? reason) =>
        On(effectiveOn) is { } status
            ? OrganisationLifecycle.Table.Next(status, command).Map(next => new StatusPoint(effectiveOn, next, recordedAt, reason))
            : RegistryErrors.BeforeRegistration(points.FirstOrDefault()?.EffectiveOn);

    /// <summary>
    /// Returns the history with a point, which replaces the one of the same day. The end of a registration removes the points of later
    /// days.
    /// </summary>
    public StatusHistory With(StatusPoint added) =>
        new([
            .. points.Where(point =>
                point.EffectiveOn != added.EffectiveOn
                && (point.EffectiveOn < added.EffectiveOn || OrganisationLifecycle.IsLive(added.Status))
            ),
            added,
        ]);
}

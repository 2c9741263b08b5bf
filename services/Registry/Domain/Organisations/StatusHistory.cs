using Platform.ServiceDefaults.Errors;

namespace Platform.Registry.Domain;

internal enum OrganisationStatus
{
    Registered,
    Suspended,
    Delisted,
    Withdrawn,
}

internal enum OrganisationCommand
{
    Update,
    Suspend,
    Reinstate,
    Delist,
    Withdraw,
}

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

    /// <summary>
    /// Returns the point that a command adds, or an error with the commands that the status on that date allows. A point of the same day
    /// is replaced.
    /// </summary>
    public Result<StatusPoint> Decide(OrganisationCommand command, DateOnly effectiveOn, DateTimeOffset recordedAt, string? reason)
    {
        if (points.Length == 0 || effectiveOn < points[0].EffectiveOn)
        {
            return RegistryErrors.BeforeRegistration(points.FirstOrDefault()?.EffectiveOn);
        }

        var status = On(effectiveOn)!.Value;
        return Next(status, command) is { } next
            ? new StatusPoint(effectiveOn, next, recordedAt, reason)
            : RegistryErrors.OrganisationState(
                status,
                [
                    .. Enum.GetValues<OrganisationCommand>()
                        .Where(allowed => allowed == OrganisationCommand.Update ? MayUpdate(status) : Next(status, allowed) is not null)
                        .Select(allowed => allowed.ToCamelCase()),
                ]
            );
    }

    public static bool MayUpdate(OrganisationStatus status) => status is OrganisationStatus.Registered or OrganisationStatus.Suspended;

    private static OrganisationStatus? Next(OrganisationStatus status, OrganisationCommand command) =>
        (status, command) switch
        {
            (OrganisationStatus.Registered, OrganisationCommand.Suspend) => OrganisationStatus.Suspended,
            (OrganisationStatus.Suspended, OrganisationCommand.Reinstate) => OrganisationStatus.Registered,
            (OrganisationStatus.Registered or OrganisationStatus.Suspended, OrganisationCommand.Delist) => OrganisationStatus.Delisted,
            (OrganisationStatus.Registered or OrganisationStatus.Suspended, OrganisationCommand.Withdraw) => OrganisationStatus.Withdrawn,
            _ => null,
        };
}

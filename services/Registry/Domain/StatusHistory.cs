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

/// <summary>From <see cref="EffectiveOn"/> on, until the next point, the organisation has this status.</summary>
internal sealed record StatusPoint(DateOnly EffectiveOn, OrganisationStatus Status, DateTimeOffset RecordedAt, string? Reason);

/// <summary>
/// The effective-dated status of an organisation: points, one a day at most; intervals are derived, so they cannot overlap. A point may be
/// recorded
/// with effect in the past or the future.
/// </summary>
internal sealed class StatusHistory(IEnumerable<StatusPoint> points)
{
    private readonly StatusPoint[] points = [.. points.OrderBy(point => point.EffectiveOn)];

    public IReadOnlyList<StatusPoint> Points => points;

    /// <summary>The status on a date; <see langword="null"/> before the first point.</summary>
    public OrganisationStatus? On(DateOnly date) => points.LastOrDefault(point => point.EffectiveOn <= date)?.Status;

    /// <summary>The next date on which the status changes by a point recorded already.</summary>
    public DateOnly? NextAfter(DateOnly date) => points.FirstOrDefault(point => point.EffectiveOn > date)?.EffectiveOn;

    /// <summary>The status that held before the point of a date.</summary>
    public OrganisationStatus? Before(DateOnly date) => On(date.AddDays(-1));

    /// <summary>
    /// The point that a command adds, or what the status on that date allows instead. A point of the same day is replaced.
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

namespace Platform.Rewards.Domain;

internal enum SupplierStatus
{
    Registered,
    Suspended,
    Delisted,
    Withdrawn,
}

/// <summary>A status and the date from which it has effect, until the date of the next point.</summary>
internal sealed record StatusPoint(DateOnly EffectiveOn, SupplierStatus Status);

/// <summary>The status history of an organisation: at most one point per day. The intervals between the points are derived.</summary>
internal static class StatusPoints
{
    public static SupplierStatus? StatusOn(this IReadOnlyCollection<StatusPoint> points, DateOnly on) =>
        points.Where(point => point.EffectiveOn <= on).MaxBy(point => point.EffectiveOn)?.Status;

    public static bool RegisteredOn(this IReadOnlyCollection<StatusPoint> points, DateOnly on) =>
        points.StatusOn(on) == SupplierStatus.Registered;

    /// <summary>
    /// Returns how a change of the status points affects a purchase that was judged under the old ones: <see langword="true"/> flags it
    /// for review, <see langword="false"/> removes the flag, <see langword="null"/> changes nothing. No verdict is rewritten.
    /// </summary>
    public static bool? Review(IReadOnlyCollection<StatusPoint> before, IReadOnlyCollection<StatusPoint> after, DateOnly purchasedOn) =>
        (before.RegisteredOn(purchasedOn), after.RegisteredOn(purchasedOn)) switch
        {
            (true, false) => true,
            (false, true) => false,
            _ => null,
        };
}

namespace Platform.Rewards.Domain;

internal enum SupplierStatus
{
    Registered,
    Suspended,
    Delisted,
    Withdrawn,
}

/// <summary>From <paramref name="EffectiveOn"/> on, until the next point, the organisation has this status.</summary>
internal sealed record StatusPoint(DateOnly EffectiveOn, SupplierStatus Status);

/// <summary>The registry's effective-dated status: points, at most one a day; the intervals between them are derived.</summary>
internal static class StatusPoints
{
    public static SupplierStatus? StatusOn(this IReadOnlyCollection<StatusPoint> points, DateOnly on) =>
        points.Where(point => point.EffectiveOn <= on).MaxBy(point => point.EffectiveOn)?.Status;

    public static bool RegisteredOn(this IReadOnlyCollection<StatusPoint> points, DateOnly on) =>
        points.StatusOn(on) == SupplierStatus.Registered;

    /// <summary>
    /// What a change of the points means for a purchase judged under the old ones: <see langword="true"/> puts it up for review,
    /// <see langword="false"/> takes it off, <see langword="null"/> leaves it alone. No verdict is ever rewritten.
    /// </summary>
    public static bool? Review(IReadOnlyCollection<StatusPoint> before, IReadOnlyCollection<StatusPoint> after, DateOnly purchasedOn) =>
        (before.RegisteredOn(purchasedOn), after.RegisteredOn(purchasedOn)) switch
        {
            (true, false) => true,
            (false, true) => false,
            _ => null,
        };
}

namespace Platform.Partnerships.Domain.Profiles;

/// <summary>A period from one Taipei day to another; both days are included.</summary>
internal sealed record DayPeriod(DateOnly From, DateOnly Until)
{
    public bool Includes(DateOnly day) => From <= day && day <= Until;
}

/// <summary>The days on which a profile is listed, matched and introduced.</summary>
internal static class ActivePeriod
{
    /// <summary>Returns the current or next period in which the profile is vetted and its organisation, if any, is registered.</summary>
    public static DayPeriod? Of(Vetting vetting, IReadOnlyList<DayPeriod>? registered, DateOnly today) =>
        vetting is not { State: VettingState.Vetted, Until: { } until } || until < today ? null
        : registered is null ? new DayPeriod(today, until)
        : registered
            .Where(period => period.Until >= today && period.From <= until)
            .OrderBy(period => period.From)
            .Select(period => new DayPeriod(period.From, period.Until < until ? period.Until : until))
            .FirstOrDefault();

    /// <summary>Returns the periods with status <c>registered</c> between the status points.</summary>
    public static IReadOnlyList<DayPeriod> Registered(IEnumerable<(DateOnly EffectiveOn, string Status)> points)
    {
        var inOrder = points.OrderBy(point => point.EffectiveOn).ToList();
        return
        [
            .. inOrder
                .Select(
                    (point, i) =>
                        (
                            point.Status,
                            Period: new DayPeriod(
                                point.EffectiveOn,
                                i + 1 < inOrder.Count ? inOrder[i + 1].EffectiveOn.AddDays(-1) : DateOnly.MaxValue
                            )
                        )
                )
                .Where(entry => entry.Status == "registered")
                .Select(entry => entry.Period),
        ];
    }
}

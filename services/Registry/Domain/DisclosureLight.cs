namespace Platform.Registry.Domain;

internal enum Light
{
    Green,
    Yellow,
    Red,
}

/// <summary>
/// Green: the report of the last completed calendar year in which it was registered is filed, or there is none yet; yellow: that one is
/// missing;
/// red: the last two are missing.
/// </summary>
internal static class DisclosureLight
{
    public static Light On(DateOnly today, StatusHistory history, IReadOnlySet<int> reportedYears)
    {
        var owed = Enumerable
            .Range(1, 200)
            .Select(back => today.Year - back)
            .TakeWhile(year => history.Points.Count > 0 && year >= history.Points[0].EffectiveOn.Year)
            .Where(year => WasRegisteredIn(year, history))
            .Take(2)
            .ToArray();
        return owed switch
        {
            [] => Light.Green,
            [var last, ..] when reportedYears.Contains(last) => Light.Green,
            [_, var before] when !reportedYears.Contains(before) => Light.Red,
            _ => Light.Yellow,
        };
    }

    private static bool WasRegisteredIn(int year, StatusHistory history) =>
        history.On(new DateOnly(year, 1, 1)) == OrganisationStatus.Registered
        || history.Points.Any(point => point.EffectiveOn.Year == year && point.Status == OrganisationStatus.Registered);
}

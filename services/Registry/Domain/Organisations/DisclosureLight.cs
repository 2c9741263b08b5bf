namespace Platform.Registry.Domain.Organisations;

internal enum Light
{
    Green,
    Yellow,
    Red,
}

/// <summary>
/// The rule for the disclosure light. It looks at the completed calendar years in which the organisation was registered. Green: the
/// report of the last such year is filed, or there is no such year yet. Yellow: that report is missing. Red: the reports of the last two
/// such years are missing.
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

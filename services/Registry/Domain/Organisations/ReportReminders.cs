using System.Globalization;

namespace Platform.Registry.Domain.Organisations;

/// <summary>
/// The days of every year on which owners are reminded of a missing report (a registrant that does not disclose is reminded, flagged and
/// may be delisted). Configuration <c>Registry:ReportReminders</c>: a list of <c>MM-dd</c>; 1 March and 1 October by default.
/// </summary>
internal sealed class ReportReminders
{
    private readonly (int Month, int Day)[] days;

    public ReportReminders(IEnumerable<string>? days) => this.days = [.. (days ?? ["03-01", "10-01"]).Select(Parse)];

    public DateOnly? NextAfter(DateOnly date) =>
        DaysOf(date.Year).Concat(DaysOf(date.Year + 1)).Where(day => day > date).Cast<DateOnly?>().Min();

    /// <summary>Returns whether a reminder day lies after the first date and not after the second.</summary>
    public bool AnyIn(DateOnly after, DateOnly until) => NextAfter(after) is { } next && next <= until;

    private IEnumerable<DateOnly> DaysOf(int year) =>
        days.Select(day => new DateOnly(year, day.Month, Math.Min(day.Day, DateTime.DaysInMonth(year, day.Month))));

    private static (int, int) Parse(string text) =>
        DateOnly.TryParseExact($"2024-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? (day.Month, day.Day)
            : throw new InvalidDataException($"Registry:ReportReminders: {text} is no day of the year: give MM-dd.");
}

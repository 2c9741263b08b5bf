using System.Numerics;

namespace Platform.Partnerships.Domain.Profiles;

/// <summary>
/// The hours of a week in which a profile is available, in UTC and in quarter hours. Every current time zone has an offset of a multiple
/// of fifteen minutes.
/// </summary>
internal sealed class WorkingWeek
{
    private const int MinutesPerQuarter = 15;
    private const int QuartersPerWeek = 7 * 24 * 4;
    private static readonly TimeOnly OfficeOpens = new(9, 0);
    private static readonly TimeOnly OfficeCloses = new(18, 0);

    private readonly ulong[] quarters = new ulong[(QuartersPerWeek + 63) / 64];

    /// <param name="timeZone">An IANA name that <see cref="IsTimeZone"/> accepts.</param>
    /// <param name="availability">Weekly windows in that zone; empty means office hours.</param>
    /// <param name="on">The day whose daylight saving time applies, so that a result can be reproduced.</param>
    public WorkingWeek(string timeZone, IReadOnlyList<AvailabilityWindow> availability, DateOnly on)
    {
        var offset =
            (int)
                TimeZoneInfo
                    .FindSystemTimeZoneById(timeZone)
                    .GetUtcOffset(on.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc))
                    .TotalMinutes / MinutesPerQuarter;
        foreach (var window in availability.Count > 0 ? availability : OfficeHours)
        {
            var day = (int)window.Day * 24 * 4;
            for (var quarter = Quarter(window.From); quarter < Quarter(window.To); quarter++)
            {
                var utc = (day + quarter - offset + QuartersPerWeek) % QuartersPerWeek;
                quarters[utc / 64] |= 1UL << (utc % 64);
            }
        }

        Minutes = quarters.Sum(BitOperations.PopCount) * MinutesPerQuarter;
    }

    public int Minutes { get; }

    public int MinutesInCommon(WorkingWeek other)
    {
        var common = 0;
        for (var i = 0; i < quarters.Length; i++)
        {
            common += BitOperations.PopCount(quarters[i] & other.quarters[i]);
        }

        return common * MinutesPerQuarter;
    }

    // Names of the tz database are Area/Location, or UTC; the bare legacy names (EST, ROC) are not offered by calendars.
    public static bool IsTimeZone(string name) =>
        (name == "UTC" || name.Contains('/', StringComparison.Ordinal))
        && !name.Contains("..", StringComparison.Ordinal)
        && !name.StartsWith('/')
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
        && zone.HasIanaId;

    public static bool OnQuarterHours(AvailabilityWindow window) =>
        window.From < window.To && OnQuarter(window.From) && OnQuarter(window.To);

    private static IReadOnlyList<AvailabilityWindow> OfficeHours { get; } =
    [.. Enumerable.Range((int)DayOfWeek.Monday, 5).Select(day => new AvailabilityWindow((DayOfWeek)day, OfficeOpens, OfficeCloses))];

    private static int Quarter(TimeOnly time) => ((time.Hour * 60) + time.Minute) / MinutesPerQuarter;

    private static bool OnQuarter(TimeOnly time) => time.Ticks % (TimeSpan.TicksPerMinute * MinutesPerQuarter) == 0;
}

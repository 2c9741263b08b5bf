namespace Platform.Calendar;

/// <summary>
/// The time of Taipei, which all legal dates use: UTC+8 without daylight saving since 1979, so that no time-zone database is needed.
/// </summary>
public static class TaipeiTime
{
    /// <summary>The offset from UTC: eight hours.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);

    /// <summary>Returns today's date in Taipei.</summary>
    public static DateOnly Today(TimeProvider clock) => DateOf(clock.GetUtcNow());

    /// <summary>Returns the date in Taipei at an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>Returns the instant, in UTC, at which the date begins in Taipei.</summary>
    public static DateTimeOffset StartOfDay(DateOnly date) =>
        new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), Offset).ToUniversalTime();

    /// <summary>Returns the instant, in UTC, at which the date ends in Taipei: the first instant of the next day.</summary>
    public static DateTimeOffset EndOfDay(DateOnly date) => StartOfDay(date.AddDays(1));
}

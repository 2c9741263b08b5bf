namespace Platform.ServiceDefaults.Calendar;

/// <summary>
/// Legal dates are Taipei's: UTC+8 throughout, without daylight saving since 1979, so that no time-zone database is needed.
/// </summary>
public static class TaipeiTime
{
    /// <summary>Eight hours ahead of UTC.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);

    /// <summary>Today's date in Taipei.</summary>
    public static DateOnly Today(TimeProvider clock) => DateOf(clock.GetUtcNow());

    /// <summary>The date in Taipei at an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The instant, in UTC, at which the date begins in Taipei.</summary>
    public static DateTimeOffset StartOfDay(DateOnly date) =>
        new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), Offset).ToUniversalTime();

    /// <summary>The instant, in UTC, at which the date is over in Taipei: the first that belongs to the next day.</summary>
    public static DateTimeOffset EndOfDay(DateOnly date) => StartOfDay(date.AddDays(1));
}

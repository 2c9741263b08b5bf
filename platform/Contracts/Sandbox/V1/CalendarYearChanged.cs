namespace Platform.Contracts.Sandbox.V1;

/// <summary>
/// A year of the government's office calendar (政府行政機關辦公日曆表) was replaced. A consumer that counts business days recalculates its open due
/// dates. The version of the event is the version of the year.
/// </summary>
[EventType("sandbox.calendar-year-changed")]
public sealed record CalendarYearChanged
{
    /// <summary>The Gregorian year.</summary>
    public required int Year { get; init; }

    /// <summary>True while the official calendar of this year is not published.</summary>
    public required bool Provisional { get; init; }

    /// <summary>Closed days besides ordinary weekends, in order.</summary>
    public required IReadOnlyList<DateOnly> Closed { get; init; }

    /// <summary>Saturdays and Sundays on which offices work, in order.</summary>
    public required IReadOnlyList<DateOnly> Workdays { get; init; }
}

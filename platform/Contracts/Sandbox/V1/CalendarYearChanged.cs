namespace Platform.Contracts.Sandbox.V1;

/// <summary>
/// A year of the government's office calendar (政府行政機關辦公日曆表) was replaced: whoever counts business days dates what is open anew. The
/// event's version is the year's.
/// </summary>
[EventType("sandbox.calendar-year-changed")]
public sealed record CalendarYearChanged
{
    /// <summary>The year of the common era.</summary>
    public required int Year { get; init; }

    /// <summary>True while the official calendar of this year is not known.</summary>
    public required bool Provisional { get; init; }

    /// <summary>Closed days besides the ordinary weekends, in order.</summary>
    public required IReadOnlyList<DateOnly> Closed { get; init; }

    /// <summary>Saturdays and Sundays on which offices work, in order.</summary>
    public required IReadOnlyList<DateOnly> Workdays { get; init; }
}

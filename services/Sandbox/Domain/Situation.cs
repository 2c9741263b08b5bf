using Platform.Calendar;

namespace Platform.Sandbox.Domain;

/// <summary>What a decision depends on besides the case.</summary>
/// <param name="Now">The moment.</param>
/// <param name="Calendar">The business days.</param>
/// <param name="Clocks">The lengths of the deadlines.</param>
/// <param name="Actor">Who acts.</param>
/// <param name="NewId">Returns the id of a new part of the case.</param>
internal sealed record Situation(DateTimeOffset Now, BusinessCalendar Calendar, ClockLengths Clocks, Actor Actor, Func<Guid> NewId)
{
    public DateOnly Today { get; } = TaipeiTime.DateOf(Now);
}

/// <summary>Who acts: a name for the record, whether it is for the NDC, and for which authority.</summary>
internal sealed record Actor(string Name, bool ForNdc = false, string? Authority = null)
{
    /// <summary>The actor of the watcher of deadlines.</summary>
    public static Actor Clock { get; } = new("clock");
}

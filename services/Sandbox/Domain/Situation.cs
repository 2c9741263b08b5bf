using Platform.ServiceDefaults.Calendar;

namespace Platform.Sandbox.Domain;

/// <summary>What a decision depends on besides the case: the moment, the calendar, the lengths of the deadlines, and the actor.</summary>
internal sealed record Situation(DateTimeOffset Now, BusinessCalendar Calendar, ClockLengths Clocks, Actor Actor)
{
    public DateOnly Today { get; } = TaipeiTime.DateOf(Now);
}

/// <summary>Who acts: a name for the record, whether it is for the NDC, and for which authority.</summary>
internal sealed record Actor(string Name, bool ForNdc = false, string? Authority = null)
{
    /// <summary>The actor of the watcher of deadlines.</summary>
    public static Actor Clock { get; } = new("clock");
}

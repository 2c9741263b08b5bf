using Platform.Messaging;
using Platform.ServiceDefaults.Calendar;

namespace Platform.Sandbox.Data;

/// <summary>A year of the office calendar that an operator put in the place of the built-in one.</summary>
internal sealed class CalendarYearRow : ReplacedYear, IVersioned
{
    public required Guid Id { get; set; }

    public long Version { get; set; }
}

using Platform.Data;
using Platform.Messaging;

namespace Platform.Sandbox.Data;

/// <summary>A year of the office calendar with which an operator replaced the built-in one.</summary>
internal sealed class CalendarYearRow : ReplacedYear, IVersioned
{
    public required Guid Id { get; set; }

    public long Version { get; set; }
}

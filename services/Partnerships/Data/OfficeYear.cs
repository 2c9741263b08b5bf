using Platform.ServiceDefaults.Calendar;

namespace Platform.Partnerships.Data;

/// <summary>A year of the office calendar as the sandbox keeps it; a year that nobody has replaced is the built-in one.</summary>
internal sealed class OfficeYear : ReplacedYear
{
    /// <summary>The sandbox's version of the year: an older one that arrives later is ignored.</summary>
    public required long SnapshotVersion { get; set; }
}

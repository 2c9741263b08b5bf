using Platform.Data;

namespace Platform.Partnerships.Data;

/// <summary>A year of the office calendar from the sandbox service. A year without a row is the built-in one.</summary>
internal sealed class OfficeYear : ReplacedYear
{
    /// <summary>The sandbox's version of the year. An older one that arrives later is ignored.</summary>
    public required long SnapshotVersion { get; set; }
}

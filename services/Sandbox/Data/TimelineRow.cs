using Platform.Data;
using Platform.Sandbox.Domain;

namespace Platform.Sandbox.Data;

/// <summary>A line of a case's timeline, written together with the change that it describes and never altered.</summary>
internal sealed class TimelineRow : IAppendOnly
{
    public required Guid RequestId { get; set; }

    /// <summary>The version of the case after the change.</summary>
    public required long Version { get; set; }

    public required int Number { get; set; }

    public required DateTimeOffset At { get; set; }

    public required FactKind Kind { get; set; }

    public required FactView View { get; set; }

    public required string By { get; set; }

    public required string ByRole { get; set; }

    public string? Authority { get; set; }

    public Guid? About { get; set; }

    public string? Detail { get; set; }

    public DateOnly? DueOn { get; set; }
}

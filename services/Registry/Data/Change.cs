using Platform.Registry.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Registry.Data;

/// <summary>One thing that happened to an application or organisation: who, role, when, what, why.</summary>
internal sealed class Change : IAppendOnly
{
    /// <summary>Who works an application, which only registrars see.</summary>
    public const string Assigned = "assigned";

    public required Guid Id { get; init; }

    public required Guid SubjectId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string ByRole { get; init; }

    public required string By { get; init; }

    public required string What { get; init; }

    public string? Reason { get; init; }

    /// <summary>What was changed in what the organisation discloses.</summary>
    public IReadOnlyList<FieldChange> Fields { get; init; } = [];
}

using Platform.Registry.Domain.Organisations;
using Platform.ServiceDefaults.Data;

namespace Platform.Registry.Data;

/// <summary>One thing that happened to an application or organisation: who did what, in which role, when and why.</summary>
internal sealed class Change : IAppendOnly
{
    /// <summary>The assignment of an application to a registrar. Only registrars see it.</summary>
    public const string Assigned = "assigned";

    public required Guid Id { get; init; }

    public required Guid SubjectId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string ByRole { get; init; }

    public required string By { get; init; }

    public required string What { get; init; }

    public string? Reason { get; init; }

    /// <summary>The disclosed facts that changed.</summary>
    public IReadOnlyList<FieldChange> Fields { get; init; } = [];
}

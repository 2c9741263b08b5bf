using Platform.Data;
using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Data;

/// <summary>One thing that happened to an application or organisation: who did what, in which role, when and why.</summary>
internal sealed class HistoryEntry : IAppendOnly
{
    public required Guid Id { get; init; }

    public required Guid SubjectId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string ByRole { get; init; }

    public required string By { get; init; }

    public required string What { get; init; }

    public string? Reason { get; init; }

    /// <summary>The disclosed facts that changed.</summary>
    public IReadOnlyList<FieldChange> Fields { get; init; } = [];

    public static HistoryEntry Of(Guid subject, HistoryLine line, string by, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            SubjectId = subject,
            At = at,
            ByRole = line.Role,
            By = by,
            What = line.What,
            Reason = line.Reason,
            Fields = line.Fields,
        };
}

/// <summary>What the history shows of a command: the role, what, why, and the changed fields.</summary>
internal sealed record HistoryLine(string Role, string What, string? Reason = null, params IReadOnlyList<FieldChange> Fields);

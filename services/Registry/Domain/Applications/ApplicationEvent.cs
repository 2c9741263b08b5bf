using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Domain.Applications;

internal enum ApplicationEventKind
{
    Started,
    Edited,
    Submitted,
    Returned,
    Accepted,
    Declined,
    Withdrawn,
    Assigned,
    NoteAdded,
    Reopened,
}

/// <summary>What happened to an application.</summary>
internal sealed record ApplicationEvent(ApplicationEventKind Kind, string? Reason = null)
{
    /// <summary>The facts that changed.</summary>
    public IReadOnlyList<FieldChange> Fields { get; init; } = [];
}

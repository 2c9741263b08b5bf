using Platform.Messaging;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Data;

internal sealed class Application : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required string Party { get; init; }

    public required ApplicationStatus Status { get; set; }

    public required OrganisationFacts Facts { get; set; }

    /// <summary>The identifier while the application is live. A unique index prevents a second live application.</summary>
    public string? LiveIdentifier { get; set; }

    public string? Assignee { get; set; }

    public IReadOnlyList<Note> Notes { get; set; } = [];

    public string? Reason { get; set; }

    public Guid? OrganisationId { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SubmittedAt { get; set; }
}

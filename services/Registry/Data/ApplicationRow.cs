using Platform.Messaging;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Data;

/// <summary>The row of an application. <see cref="Domain.Applications.Application"/> makes the decisions.</summary>
internal sealed class ApplicationRow : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required string Party { get; init; }

    public ApplicationStatus Status { get; set; }

    public required OrganisationFacts Facts { get; set; }

    /// <summary>The identifier while the application is live. A unique index prevents a second live application.</summary>
    public string? LiveIdentifier { get; set; }

    public string? Assignee { get; set; }

    public IReadOnlyList<Note> Notes { get; set; } = [];

    public string? Reason { get; set; }

    public Guid? OrganisationId { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SubmittedAt { get; set; }

    public Application Current =>
        new(Id, Party, Facts)
        {
            Status = Status,
            Assignee = Assignee,
            Notes = Notes,
            Reason = Reason,
            OrganisationId = OrganisationId,
            SubmittedAt = SubmittedAt,
        };

    public void Apply(Application next)
    {
        (Status, Facts, LiveIdentifier) = (next.Status, next.Facts, next.LiveIdentifier);
        (Assignee, Notes, Reason) = (next.Assignee, next.Notes, next.Reason);
        (OrganisationId, SubmittedAt) = (next.OrganisationId, next.SubmittedAt);
    }
}

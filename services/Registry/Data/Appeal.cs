using Platform.Messaging;
using Platform.Registry.Domain.Appeals;

namespace Platform.Registry.Data;

/// <summary>An appeal against the decline of an application or the delisting of an organisation.</summary>
internal sealed class Appeal : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required string Party { get; init; }

    public Guid? ApplicationId { get; init; }

    public Guid? OrganisationId { get; init; }

    /// <summary>The application or the organisation.</summary>
    public Guid SubjectId => ApplicationId ?? OrganisationId!.Value;

    /// <summary>The entry of the history that the appeal is against. A unique index prevents a second appeal.</summary>
    public required Guid DecisionId { get; init; }

    public required string Text { get; init; }

    public required AppealStatus Status { get; set; }

    public string? Reason { get; set; }

    public required DateTimeOffset FiledAt { get; init; }
}

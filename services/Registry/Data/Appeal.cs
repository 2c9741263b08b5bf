using Platform.Messaging;

namespace Platform.Registry.Data;

internal enum AppealStatus
{
    Submitted,
    Upheld,
    Dismissed,
}

/// <summary>An appeal against the decline of an application or the delisting of an organisation.</summary>
internal sealed class Appeal : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required string Party { get; init; }

    public Guid? ApplicationId { get; init; }

    public Guid? OrganisationId { get; init; }

    /// <summary>The change that the appeal is against. A unique index prevents a second appeal.</summary>
    public required Guid DecisionId { get; init; }

    public required string Text { get; init; }

    public required AppealStatus Status { get; set; }

    public string? Reason { get; set; }

    public required DateTimeOffset FiledAt { get; init; }
}

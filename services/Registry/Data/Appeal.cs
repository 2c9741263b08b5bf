using Platform.Messaging;

namespace Platform.Registry.Data;

internal enum AppealStatus
{
    Submitted,
    Upheld,
    Dismissed,
}

/// <summary>Against the decline of an application or the delisting of an organisation.</summary>
internal sealed class Appeal : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required string Party { get; init; }

    public Guid? ApplicationId { get; init; }

    public Guid? OrganisationId { get; init; }

    /// <summary>The change appealed against: a unique index keeps a second appeal out.</summary>
    public required Guid DecisionId { get; init; }

    public required string Text { get; init; }

    public required AppealStatus Status { get; set; }

    public string? Reason { get; set; }

    public required DateTimeOffset FiledAt { get; init; }
}

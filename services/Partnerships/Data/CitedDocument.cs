namespace Platform.Partnerships.Data;

/// <summary>A document of this service that an introduction cites as evidence.</summary>
internal sealed class CitedDocument
{
    public required Guid DocumentId { get; init; }

    public required Guid IntroductionId { get; init; }
}

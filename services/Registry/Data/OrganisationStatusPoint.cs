using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Data;

internal sealed class OrganisationStatusPoint
{
    public Guid OrganisationId { get; init; }

    public required DateOnly EffectiveOn { get; init; }

    public required OrganisationStatus Status { get; set; }

    public required DateTimeOffset RecordedAt { get; set; }

    public string? Reason { get; set; }

    public StatusPoint ToDomain() => new(EffectiveOn, Status, RecordedAt, Reason);
}

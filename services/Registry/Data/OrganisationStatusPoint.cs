using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Data;

internal sealed class OrganisationStatusPoint
{
    public Guid OrganisationId { get; init; }

    public required DateOnly EffectiveOn { get; init; }

    public required OrganisationStatus Status { get; set; }

    public required DateTimeOffset RecordedAt { get; set; }

    public string? Reason { get; set; }

    public static OrganisationStatusPoint Of(Guid organisation, StatusPoint point) =>
        new()
        {
            OrganisationId = organisation,
            EffectiveOn = point.EffectiveOn,
            Status = point.Status,
            RecordedAt = point.RecordedAt,
            Reason = point.Reason,
        };

    public StatusPoint ToDomain() => new(EffectiveOn, Status, RecordedAt, Reason);
}

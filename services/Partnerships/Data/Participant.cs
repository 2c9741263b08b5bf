namespace Platform.Partnerships.Data;

internal sealed class Participant
{
    public required Guid SessionId { get; init; }

    public required Guid ProfileId { get; init; }

    public required IReadOnlyList<int> AvailableSlots { get; set; }
}

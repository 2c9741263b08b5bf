using Platform.Contracts;
using Platform.Partnerships.Data;
using Platform.Web.Http;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>A matching session. Slots are counted from 0 in the given order.</summary>
internal sealed record SessionView : IVersionedView
{
    public required Guid Id { get; init; }

    public required long Version { get; init; }

    public required Bilingual Name { get; init; }

    public string? Programme { get; init; }

    public required IReadOnlyList<SlotView> Slots { get; init; }

    public required int Tables { get; init; }

    public int? MeetingsPerParticipant { get; init; }

    public IReadOnlyList<ParticipantView>? Participants { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    internal sealed record SlotView(int Slot, DateTimeOffset Start, DateTimeOffset End);

    internal sealed record ParticipantView(Guid ProfileId, IReadOnlyList<int> AvailableSlots);

    public static SessionView Of(Session session, IEnumerable<Participant>? participants) =>
        new()
        {
            Id = session.Id,
            Version = session.Version,
            Name = session.Name,
            Programme = session.Programme,
            Slots = [.. session.Frame.Slots.Select((slot, index) => new SlotView(index, slot.Start, slot.End))],
            Tables = session.Frame.Tables,
            MeetingsPerParticipant = session.Frame.MeetingsPerParticipant,
            Participants = participants is null
                ? null
                : [.. participants.Select(participant => new ParticipantView(participant.ProfileId, participant.AvailableSlots))],
            CreatedAt = session.CreatedAt,
        };
}

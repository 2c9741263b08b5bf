using Platform.ServiceDefaults.Errors;

namespace Platform.Partnerships.Domain.Sessions;

/// <summary>A time in which every table can hold one meeting.</summary>
internal sealed record SessionSlot(DateTimeOffset Start, DateTimeOffset End);

/// <summary>A profile that takes part, and the slots (counted from 0) in which it can.</summary>
internal sealed record SessionParticipant(Guid ProfileId, IReadOnlyList<int> AvailableSlots);

/// <summary>The frame of a session: slots in order of time, tables per slot, and the most meetings a participant has.</summary>
internal sealed record SessionFrame
{
    public const int MostSlots = 200;
    public const int MostTables = 500;

    public required IReadOnlyList<SessionSlot> Slots { get; init; }

    public required int Tables { get; init; }

    public int? MeetingsPerParticipant { get; init; }

    /// <summary>Slots keep the order in which they were given: participants name them by it.</summary>
    public static Decision<SessionFrame> Create(IReadOnlyList<SessionSlot> slots, int tables, int? meetingsPerParticipant)
    {
        if (slots.Count is 0 or > MostSlots)
        {
            return PartnershipsErrors.SessionSize("$.slots", MostSlots);
        }

        if (tables is < 1 or > MostTables)
        {
            return PartnershipsErrors.SessionSize("$.tables", MostTables);
        }

        if (meetingsPerParticipant is < 1 or > MostSlots)
        {
            return PartnershipsErrors.SessionSize("$.meetingsPerParticipant", MostSlots);
        }

        for (var i = 0; i < slots.Count; i++)
        {
            if (slots[i].End <= slots[i].Start)
            {
                return PartnershipsErrors.SlotInvalid(i);
            }
        }

        var byStart = slots.Select((slot, index) => (slot, index)).OrderBy(pair => pair.slot.Start).ThenBy(pair => pair.index).ToList();
        for (var i = 1; i < byStart.Count; i++)
        {
            if (byStart[i].slot.Start < byStart[i - 1].slot.End)
            {
                return PartnershipsErrors.SlotsOverlap(byStart[i].index);
            }
        }

        return new SessionFrame { Slots = slots, Tables = tables, MeetingsPerParticipant = meetingsPerParticipant };
    }

    /// <summary>No slots named means all of them.</summary>
    public Decision<SessionParticipant> Admit(Guid profileId, IReadOnlyList<int>? availableSlots)
    {
        if (availableSlots is null)
        {
            return new SessionParticipant(profileId, [.. Enumerable.Range(0, Slots.Count)]);
        }

        for (var i = 0; i < availableSlots.Count; i++)
        {
            if (availableSlots[i] < 0 || availableSlots[i] >= Slots.Count)
            {
                return PartnershipsErrors.SlotUnknown(availableSlots[i], $"$.availableSlots[{i}]");
            }
        }

        return new SessionParticipant(profileId, [.. availableSlots.Distinct().Order()]);
    }
}

using Platform.Domain;

namespace Platform.Partnerships.Domain.Sessions;

/// <summary>A time in which every table can hold one meeting.</summary>
internal sealed record SessionSlot(DateTimeOffset Start, DateTimeOffset End);

/// <summary>A profile that takes part, and the slots (counted from 0) in which it can meet.</summary>
internal sealed record SessionParticipant(Guid ProfileId, IReadOnlyList<int> AvailableSlots)
{
    /// <summary>Whether the profile no longer takes part.</summary>
    public bool HasLeft { get; init; }
}

/// <summary>The frame of a session: its slots, the tables in each slot, and the most meetings that a participant may have.</summary>
internal sealed record SessionFrame
{
    /// <summary>The most slots of a session, and the highest limit of meetings per participant.</summary>
    public const int MaxSlots = 200;

    /// <summary>The most tables of a session.</summary>
    public const int MaxTables = 500;

    /// <summary>The slots in the order in which they were given; participants name them by that order.</summary>
    public required IReadOnlyList<SessionSlot> Slots { get; init; }

    /// <summary>The tables in each slot.</summary>
    public required int Tables { get; init; }

    /// <summary>The most meetings of one participant; null for no limit.</summary>
    public int? MeetingsPerParticipant { get; init; }

    /// <summary>Returns the frame, or the first reason why it cannot be one.</summary>
    public static Result<SessionFrame> Create(IReadOnlyList<SessionSlot> slots, int tables, int? meetingsPerParticipant)
    {
        if (slots.Count is 0 or > MaxSlots)
        {
            return PartnershipsErrors.SessionSize("$.slots", MaxSlots);
        }

        if (tables is < 1 or > MaxTables)
        {
            return PartnershipsErrors.SessionSize("$.tables", MaxTables);
        }

        if (meetingsPerParticipant is < 1 or > MaxSlots)
        {
            return PartnershipsErrors.SessionSize("$.meetingsPerParticipant", MaxSlots);
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

        return new SessionFrame
        {
            Slots = slots,
            Tables = tables,
            MeetingsPerParticipant = meetingsPerParticipant,
        };
    }

    /// <summary>
    /// Returns a participant with its slots (all of them when none are named), or an error for the first slot that does not exist.
    /// </summary>
    public Result<SessionParticipant> Admit(Guid profileId, IReadOnlyList<int>? availableSlots)
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

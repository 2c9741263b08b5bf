namespace Platform.Partnerships.Data;

/// <summary>
/// A meeting of a schedule. Slots are counted from 0, tables from 1. A confirmed meeting does not move when the session is planned again.
/// </summary>
internal sealed record PlannedMeeting(Guid Id, int Slot, int Table, Guid One, Guid Other, int Score, bool Confirmed)
{
    public bool Has(Guid profile) => One == profile || Other == profile;
}

namespace Platform.Partnerships.Data;

/// <summary>Slots are counted from 0, tables from 1. A confirmed meeting stays as it is when the session is planned again.</summary>
internal sealed record PlannedMeeting(Guid Id, int Slot, int Table, Guid One, Guid Other, int Score, bool Confirmed)
{
    public bool Has(Guid profile) => One == profile || Other == profile;
}

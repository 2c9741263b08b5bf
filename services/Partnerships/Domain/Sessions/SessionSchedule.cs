namespace Platform.Partnerships.Domain.Sessions;

/// <summary>A meeting of two participants (by their position in the problem) in a slot. The score is in thousandths.</summary>
internal readonly record struct Meeting(int Slot, int One, int Other, int Score);

/// <summary>
/// The meetings of a session, their total score in thousandths, and a proven limit: no schedule of the problem has a higher total than the
/// upper bound.
/// </summary>
internal sealed record SessionSchedule(IReadOnlyList<Meeting> Meetings, long Total, long UpperBound)
{
    /// <summary>Whether the schedule is proven to be the best: its total equals the upper bound.</summary>
    public bool Optimal => Total == UpperBound;
}

namespace Platform.Partnerships.Domain.Sessions;

/// <summary>A meeting of two participants (by their place in the problem), and the slot it takes.</summary>
internal readonly record struct Meeting(int Slot, int One, int Other, int Score);

/// <summary>A conflict-free schedule, and a proof of how good it can be: no schedule at all exceeds the upper bound.</summary>
internal sealed record SessionSchedule(IReadOnlyList<Meeting> Meetings, long Total, long UpperBound)
{
    public bool Optimal => Total == UpperBound;
}

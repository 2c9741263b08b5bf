using Platform.Messaging;

namespace Platform.Partnerships.Data;

/// <summary>The latest schedule of a session; has the session's id.</summary>
internal sealed class Schedule : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required ScheduleStatus Status { get; set; }

    /// <summary>Thousandths.</summary>
    public int Progress { get; set; }

    public long Total { get; set; }

    public long UpperBound { get; set; }

    public IReadOnlyList<PlannedMeeting> Meetings { get; set; } = [];

    /// <summary>Pairs that could have met and found no place, best first, up to <see cref="MaxUnplaced"/>.</summary>
    public IReadOnlyList<UnplacedPair> Unplaced { get; set; } = [];

    public int UnplacedCount { get; set; }

    public required DateTimeOffset RequestedAt { get; set; }

    /// <summary>The planning that was asked for last: what an earlier one finds is not kept.</summary>
    public Guid Run { get; set; }

    public bool IsPlanning => Status is ScheduleStatus.Queued or ScheduleStatus.Running;

    public const int MaxUnplaced = 200;

    /// <summary>Without the meetings that can no longer be. Nothing is put in their place until it is planned again.</summary>
    public void Drop(Func<PlannedMeeting, bool> impossible)
    {
        Meetings = [.. Meetings.Where(meeting => !impossible(meeting))];
        Total = Meetings.Sum(meeting => (long)meeting.Score);
    }
}

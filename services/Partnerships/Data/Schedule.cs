using Platform.Messaging;

namespace Platform.Partnerships.Data;

/// <summary>The latest schedule of a session. It has the session's id.</summary>
internal sealed class Schedule : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required ScheduleStatus Status { get; set; }

    /// <summary>The progress in thousandths.</summary>
    public int Progress { get; set; }

    public long Total { get; set; }

    public long UpperBound { get; set; }

    public IReadOnlyList<PlannedMeeting> Meetings { get; set; } = [];

    /// <summary>The pairs that could have met but have no meeting, best first, up to <see cref="MaxUnplaced"/>.</summary>
    public IReadOnlyList<UnplacedPair> Unplaced { get; set; } = [];

    public int UnplacedCount { get; set; }

    public required DateTimeOffset RequestedAt { get; set; }

    /// <summary>The id of the latest planning run. Results of earlier runs are discarded.</summary>
    public Guid Run { get; set; }

    public bool IsPlanning => Status is ScheduleStatus.Queued or ScheduleStatus.Running;

    public const int MaxUnplaced = 200;

    /// <summary>Removes meetings that can no longer take place. Nothing replaces them until the session is planned again.</summary>
    public void Drop(Func<PlannedMeeting, bool> impossible)
    {
        Meetings = [.. Meetings.Where(meeting => !impossible(meeting))];
        Total = Meetings.Sum(meeting => (long)meeting.Score);
    }
}

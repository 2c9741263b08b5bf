using Platform.Domain;

namespace Platform.Partnerships.Domain.Sessions;

internal enum ScheduleStatus
{
    Queued,
    Running,
    Completed,
    Cancelled,
    Failed,
}

/// <summary>
/// A meeting of a schedule. Slots are counted from 0, tables from 1. A confirmed meeting does not move when the session is planned again.
/// </summary>
internal sealed record PlannedMeeting(Guid Id, int Slot, int Table, Guid One, Guid Other, int Score, bool Confirmed)
{
    public bool Has(Guid profile) => One == profile || Other == profile;
}

internal sealed record UnplacedPair(Guid One, Guid Other, int Score);

/// <summary>The latest schedule of a session. Every change is a pure function.</summary>
internal sealed record ScheduleState
{
    public const int MaxUnplaced = 200;

    /// <summary>The schedule of a session that was never planned.</summary>
    public static readonly ScheduleState None = new() { Status = ScheduleStatus.Cancelled };

    public ScheduleStatus Status { get; init; }

    /// <summary>The progress in thousandths.</summary>
    public int Progress { get; init; }

    public long Total { get; init; }

    public long UpperBound { get; init; }

    public IReadOnlyList<PlannedMeeting> Meetings { get; init; } = [];

    /// <summary>The pairs that could have met but have no meeting, best first, up to <see cref="MaxUnplaced"/>.</summary>
    public IReadOnlyList<UnplacedPair> Unplaced { get; init; } = [];

    public int UnplacedCount { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>The id of the latest planning run. Results of earlier runs are discarded.</summary>
    public Guid Run { get; init; }

    public bool IsPlanning => Status is ScheduleStatus.Queued or ScheduleStatus.Running;

    /// <summary>Requests a planning run. Until it is complete, the meetings are those planned before.</summary>
    public Result<ScheduleState> Start(Guid run, DateTimeOffset at) =>
        IsPlanning
            ? PartnershipsErrors.ScheduleRunning
            : this with
            {
                Status = ScheduleStatus.Queued,
                Progress = 0,
                RequestedAt = at,
                Run = run,
            };

    public Result<ScheduleState> Cancel() =>
        IsPlanning ? this with { Status = ScheduleStatus.Cancelled } : PartnershipsErrors.ScheduleNotRunning;

    /// <summary>Confirms a meeting: it stays in its slot and at its table.</summary>
    public Result<ScheduleState> Confirm(Guid meeting) =>
        IsPlanning
            ? PartnershipsErrors.ScheduleRunning
            : this with
            {
                Meetings = [.. Meetings.Select(planned => planned.Id == meeting ? planned with { Confirmed = true } : planned)],
            };

    /// <summary>
    /// Removes the meetings of a participant in other slots than these, even confirmed ones. Nothing replaces them until the session is
    /// planned again.
    /// </summary>
    public ScheduleState Limit(Guid participant, IReadOnlyList<int> slots)
    {
        PlannedMeeting[] possible = [.. Meetings.Where(meeting => !meeting.Has(participant) || slots.Contains(meeting.Slot))];
        return this with { Meetings = possible, Total = possible.Sum(meeting => (long)meeting.Score) };
    }
}

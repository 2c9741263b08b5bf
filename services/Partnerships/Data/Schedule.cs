using Platform.Messaging;
using Platform.Partnerships.Domain.Sessions;

namespace Platform.Partnerships.Data;

/// <summary>The row of a schedule. It has the session's id. <see cref="ScheduleState"/> makes the decisions.</summary>
internal sealed class Schedule : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public ScheduleStatus Status { get; set; }

    public int Progress { get; set; }

    public long Total { get; set; }

    public long UpperBound { get; set; }

    public IReadOnlyList<PlannedMeeting> Meetings { get; set; } = [];

    public IReadOnlyList<UnplacedPair> Unplaced { get; set; } = [];

    public int UnplacedCount { get; set; }

    public DateTimeOffset RequestedAt { get; set; }

    public Guid Run { get; set; }

    public ScheduleState Current =>
        new()
        {
            Status = Status,
            Progress = Progress,
            Total = Total,
            UpperBound = UpperBound,
            Meetings = Meetings,
            Unplaced = Unplaced,
            UnplacedCount = UnplacedCount,
            RequestedAt = RequestedAt,
            Run = Run,
        };

    public void Apply(ScheduleState state)
    {
        (Status, Progress, RequestedAt, Run) = (state.Status, state.Progress, state.RequestedAt, state.Run);
        (Total, UpperBound, Meetings) = (state.Total, state.UpperBound, state.Meetings);
        (Unplaced, UnplacedCount) = (state.Unplaced, state.UnplacedCount);
    }
}

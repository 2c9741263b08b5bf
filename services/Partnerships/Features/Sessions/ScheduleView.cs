using Platform.Contracts;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Sessions;
using Platform.Web.Http;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>A schedule or its progress. Scores are in thousandths.</summary>
internal sealed record ScheduleView : IVersionedView
{
    public required Guid SessionId { get; init; }

    public required long Version { get; init; }

    /// <summary>
    /// queued, running, completed, cancelled or failed. Until a planning is complete, the meetings are those planned before.
    /// </summary>
    public required ScheduleStatus Status { get; init; }

    /// <summary>The progress in thousandths.</summary>
    public required int Progress { get; init; }

    /// <summary>The sum of the mutual scores of the meetings.</summary>
    public required long TotalScore { get; init; }

    /// <summary>The total that no schedule of this session can exceed.</summary>
    public required long UpperBound { get; init; }

    public required IReadOnlyList<MeetingView> Meetings { get; init; }

    /// <summary>The best pairs that could have met but have no meeting, and the number of all such pairs.</summary>
    public required IReadOnlyList<PairView> Unplaced { get; init; }

    public required int UnplacedCount { get; init; }

    /// <summary>A note that is present when more meetings are wanted than fit.</summary>
    public RemarkView? Remark { get; init; }

    /// <param name="Code">The code, stable like that of an error: <c>partnerships.more-wanted-than-fits</c>.</param>
    /// <param name="Message">The explanation and the possible next steps.</param>
    internal sealed record RemarkView(string Code, Bilingual Message);

    /// <param name="Id">The id for confirming the meeting.</param>
    /// <param name="Slot">The slot, counted from 0.</param>
    /// <param name="Table">The table, counted from 1.</param>
    /// <param name="Start">The start of the meeting.</param>
    /// <param name="End">The end of the meeting.</param>
    /// <param name="Profiles">The two participants.</param>
    /// <param name="Score">The score in thousandths.</param>
    /// <param name="Confirmed">Whether the meeting stays in place when the session is planned again.</param>
    internal sealed record MeetingView(
        Guid Id,
        int Slot,
        int Table,
        DateTimeOffset Start,
        DateTimeOffset End,
        IReadOnlyList<Guid> Profiles,
        int Score,
        bool Confirmed
    );

    internal sealed record PairView(IReadOnlyList<Guid> Profiles, int Score);

    public static ScheduleView Of(Schedule schedule, Session session) =>
        new()
        {
            SessionId = schedule.Id,
            Version = schedule.Version,
            Status = schedule.Status,
            Progress = schedule.Progress,
            TotalScore = schedule.Total,
            UpperBound = schedule.UpperBound,
            Meetings =
            [
                .. schedule.Meetings.Select(meeting => new MeetingView(
                    meeting.Id,
                    meeting.Slot,
                    meeting.Table,
                    session.Frame.Slots[meeting.Slot].Start,
                    session.Frame.Slots[meeting.Slot].End,
                    [meeting.One, meeting.Other],
                    meeting.Score,
                    meeting.Confirmed
                )),
            ],
            Unplaced = [.. schedule.Unplaced.Select(pair => new PairView([pair.One, pair.Other], pair.Score))],
            UnplacedCount = schedule.UnplacedCount,
            Remark =
                schedule.UnplacedCount == 0
                    ? null
                    : new RemarkView(
                        "partnerships.more-wanted-than-fits",
                        new Bilingual
                        {
                            Zh = $"有 {schedule.UnplacedCount} 組值得會面但排不進去。請增加時段或桌數，或另行引介。",
                            En =
                                $"{schedule.UnplacedCount} pairs would be worth a meeting and found no place. Add slots or tables, or introduce them.",
                        }
                    ),
        };
}

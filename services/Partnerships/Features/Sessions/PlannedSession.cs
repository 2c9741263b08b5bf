using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Sessions;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>
/// Converts a session to the planner's problem, and the planner's schedule back. Confirmed meetings are fixed before the
/// planning.
/// </summary>
internal sealed class PlannedSession
{
    private readonly IReadOnlyList<Guid> profiles;
    private readonly IReadOnlyList<PlannedMeeting> confirmed;

    public PlannedSession(
        SessionFrame frame,
        IReadOnlyList<Participant> participants,
        IReadOnlyList<MatchSubject> subjects,
        IReadOnlyList<PlannedMeeting> confirmed,
        DeclinedPairs declined,
        Matcher matcher
    )
    {
        profiles = [.. participants.Select(participant => participant.ProfileId)];
        var places = profiles.Select((id, place) => (id, place)).ToDictionary(entry => entry.id, entry => entry.place);
        // A confirmed meeting is dropped when the pair now scores zero: one side has declined, is no longer active, or is barred.
        this.confirmed =
        [
            .. confirmed.Where(meeting =>
                matcher.Score(subjects[places[meeting.One]], subjects[places[meeting.Other]], declined).Total > 0
            ),
        ];
        Problem = new SessionProblem(
            frame.Slots.Count,
            frame.Tables,
            [.. participants.Select(participant => participant.AvailableSlots)],
            frame.MeetingsPerParticipant,
            (one, other) => matcher.Score(subjects[one], subjects[other], declined).Total,
            [.. this.confirmed.Select(meeting => new Meeting(meeting.Slot, places[meeting.One], places[meeting.Other], meeting.Score))]
        );
    }

    public SessionProblem Problem { get; }

    /// <summary>Completes the schedule: confirmed meetings stay at their tables, planned ones get the free tables.</summary>
    public ScheduleState Complete(ScheduleState schedule, SessionSchedule plan)
    {
        var confirmedTotal = confirmed.Sum(meeting => (long)meeting.Score);
        var placed = plan.Meetings.Select(meeting => (meeting.One, meeting.Other)).ToHashSet();
        var unplaced = Problem.Edges.Where(edge => !placed.Contains((edge.One, edge.Other))).ToList();
        return schedule with
        {
            Status = ScheduleStatus.Completed,
            Progress = Thousandths.Whole,
            Total = confirmedTotal + plan.Total,
            UpperBound = confirmedTotal + plan.UpperBound,
            Meetings =
            [
                .. plan
                    .Meetings.GroupBy(meeting => meeting.Slot)
                    .SelectMany(slot =>
                        slot.Zip(FreeTables(slot.Key), (meeting, table) =>
                            new PlannedMeeting(
                                Guid.CreateVersion7(),
                                meeting.Slot,
                                table,
                                profiles[meeting.One],
                                profiles[meeting.Other],
                                meeting.Score,
                                Confirmed: false
                            )
                        )
                    )
                    .Concat(confirmed)
                    .OrderBy(meeting => meeting.Slot)
                    .ThenBy(meeting => meeting.Table),
            ],
            Unplaced =
            [
                .. unplaced
                    .Take(ScheduleState.MaxUnplaced)
                    .Select(edge => new UnplacedPair(profiles[edge.One], profiles[edge.Other], edge.Score)),
            ],
            UnplacedCount = unplaced.Count,
        };
    }

    private IEnumerable<int> FreeTables(int slot)
    {
        var occupied = confirmed.Where(meeting => meeting.Slot == slot).Select(meeting => meeting.Table).ToHashSet();
        for (var table = 1; ; table++)
        {
            if (!occupied.Contains(table))
            {
                yield return table;
            }
        }
    }
}

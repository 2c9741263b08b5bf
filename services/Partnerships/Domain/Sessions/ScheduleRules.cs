namespace Platform.Partnerships.Domain.Sessions;

/// <summary>The rules that every schedule obeys, whichever planner made it.</summary>
internal static class ScheduleRules
{
    /// <summary>Returns every rule that the schedule breaks, in words; nothing when it is valid.</summary>
    public static IReadOnlyList<string> Violations(SessionProblem problem, SessionSchedule schedule)
    {
        var meetings = schedule.Meetings;
        var seats = meetings
            .SelectMany(meeting => new[] { (meeting.Slot, Who: meeting.One), (meeting.Slot, Who: meeting.Other) })
            .ToList();
        var scores = problem.Edges.ToDictionary(edge => (edge.One, edge.Other), edge => edge.Score);
        return
        [
            .. meetings
                .Where(meeting => !scores.TryGetValue((meeting.One, meeting.Other), out var score) || score != meeting.Score)
                .Select(meeting => $"{meeting.One} and {meeting.Other} may not meet, or not for {meeting.Score}"),
            .. meetings
                .GroupBy(meeting => (meeting.One, meeting.Other))
                .Where(pair => pair.Count() > 1)
                .Select(pair => $"{pair.Key.One} and {pair.Key.Other} meet {pair.Count()} times"),
            .. seats
                .Where(seat => !problem.IsAvailable(seat.Who, seat.Slot))
                .Select(seat => $"{seat.Who} is not available in slot {seat.Slot}"),
            .. seats
                .GroupBy(seat => seat)
                .Where(seat => seat.Count() > 1)
                .Select(seat => $"{seat.Key.Who} has {seat.Count()} meetings in slot {seat.Key.Slot}"),
            .. seats
                .GroupBy(seat => seat.Who)
                .Where(who => who.Count() > problem.CapacityOf(who.Key))
                .Select(who => $"{who.Key} has {who.Count()} of {problem.CapacityOf(who.Key)} meetings"),
            .. meetings
                .GroupBy(meeting => meeting.Slot)
                .Where(slot => slot.Count() > problem.TablesIn(slot.Key))
                .Select(slot => $"slot {slot.Key} has {slot.Count()} meetings at {problem.TablesIn(slot.Key)} tables"),
            .. When(schedule.Total != meetings.Sum(meeting => (long)meeting.Score), $"the total is not {schedule.Total}"),
            .. When(schedule.Total > schedule.UpperBound, $"the total {schedule.Total} exceeds the upper bound {schedule.UpperBound}"),
        ];

        static IEnumerable<string> When(bool isBroken, string rule) => isBroken ? [rule] : [];
    }
}

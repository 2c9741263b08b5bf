using Google.OrTools.Sat;
using Platform.Partnerships.Domain.Sessions;

namespace Platform.Partnerships.Features.Sessions.CpSat;

/// <summary>
/// Which pair meets in which slot: at most one meeting of a participant in a slot, and not more meetings in a slot than tables. Which
/// table it is does not matter to the model.
/// </summary>
internal sealed class SlotModel
{
    private readonly SessionProblem problem;
    private readonly CpModel model;
    private readonly Dictionary<(int Edge, int Slot), BoolVar> seated = [];

    private SlotModel(SessionProblem problem, PairModel? pairs, IEnumerable<int> edges, SessionSchedule hint)
    {
        (this.problem, model) = (problem, pairs?.Model ?? new CpModel());
        var hinted = hint.Meetings.ToDictionary(meeting => (meeting.One, meeting.Other), meeting => meeting.Slot);
        foreach (var edge in edges)
        {
            var wanted = hinted.TryGetValue((problem.Edges[edge].One, problem.Edges[edge].Other), out var found) ? found : -1;
            foreach (var slot in Enumerable.Range(0, problem.Slots).Where(slot => problem.BothAvailable(edge, slot)))
            {
                seated[(edge, slot)] = model.NewBoolVar("");
                model.AddHint(seated[(edge, slot)], slot == wanted);
            }

            var places = Enumerable
                .Range(0, problem.Slots)
                .Where(slot => seated.ContainsKey((edge, slot)))
                .Select(slot => (ILiteral)seated[(edge, slot)]);
            model.AddExactlyOne(pairs is null ? places : places.Append(pairs.Meets(edge).Not()));
        }

        var everybody = Enumerable.Repeat(true, problem.Participants).ToArray();
        for (var slot = 0; slot < problem.Slots; slot++)
        {
            model.AddLinearConstraint(
                LinearExpr.Sum(seated.Where(entry => entry.Key.Slot == slot).Select(entry => entry.Value)),
                0,
                Math.Min(problem.TablesIn(slot), problem.PresentIn(slot, everybody) / 2)
            );
        }
    }

    public CpModel Model => model;

    /// <summary>Returns the model of a whole schedule: the pairs' model with a slot for each pair that meets.</summary>
    /// <param name="problem">The session.</param>
    /// <param name="pairs">The pairs' model, which becomes part of this one.</param>
    /// <param name="hint">A schedule to start from.</param>
    public static SlotModel Whole(SessionProblem problem, PairModel pairs, SessionSchedule hint)
    {
        var whole = new SlotModel(problem, pairs, Enumerable.Range(0, problem.Edges.Length), hint);
        whole.SeatOneMeetingAtATime(_ => false);
        return whole;
    }

    /// <summary>Returns the model that finds a slot for each of the chosen pairs, if there is one.</summary>
    /// <param name="problem">The session.</param>
    /// <param name="chosen">The edges that meet.</param>
    /// <param name="hint">A schedule to start from.</param>
    public static SlotModel Placement(SessionProblem problem, IReadOnlyList<int> chosen, SessionSchedule hint)
    {
        var placement = new SlotModel(problem, null, chosen, hint);
        var meetings = Enumerable
            .Range(0, problem.Participants)
            .Select(who => chosen.Count(edge => IsOf(problem.Edges[edge], who)))
            .ToArray();
        // A redundant constraint that speeds up the search: a participant with as many meetings as slots is busy in every slot.
        placement.SeatOneMeetingAtATime(who =>
            meetings[who] == Enumerable.Range(0, problem.Slots).Count(slot => problem.IsAvailable(who, slot))
        );
        if (placement.SlotsAreAlike())
        {
            // The slots are then interchangeable, so the slots of one participant's meetings are fixed.
            var busiest = Array.IndexOf(meetings, meetings.Max());
            foreach (var (slot, edge) in chosen.Where(edge => IsOf(problem.Edges[edge], busiest)).Index())
            {
                placement.model.AddBoolOr([placement.seated[(edge, slot)]]);
            }
        }

        return placement;
    }

    /// <summary>Returns the meetings of a solution, ordered by slot and participant.</summary>
    public IReadOnlyList<Meeting> MeetingsIn(CpSatAnswer answer) =>
        [
            .. seated
                .Where(entry => answer.Contains(entry.Value))
                .Select(entry => (entry.Key.Slot, Edge: problem.Edges[entry.Key.Edge]))
                .Select(found => new Meeting(found.Slot, found.Edge.One, found.Edge.Other, found.Edge.Score))
                .OrderBy(meeting => meeting.Slot)
                .ThenBy(meeting => meeting.One),
        ];

    private static bool IsOf(Edge edge, int participant) => edge.One == participant || edge.Other == participant;

    private void SeatOneMeetingAtATime(Func<int, bool> isAlwaysBusy)
    {
        for (var participant = 0; participant < problem.Participants; participant++)
        {
            foreach (
                var slot in seated
                    .Where(entry => IsOf(problem.Edges[entry.Key.Edge], participant))
                    .GroupBy(entry => entry.Key.Slot, entry => entry.Value)
            )
            {
                if (isAlwaysBusy(participant))
                {
                    model.AddExactlyOne(slot);
                }
                else
                {
                    model.AddAtMostOne(slot);
                }
            }
        }
    }

    private bool SlotsAreAlike() =>
        Enumerable
            .Range(1, problem.Slots - 1)
            .All(slot =>
                problem.TablesIn(slot) == problem.TablesIn(0)
                && Enumerable.Range(0, problem.Participants).All(who => problem.IsAvailable(who, slot) == problem.IsAvailable(who, 0))
            );
}

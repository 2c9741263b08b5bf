using Platform.Partnerships.Domain.Sessions;

namespace Platform.Partnerships.Features.Sessions.CpSat;

/// <summary>
/// The most deterministic time for one choice of pairs, for one search for their slots, and for pairs and slots at once. Most sessions
/// need less than one unit of each.
/// </summary>
internal sealed record CpSatLimits(double Pairs = 3, double Placement = 1, double Whole = 10);

/// <summary>
/// Plans a session with CP-SAT: the proven optimum of most sessions up to forty participants, and otherwise the best schedule found within
/// the limits with the bound reached. Starts from the local search's schedule. docs/adr/0011-session-planning.md has the measurements.
/// </summary>
internal sealed class CpSatPlanner(LocalSearchPlanner localSearch, CpSatLimits limits) : ISessionPlanner
{
    private const int MaxRounds = 20,
        PlacementSeeds = 3;

    /// <inheritdoc/>
    public SessionSchedule Plan(SessionProblem problem, IProgress<int>? progress, CancellationToken cancellation)
    {
        var schedule = localSearch.Plan(problem, new ProgressPart(progress, 0, 100), cancellation);
        if (schedule.Optimal)
        {
            return schedule;
        }

        List<bool[]> overfull = [];
        schedule = PlanPairsFirst(problem, schedule, overfull, new ProgressPart(progress, 100, 300), cancellation);
        if (!schedule.Optimal)
        {
            schedule = PlanWhole(problem, schedule, overfull, new ProgressPart(progress, 300, 950), cancellation);
        }

        return ScheduleRules.Violations(problem, schedule) is { Count: > 0 } violations
            ? throw new InvalidOperationException($"CP-SAT's schedule breaks the rules: {string.Join("; ", violations)}.")
            : schedule;
    }

    /// <summary>
    /// Chooses the best pairs and then looks for their slots. Pairs that have slots are the optimum. An overfull group among them is
    /// limited, and the choice is made again.
    /// </summary>
    private SessionSchedule PlanPairsFirst(
        SessionProblem problem,
        SessionSchedule bestSoFar,
        List<bool[]> overfull,
        IProgress<int> progress,
        CancellationToken cancellation
    )
    {
        var bound = bestSoFar.UpperBound;
        var allButOne = Enumerable
            .Range(0, problem.Participants)
            .Select(leftOut => Enumerable.Range(0, problem.Participants).Select(i => i != leftOut).ToArray())
            .Where(group => problem.SeatsFor(group) < problem.Seats)
            .ToList();
        for (var round = 0; round < MaxRounds; round++)
        {
            progress.Report(1000 * round / MaxRounds);
            var pairs = new PairModel(problem, bestSoFar, allButOne.Concat(overfull));
            var choice = CpSatSolver.Solve(pairs.Model, limits.Pairs, linearization: 1, seed: 1, null, cancellation);
            bound = Math.Min(bound, choice.Bound ?? bound);
            if (!choice.HasSolution)
            {
                break;
            }

            var chosen = pairs.ChosenIn(choice);
            if (OverfullGroup.Find(problem, chosen, cancellation) is { } group)
            {
                overfull.Add(group);
                continue;
            }

            return Place(problem, chosen, bestSoFar with { UpperBound = bound }, cancellation);
        }

        return bestSoFar with
        {
            UpperBound = bound,
        };
    }

    /// <summary>Returns the schedule of the chosen pairs, or the known one when no slots are found for them.</summary>
    private SessionSchedule Place(
        SessionProblem problem,
        IReadOnlyList<int> chosen,
        SessionSchedule bestSoFar,
        CancellationToken cancellation
    )
    {
        var placement = SlotModel.Placement(problem, chosen, bestSoFar);
        // Slots are found either at once or very late. Which of the two depends on the order of the search.
        for (var seed = 1; seed <= PlacementSeeds; seed++)
        {
            var placed = CpSatSolver.Solve(placement.Model, limits.Placement, linearization: 1, seed, null, cancellation);
            if (placed.HasSolution)
            {
                return Better(bestSoFar, placement.MeetingsIn(placed));
            }

            if (placed.IsInfeasible)
            {
                break;
            }
        }

        return bestSoFar;
    }

    /// <summary>Returns the schedule with the higher total: a search that a limit ends need not have reached its hint.</summary>
    private static SessionSchedule Better(SessionSchedule bestSoFar, IReadOnlyList<Meeting> found)
    {
        var total = found.Sum(meeting => (long)meeting.Score);
        return total > bestSoFar.Total ? new SessionSchedule(found, total, bestSoFar.UpperBound) : bestSoFar;
    }

    /// <summary>Chooses pairs and slots at once.</summary>
    private SessionSchedule PlanWhole(
        SessionProblem problem,
        SessionSchedule bestSoFar,
        List<bool[]> overfull,
        IProgress<int> progress,
        CancellationToken cancellation
    )
    {
        var pairs = new PairModel(problem, bestSoFar, overfull);
        var whole = SlotModel.Whole(problem, pairs, bestSoFar);
        whole.Model.Add(pairs.Total <= bestSoFar.UpperBound);
        var answer = CpSatSolver.Solve(whole.Model, limits.Whole, linearization: 2, seed: 1, ReportGap, cancellation);
        if (answer.Bound is not { } proven)
        {
            return bestSoFar;
        }

        bestSoFar = bestSoFar with { UpperBound = Math.Min(bestSoFar.UpperBound, proven) };
        return Better(bestSoFar, whole.MeetingsIn(answer));

        // The share of the gap between the known schedule and its bound that is closed from above.
        void ReportGap(double lower) =>
            progress.Report((int)(1000 * (bestSoFar.UpperBound - lower) / (bestSoFar.UpperBound - bestSoFar.Total)));
    }

    /// <summary>Reports the thousandths of one step as those of the whole.</summary>
    private sealed class ProgressPart(IProgress<int>? whole, int from, int to) : IProgress<int>
    {
        public void Report(int value) => whole?.Report(from + ((to - from) * Math.Clamp(value, 0, 1000) / 1000));
    }
}

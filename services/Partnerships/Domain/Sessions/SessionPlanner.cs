namespace Platform.Partnerships.Domain.Sessions;

/// <summary>
/// Plans a session: pairs into the emptiest slot they fit, best first, by worth and once more by what they are worth beyond the prices of the upper bound; then
/// exchanges that gain, until none does. Sessions small enough are searched through to the optimum. The same problem always gives the same schedule.
/// </summary>
internal static class SessionPlanner
{
    private const int MostPasses = 12;

    /// <param name="problem">Whom to seat.</param>
    /// <param name="progress">Told how far the work is, in thousandths.</param>
    /// <param name="cancellation">Ends a run that is no longer wanted.</param>
    public static SessionSchedule Plan(SessionProblem problem, IProgress<int>? progress, CancellationToken cancellation)
    {
        var byWorth = Fill(problem, Enumerable.Range(0, problem.Edges.Length));
        progress?.Report(50);
        var bound = UpperBound.Of(problem, byWorth.Total, cancellation);
        progress?.Report(200);
        int[] order = [.. Enumerable.Range(0, problem.Edges.Length).OrderByDescending(Beyond).ThenBy(edge => edge)];
        var byPrice = Fill(problem, order);
        var timetable = byPrice.Total > byWorth.Total ? byPrice : byWorth;
        for (var pass = 0; pass < MostPasses && timetable.Total < bound.Total; pass++)
        {
            progress?.Report(200 + (750 * pass / MostPasses));
            if (!Improve(problem, timetable, order, cancellation))
            {
                break;
            }
        }

        progress?.Report(950);
        var schedule = new SessionSchedule(timetable.Meetings(), timetable.Total, bound.Total);
        return schedule.Optimal ? schedule : ExhaustiveSearch.Improve(problem, schedule, cancellation);

        double Beyond(int edge) => problem.Edges[edge].Score - bound.Prices[problem.Edges[edge].One] - bound.Prices[problem.Edges[edge].Other];
    }

    private static Timetable Fill(SessionProblem problem, IEnumerable<int> order)
    {
        var timetable = new Timetable(problem);
        foreach (var edge in order)
        {
            if (timetable.FreeSlotFor(edge) is { } slot)
            {
                timetable.Put(edge, slot);
            }
        }

        return timetable;
    }

    private static bool Improve(SessionProblem problem, Timetable timetable, int[] order, CancellationToken cancellation)
    {
        var before = timetable.Total;
        foreach (var edge in order)
        {
            cancellation.ThrowIfCancellationRequested();
            if (timetable.Has(edge))
            {
                continue;
            }

            for (var slot = 0; slot < problem.Slots; slot++)
            {
                if (timetable.BothAvailable(edge, slot) && TryExchange(problem, timetable, edge, slot))
                {
                    break;
                }
            }
        }

        return timetable.Total > before;
    }

    /// <summary>Puts the meeting into the slot, moves what stood in its way elsewhere where it fits, and undoes all of it when nothing is gained.</summary>
    private static bool TryExchange(SessionProblem problem, Timetable timetable, int edge, int slot)
    {
        var before = timetable.Total;
        var (one, other, score) = problem.Edges[edge];
        var removed = new List<(int Edge, int Slot)>(4);

        void Clear(int? inTheWay)
        {
            if (inTheWay is { } found)
            {
                removed.Add((found, timetable.Remove(found)));
            }
        }

        Clear(timetable.MeetingOf(one, slot));
        Clear(timetable.MeetingOf(other, slot));
        Clear(timetable.TablesLeft(slot) ? null : timetable.CheapestIn(slot));
        Clear(timetable.AtCapacity(one) ? timetable.CheapestOf(one) : null);
        Clear(timetable.AtCapacity(other) ? timetable.CheapestOf(other) : null);
        timetable.Put(edge, slot);

        var moved = new List<int>(removed.Count);
        foreach (var (lost, _) in removed)
        {
            if (timetable.FreeSlotFor(lost) is { } elsewhere)
            {
                timetable.Put(lost, elsewhere);
                moved.Add(lost);
            }
        }

        if (timetable.Total > before)
        {
            return true;
        }

        moved.ForEach(lost => timetable.Remove(lost));
        timetable.Remove(edge);
        removed.ForEach(entry => timetable.Put(entry.Edge, entry.Slot));
        return false;
    }
}

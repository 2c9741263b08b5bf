namespace Platform.Partnerships.Domain.Sessions;

/// <summary>
/// Plans a session of any size within seconds. It fills the slots greedily twice: in the order of the scores, and in the order of the
/// scores minus the prices of the upper bound. Then it improves the better schedule by exchanges until none gains anything.
/// </summary>
internal sealed class LocalSearchPlanner : ISessionPlanner
{
    private const int MaxPasses = 12;

    /// <inheritdoc/>
    public SessionSchedule Plan(SessionProblem problem, IProgress<int>? progress, CancellationToken cancellation)
    {
        var byScore = Fill(problem, Enumerable.Range(0, problem.Edges.Length));
        progress?.Report(50);
        var bound = UpperBound.Of(problem, byScore.Total, cancellation);
        progress?.Report(200);
        int[] order = [.. Enumerable.Range(0, problem.Edges.Length).OrderByDescending(BeyondPrices).ThenBy(edge => edge)];
        var byPrice = Fill(problem, order);
        var timetable = byPrice.Total > byScore.Total ? byPrice : byScore;
        for (var pass = 0; pass < MaxPasses && timetable.Total < bound.Total; pass++)
        {
            progress?.Report(200 + (750 * pass / MaxPasses));
            if (!Improve(problem, timetable, order, cancellation))
            {
                break;
            }
        }

        progress?.Report(950);
        return new SessionSchedule(timetable.Meetings(), timetable.Total, bound.Total);

        double BeyondPrices(int edge) =>
            problem.Edges[edge].Score - bound.Prices[problem.Edges[edge].One] - bound.Prices[problem.Edges[edge].Other];
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
                if (problem.BothAvailable(edge, slot) && TryExchange(problem, timetable, edge, slot))
                {
                    break;
                }
            }
        }

        return timetable.Total > before;
    }

    /// <summary>
    /// Puts a meeting into a slot and moves the meetings in its way to other slots where they fit. Undoes all of it when nothing is
    /// gained.
    /// </summary>
    private static bool TryExchange(SessionProblem problem, Timetable timetable, int edge, int slot)
    {
        var before = timetable.Total;
        var (one, other, _) = problem.Edges[edge];
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
        foreach (var (displaced, _) in removed)
        {
            if (timetable.FreeSlotFor(displaced) is { } elsewhere)
            {
                timetable.Put(displaced, elsewhere);
                moved.Add(displaced);
            }
        }

        if (timetable.Total > before)
        {
            return true;
        }

        moved.ForEach(displaced => timetable.Remove(displaced));
        timetable.Remove(edge);
        removed.ForEach(entry => timetable.Put(entry.Edge, entry.Slot));
        return false;
    }
}

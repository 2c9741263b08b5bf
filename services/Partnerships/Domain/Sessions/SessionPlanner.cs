namespace Platform.Partnerships.Domain.Sessions;

/// <summary>
/// Plans a session: best pairs first into the emptiest slot they fit, then exchanges that gain, until none does. Sessions small enough are
/// searched through to the optimum. The same problem always gives the same schedule.
/// </summary>
internal static class SessionPlanner
{
    private const int MostPasses = 12;

    /// <param name="problem">Whom to seat.</param>
    /// <param name="progress">Told how far the work is, in thousandths.</param>
    /// <param name="cancellation">Ends a run that is no longer wanted.</param>
    public static SessionSchedule Plan(SessionProblem problem, IProgress<int>? progress, CancellationToken cancellation)
    {
        var timetable = new Timetable(problem);
        for (var edge = 0; edge < problem.Edges.Count; edge++)
        {
            if (timetable.FreeSlotFor(edge) is { } slot)
            {
                timetable.Put(edge, slot);
            }
        }

        progress?.Report(100);
        for (var pass = 0; pass < MostPasses; pass++)
        {
            if (!Improve(problem, timetable, cancellation))
            {
                break;
            }

            progress?.Report(100 + (600 * (pass + 1) / MostPasses));
        }

        progress?.Report(700);
        var bound = UpperBound.Of(problem, timetable.Total, cancellation);
        progress?.Report(950);
        var schedule = new SessionSchedule(timetable.Meetings(), timetable.Total, bound);
        return schedule.Optimal ? schedule : ExhaustiveSearch.Improve(problem, schedule, cancellation);
    }

    private static bool Improve(SessionProblem problem, Timetable timetable, CancellationToken cancellation)
    {
        var before = timetable.Total;
        for (var edge = 0; edge < problem.Edges.Count; edge++)
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

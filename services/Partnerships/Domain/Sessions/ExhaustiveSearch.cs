using System.Numerics;

namespace Platform.Partnerships.Domain.Sessions;

/// <summary>
/// Branch and bound over slots for small sessions: finds a better schedule, or proves that there is none. Gives up, and says so by leaving the upper
/// bound as it was, when the search would take too long.
/// </summary>
internal sealed class ExhaustiveSearch
{
    private const int MostParticipants = 8;
    private const int MostSteps = 40_000_000;

    private readonly SessionProblem problem;
    private readonly CancellationToken cancellation;
    private readonly ulong[] edgesInSlot;
    private readonly bool[] likePrevious;
    private readonly int[] meetingsOf;
    private readonly ulong[] chosen;
    private readonly bool onlyFull;
    private ulong[] best = [];
    private long bestTotal;
    private int steps;

    private ExhaustiveSearch(SessionProblem problem, long reached, CancellationToken cancellation)
    {
        this.problem = problem;
        this.cancellation = cancellation;
        bestTotal = reached;
        meetingsOf = new int[problem.Participants];
        chosen = new ulong[problem.Slots];
        edgesInSlot = [.. Enumerable.Range(0, problem.Slots).Select(EdgesIn)];
        likePrevious = [.. Enumerable.Range(0, problem.Slots).Select(slot => slot > 0 && AreAlike(slot - 1, slot))];
        // A meeting held later could as well be held now, so slots left partly empty need not be tried: unless meetings are rationed.
        onlyFull = !problem.LimitsMeetings;
    }

    public static SessionSchedule Improve(SessionProblem problem, SessionSchedule found, CancellationToken cancellation)
    {
        if (problem.Participants > MostParticipants)
        {
            return found;
        }

        var search = new ExhaustiveSearch(problem, found.Total, cancellation);
        var finished = search.Visit(0, 0, 0);
        var schedule = search.best.Length > 0 ? new SessionSchedule(search.Meetings(), search.bestTotal, found.UpperBound) : found;
        return finished ? schedule with { UpperBound = schedule.Total } : schedule;
    }

    private bool Visit(int slot, ulong used, long total)
    {
        if (++steps > MostSteps)
        {
            return false;
        }

        cancellation.ThrowIfCancellationRequested();
        if (total > bestTotal)
        {
            (bestTotal, best) = (total, [.. chosen[..slot], .. new ulong[problem.Slots - slot]]);
        }

        return slot == problem.Slots || total + MostStillPossible(slot, used) <= bestTotal || Choose(slot, used, total, 0, 0, 0, 0);
    }

    /// <summary>Every set of meetings for the slot, taken edge by edge.</summary>
    private bool Choose(int slot, ulong used, long total, int from, ulong taken, uint busy, int tables)
    {
        for (var edge = from; edge < problem.Edges.Length && tables < problem.TablesIn(slot); edge++)
        {
            var (one, other, score) = problem.Edges[edge];
            var both = (1u << one) | (1u << other);
            if (!Fits(slot, used | taken, edge) || (busy & both) != 0)
            {
                continue;
            }

            meetingsOf[one]++;
            meetingsOf[other]++;
            var finished = Choose(slot, used, total + score, edge + 1, taken | (1UL << edge), busy | both, tables + 1);
            meetingsOf[one]--;
            meetingsOf[other]--;
            if (!finished)
            {
                return false;
            }
        }

        // Slots in which the same people are available can be swapped: only one order of each two is tried.
        if ((likePrevious[slot] && taken > chosen[slot - 1]) || (onlyFull && CouldTakeMore(slot, used | taken, busy, tables)))
        {
            return true;
        }

        chosen[slot] = taken;
        return Visit(slot + 1, used | taken, total);
    }

    private bool CouldTakeMore(int slot, ulong used, uint busy, int tables)
    {
        for (var edge = 0; edge < problem.Edges.Length && tables < problem.TablesIn(slot); edge++)
        {
            if (Fits(slot, used, edge) && (busy & ((1u << problem.Edges[edge].One) | (1u << problem.Edges[edge].Other))) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool Fits(int slot, ulong used, int edge) =>
        (used & (1UL << edge)) == 0 && (edgesInSlot[slot] & (1UL << edge)) != 0
        && meetingsOf[problem.Edges[edge].One] < problem.CapacityOf(problem.Edges[edge].One)
        && meetingsOf[problem.Edges[edge].Other] < problem.CapacityOf(problem.Edges[edge].Other);

    /// <summary>Half of what each participant could still collect with its best unused meetings, and no more than the seats left hold.</summary>
    private long MostStillPossible(int slot, ulong used)
    {
        Span<int> left = stackalloc int[problem.Participants];
        var seats = 0;
        for (var i = 0; i < left.Length; i++)
        {
            var slots = 0;
            for (var later = slot; later < problem.Slots; later++)
            {
                slots += problem.IsAvailable(i, later) ? 1 : 0;
            }

            left[i] = Math.Min(slots, problem.CapacityOf(i) - meetingsOf[i]);
        }

        for (var later = slot; later < problem.Slots; later++)
        {
            seats += problem.TablesIn(later);
        }

        long byPerson = 0, bySeat = 0;
        for (var edge = 0; edge < problem.Edges.Length; edge++)
        {
            var (one, other, score) = problem.Edges[edge];
            if ((used & (1UL << edge)) != 0)
            {
                continue;
            }

            if (left[one]-- > 0)
            {
                byPerson += score;
            }

            if (left[other]-- > 0)
            {
                byPerson += score;
            }

            if (seats-- > 0)
            {
                bySeat += score;
            }
        }

        return Math.Min(byPerson / 2, bySeat);
    }

    private ulong EdgesIn(int slot)
    {
        var mask = 0UL;
        for (var edge = 0; edge < problem.Edges.Length; edge++)
        {
            if (problem.IsAvailable(problem.Edges[edge].One, slot) && problem.IsAvailable(problem.Edges[edge].Other, slot))
            {
                mask |= 1UL << edge;
            }
        }

        return mask;
    }

    private bool AreAlike(int slot, int other) =>
        problem.TablesIn(slot) == problem.TablesIn(other) && Enumerable.Range(0, problem.Participants).All(i => problem.IsAvailable(i, slot) == problem.IsAvailable(i, other));

    private IReadOnlyList<Meeting> Meetings() =>
        [.. best.SelectMany((mask, slot) => Bits(mask).Select(edge =>
            new Meeting(slot, problem.Edges[edge].One, problem.Edges[edge].Other, problem.Edges[edge].Score)))
            .OrderBy(meeting => meeting.Slot).ThenBy(meeting => meeting.One)];

    private static IEnumerable<int> Bits(ulong mask)
    {
        for (; mask != 0; mask &= mask - 1)
        {
            yield return BitOperations.TrailingZeroCount(mask);
        }
    }
}

namespace Platform.Partnerships.Domain.Sessions;

/// <summary>
/// A schedule under construction, with the busy slots of each participant. The caller must check that a meeting fits before it adds one.
/// </summary>
internal sealed class Timetable(SessionProblem problem)
{
    private const int Free = -1;

    // By participant and slot: the edge that meets there.
    private readonly int[,] busyWith = Filled(problem.Participants, problem.Slots);
    private readonly int[] slotOf = [.. Enumerable.Repeat(Free, problem.Edges.Length)];
    private readonly List<int>[] inSlot = [.. Enumerable.Range(0, problem.Slots).Select(_ => new List<int>())];
    private readonly int[] meetingsOf = new int[problem.Participants];

    /// <summary>The sum of the scores of the meetings so far.</summary>
    public long Total { get; private set; }

    /// <summary>Returns whether the two of an edge have their meeting.</summary>
    public bool Has(int edge) => slotOf[edge] != Free;

    /// <summary>Returns whether a slot has a free table.</summary>
    public bool TablesLeft(int slot) => inSlot[slot].Count < problem.TablesIn(slot);

    /// <summary>Returns whether a participant has as many meetings as it can have.</summary>
    public bool AtCapacity(int participant) => meetingsOf[participant] >= problem.CapacityOf(participant);

    /// <summary>Returns the edge whose meeting a participant has in a slot, if any.</summary>
    public int? MeetingOf(int participant, int slot) => busyWith[participant, slot] is not Free and var edge ? edge : null;

    /// <summary>Returns the edge with the lowest score that meets in a slot, if any.</summary>
    // Edges are numbered best first, so the highest number is the cheapest.
    public int? CheapestIn(int slot) => inSlot[slot].Count > 0 ? inSlot[slot].Max() : null;

    /// <summary>Returns the edge with the lowest score among the meetings of a participant, if any.</summary>
    public int? CheapestOf(int participant)
    {
        var cheapest = Free;
        for (var slot = 0; slot < problem.Slots; slot++)
        {
            cheapest = Math.Max(cheapest, busyWith[participant, slot]);
        }

        return cheapest == Free ? null : cheapest;
    }

    /// <summary>
    /// Returns the slot with the most free tables among those in which a meeting fits without moving another; null when there is none.
    /// </summary>
    public int? FreeSlotFor(int edge)
    {
        var (one, other, _) = problem.Edges[edge];
        if (AtCapacity(one) || AtCapacity(other))
        {
            return null;
        }

        var (best, most) = (Free, 0);
        for (var slot = 0; slot < problem.Slots; slot++)
        {
            if (
                problem.TablesIn(slot) - inSlot[slot].Count is var left
                && left > most
                && busyWith[one, slot] == Free
                && busyWith[other, slot] == Free
                && problem.BothAvailable(edge, slot)
            )
            {
                (best, most) = (slot, left);
            }
        }

        return best == Free ? null : best;
    }

    /// <summary>Puts a meeting into a slot.</summary>
    public void Put(int edge, int slot)
    {
        var (one, other, score) = problem.Edges[edge];
        (busyWith[one, slot], busyWith[other, slot], slotOf[edge]) = (edge, edge, slot);
        inSlot[slot].Add(edge);
        meetingsOf[one]++;
        meetingsOf[other]++;
        Total += score;
    }

    /// <summary>Removes a meeting and returns the slot that it had.</summary>
    public int Remove(int edge)
    {
        var (one, other, score) = problem.Edges[edge];
        var slot = slotOf[edge];
        (busyWith[one, slot], busyWith[other, slot], slotOf[edge]) = (Free, Free, Free);
        inSlot[slot].Remove(edge);
        meetingsOf[one]--;
        meetingsOf[other]--;
        Total -= score;
        return slot;
    }

    /// <summary>Returns the meetings, ordered by slot and participant.</summary>
    public IReadOnlyList<Meeting> Meetings() =>
        [
            .. Enumerable
                .Range(0, slotOf.Length)
                .Where(Has)
                .Select(edge => new Meeting(slotOf[edge], problem.Edges[edge].One, problem.Edges[edge].Other, problem.Edges[edge].Score))
                .OrderBy(meeting => meeting.Slot)
                .ThenBy(meeting => meeting.One),
        ];

    private static int[,] Filled(int rows, int columns)
    {
        var array = new int[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                array[row, column] = Free;
            }
        }

        return array;
    }
}

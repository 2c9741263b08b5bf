namespace Platform.Partnerships.Domain.Sessions;

/// <summary>A schedule under construction. Nothing can be put into it that would double-book a participant or a table.</summary>
internal sealed class Timetable(SessionProblem problem)
{
    private const int Free = -1;

    // The edge that a participant is busy with in a slot.
    private readonly int[,] busyWith = Filled(problem.Participants, problem.Slots);
    private readonly int[] slotOf = [.. Enumerable.Repeat(Free, problem.Edges.Length)];
    private readonly List<int>[] inSlot = [.. Enumerable.Range(0, problem.Slots).Select(_ => new List<int>())];
    private readonly int[] meetingsOf = new int[problem.Participants];

    public long Total { get; private set; }

    public bool Has(int edge) => slotOf[edge] != Free;

    public bool TablesLeft(int slot) => inSlot[slot].Count < problem.TablesIn(slot);

    public bool AtCapacity(int participant) => meetingsOf[participant] >= problem.CapacityOf(participant);

    public bool BothAvailable(int edge, int slot) =>
        problem.IsAvailable(problem.Edges[edge].One, slot) && problem.IsAvailable(problem.Edges[edge].Other, slot);

    public int? MeetingOf(int participant, int slot) => busyWith[participant, slot] is not Free and var edge ? edge : null;

    // Edges are numbered best first, so the highest number is the cheapest.
    public int? CheapestIn(int slot) => inSlot[slot].Count > 0 ? inSlot[slot].Max() : null;

    public int? CheapestOf(int participant)
    {
        var cheapest = Free;
        for (var slot = 0; slot < problem.Slots; slot++)
        {
            cheapest = Math.Max(cheapest, busyWith[participant, slot]);
        }

        return cheapest == Free ? null : cheapest;
    }

    /// <summary>The slot with the most tables left among those in which the meeting fits as things are; null when none.</summary>
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
            if (problem.TablesIn(slot) - inSlot[slot].Count is var left && left > most
                && busyWith[one, slot] == Free && busyWith[other, slot] == Free && BothAvailable(edge, slot))
            {
                (best, most) = (slot, left);
            }
        }

        return best == Free ? null : best;
    }

    public void Put(int edge, int slot)
    {
        var (one, other, score) = problem.Edges[edge];
        (busyWith[one, slot], busyWith[other, slot], slotOf[edge]) = (edge, edge, slot);
        inSlot[slot].Add(edge);
        meetingsOf[one]++;
        meetingsOf[other]++;
        Total += score;
    }

    /// <returns>The slot it had.</returns>
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

    public IReadOnlyList<Meeting> Meetings() =>
        [.. Enumerable.Range(0, slotOf.Length)
            .Where(Has)
            .Select(edge => new Meeting(slotOf[edge], problem.Edges[edge].One, problem.Edges[edge].Other, problem.Edges[edge].Score))
            .OrderBy(meeting => meeting.Slot).ThenBy(meeting => meeting.One)];

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

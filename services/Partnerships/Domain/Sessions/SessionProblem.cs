namespace Platform.Partnerships.Domain.Sessions;

/// <summary>A pair that may meet: barred pairs (score zero) and pairs without a slot in common are not among the edges.</summary>
internal readonly record struct Edge(int One, int Other, int Score);

/// <summary>
/// Whom to seat with whom, as numbers: participants by place, their slots, and what a meeting of two is worth. Meetings that are kept are not part of the problem:
/// their people, tables and slots are taken out of it, so that no plan can touch them.
/// </summary>
internal sealed class SessionProblem
{
    private readonly bool[,] available;
    private readonly int[] capacity;
    private readonly int[] tables;

    /// <param name="slots">Number of slots.</param>
    /// <param name="tables">Meetings that fit into one slot.</param>
    /// <param name="availableSlots">For each participant, the slots in which it can meet.</param>
    /// <param name="meetingsPerParticipant">The most meetings of one participant, if limited.</param>
    /// <param name="score">What a meeting is worth in thousandths; zero or less when the two must not meet. Asked for One &lt; Other.</param>
    /// <param name="kept">Meetings that stay as they are; their score does not matter.</param>
    public SessionProblem(
        int slots, int tables, IReadOnlyList<IReadOnlyList<int>> availableSlots, int? meetingsPerParticipant, Func<int, int, int> score, IReadOnlyList<Meeting>? kept = null)
    {
        (Slots, Participants) = (slots, availableSlots.Count);
        this.tables = [.. Enumerable.Repeat(tables, slots)];
        available = new bool[Participants, slots];
        capacity = [.. Enumerable.Repeat(meetingsPerParticipant ?? slots, Participants)];
        for (var i = 0; i < Participants; i++)
        {
            foreach (var slot in availableSlots[i])
            {
                available[i, slot] = true;
            }
        }

        foreach (var meeting in kept ?? [])
        {
            (available[meeting.One, meeting.Slot], available[meeting.Other, meeting.Slot]) = (false, false);
            capacity[meeting.One]--;
            capacity[meeting.Other]--;
            this.tables[meeting.Slot]--;
        }

        for (var i = 0; i < Participants; i++)
        {
            var open = 0;
            for (var slot = 0; slot < slots; slot++)
            {
                // Nobody is available where the kept meetings leave no table, nor who has as many meetings as allowed.
                available[i, slot] &= this.tables[slot] > 0 && capacity[i] > 0;
                open += available[i, slot] ? 1 : 0;
            }

            LimitsMeetings |= capacity[i] < open;
            capacity[i] = Math.Clamp(capacity[i], 0, open);
        }

        var settled = (kept ?? []).Select(meeting => (Math.Min(meeting.One, meeting.Other), Math.Max(meeting.One, meeting.Other))).ToHashSet();
        Edges = [.. AllPairs(score, settled).OrderByDescending(edge => edge.Score).ThenBy(edge => edge.One).ThenBy(edge => edge.Other)];
        Seats = Enumerable.Range(0, slots).Sum(slot => Math.Min(this.tables[slot], Enumerable.Range(0, Participants).Count(i => available[i, slot]) / 2));
    }

    public int Slots { get; }

    public int Participants { get; }

    /// <summary>Best first; ties by place, so that every run plans alike.</summary>
    public Edge[] Edges { get; }

    /// <summary>The most meetings that tables and availability allow in all slots together.</summary>
    public int Seats { get; }

    /// <summary>Whether somebody has more open slots than meetings allowed.</summary>
    public bool LimitsMeetings { get; }

    public int TablesIn(int slot) => tables[slot];

    public bool IsAvailable(int participant, int slot) => available[participant, slot];

    /// <summary>The most meetings this participant can have.</summary>
    public int CapacityOf(int participant) => capacity[participant];

    private IEnumerable<Edge> AllPairs(Func<int, int, int> score, HashSet<(int, int)> settled)
    {
        for (var one = 0; one < Participants; one++)
        {
            for (var other = one + 1; other < Participants; other++)
            {
                if (ShareASlot(one, other) && !settled.Contains((one, other)) && score(one, other) is > 0 and var worth)
                {
                    yield return new Edge(one, other, worth);
                }
            }
        }
    }

    private bool ShareASlot(int one, int other)
    {
        for (var slot = 0; slot < Slots; slot++)
        {
            if (available[one, slot] && available[other, slot])
            {
                return true;
            }
        }

        return false;
    }
}

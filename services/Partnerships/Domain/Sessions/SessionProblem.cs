namespace Platform.Partnerships.Domain.Sessions;

/// <summary>
/// Two participants who may meet, and the score of their meeting. Barred pairs (score zero) and pairs without a common slot are not edges.
/// </summary>
internal readonly record struct Edge(int One, int Other, int Score);

/// <summary>
/// A session in numbers: participants by position, their slots, and the score of each pair. Confirmed meetings are not part of the
/// problem. Their participants, tables and slots are removed from it, so that no plan can change them.
/// </summary>
internal sealed class SessionProblem
{
    private readonly bool[,] available;
    private readonly int[] capacity;
    private readonly int[] tables;

    /// <param name="slots">The number of slots.</param>
    /// <param name="tables">The number of meetings that fit into one slot.</param>
    /// <param name="availableSlots">For each participant, the slots in which it can meet.</param>
    /// <param name="meetingsPerParticipant">The most meetings of one participant, if limited.</param>
    /// <param name="score">Returns the score of a pair in thousandths; zero or less when the two must not meet. Called with One &lt;
    /// Other.</param>
    /// <param name="confirmed">Meetings that stay as they are; their scores do not count here.</param>
    public SessionProblem(
        int slots,
        int tables,
        IReadOnlyList<IReadOnlyList<int>> availableSlots,
        int? meetingsPerParticipant,
        Func<int, int, int> score,
        IReadOnlyList<Meeting>? confirmed = null
    )
    {
        confirmed ??= [];
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

        foreach (var meeting in confirmed)
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
                // A slot without a free table is no use, and neither is any slot to a participant who has all its meetings.
                available[i, slot] &= this.tables[slot] > 0 && capacity[i] > 0;
                open += available[i, slot] ? 1 : 0;
            }

            capacity[i] = Math.Clamp(capacity[i], 0, open);
        }

        var met = confirmed.Select(meeting => (Math.Min(meeting.One, meeting.Other), Math.Max(meeting.One, meeting.Other))).ToHashSet();
        Edges = [.. AllPairs(score, met).OrderByDescending(edge => edge.Score).ThenBy(edge => edge.One).ThenBy(edge => edge.Other)];
        var partners = new int[Participants];
        foreach (var (one, other, _) in Edges)
        {
            partners[one]++;
            partners[other]++;
        }

        for (var i = 0; i < Participants; i++)
        {
            capacity[i] = Math.Min(capacity[i], partners[i]);
        }

        Seats = SeatsFor([.. Enumerable.Repeat(true, Participants)]);
    }

    /// <summary>The number of slots.</summary>
    public int Slots { get; }

    /// <summary>The number of participants.</summary>
    public int Participants { get; }

    /// <summary>
    /// The pairs that may meet, highest score first; equal scores are ordered by position, so that every run plans alike.
    /// </summary>
    public Edge[] Edges { get; }

    /// <summary>The most meetings that tables, availability and limits allow in all slots together.</summary>
    public int Seats { get; }

    /// <summary>Returns the number of meetings that fit into a slot.</summary>
    public int TablesIn(int slot) => tables[slot];

    /// <summary>Returns whether a participant can meet in a slot.</summary>
    public bool IsAvailable(int participant, int slot) => available[participant, slot];

    /// <summary>Returns whether both participants of an edge can meet in a slot.</summary>
    public bool BothAvailable(int edge, int slot) => available[Edges[edge].One, slot] && available[Edges[edge].Other, slot];

    /// <summary>Returns the most meetings that a participant can have.</summary>
    public int CapacityOf(int participant) => capacity[participant];

    /// <summary>
    /// Returns the most meetings that a group can have among its own members: in each slot half of those who are available, rounded down,
    /// and not more than there are tables; in all slots half of what its members can have, rounded down.
    /// </summary>
    /// <param name="members">For each participant, whether it is in the group.</param>
    public int SeatsFor(bool[] members)
    {
        var (seats, capacities) = (0, 0);
        for (var slot = 0; slot < Slots; slot++)
        {
            seats += Math.Min(tables[slot], PresentIn(slot, members) / 2);
        }

        for (var i = 0; i < Participants; i++)
        {
            capacities += members[i] ? capacity[i] : 0;
        }

        return Math.Min(seats, capacities / 2);
    }

    /// <summary>Returns how many members of a group are available in a slot.</summary>
    public int PresentIn(int slot, bool[] members)
    {
        var present = 0;
        for (var i = 0; i < Participants; i++)
        {
            present += members[i] && available[i, slot] ? 1 : 0;
        }

        return present;
    }

    private IEnumerable<Edge> AllPairs(Func<int, int, int> score, HashSet<(int, int)> met)
    {
        for (var one = 0; one < Participants; one++)
        {
            for (var other = one + 1; other < Participants; other++)
            {
                if (HaveCommonSlot(one, other) && !met.Contains((one, other)) && score(one, other) is > 0 and var worth)
                {
                    yield return new Edge(one, other, worth);
                }
            }
        }
    }

    private bool HaveCommonSlot(int one, int other)
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

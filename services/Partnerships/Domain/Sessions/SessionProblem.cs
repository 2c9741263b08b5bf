namespace Platform.Partnerships.Domain.Sessions;

/// <summary>A pair that may meet: barred pairs (score zero) and pairs without a slot in common are not among the edges.</summary>
internal readonly record struct Edge(int One, int Other, int Score);

/// <summary>Whom to seat with whom, as numbers: participants by place, their slots, and what a meeting of two is worth.</summary>
internal sealed class SessionProblem
{
    private readonly bool[,] available;
    private readonly int[] capacity;

    /// <param name="slots">Number of slots.</param>
    /// <param name="tables">Meetings that fit into one slot.</param>
    /// <param name="availableSlots">For each participant, the slots in which it can meet.</param>
    /// <param name="meetingsPerParticipant">The most meetings of one participant, if limited.</param>
    /// <param name="score">What a meeting is worth in thousandths; zero or less when the two must not meet. Asked for One &lt; Other.</param>
    public SessionProblem(int slots, int tables, IReadOnlyList<IReadOnlyList<int>> availableSlots, int? meetingsPerParticipant, Func<int, int, int> score)
    {
        (Slots, Tables, Participants) = (slots, tables, availableSlots.Count);
        available = new bool[Participants, slots];
        capacity = new int[Participants];
        for (var i = 0; i < Participants; i++)
        {
            foreach (var slot in availableSlots[i])
            {
                available[i, slot] = true;
            }

            capacity[i] = Math.Min(availableSlots[i].Count, meetingsPerParticipant ?? slots);
        }

        Edges = [.. AllPairs(score).OrderByDescending(edge => edge.Score).ThenBy(edge => edge.One).ThenBy(edge => edge.Other)];
        Seats = Enumerable.Range(0, slots).Sum(slot => Math.Min(tables, Enumerable.Range(0, Participants).Count(i => available[i, slot]) / 2));
    }

    public int Slots { get; }

    public int Tables { get; }

    public int Participants { get; }

    /// <summary>Best first; ties by place, so that every run plans alike.</summary>
    public IReadOnlyList<Edge> Edges { get; }

    /// <summary>The most meetings that tables and availability allow in all slots together.</summary>
    public int Seats { get; }

    public bool IsAvailable(int participant, int slot) => available[participant, slot];

    /// <summary>The most meetings this participant can have.</summary>
    public int CapacityOf(int participant) => capacity[participant];

    public bool LimitsMeetings => Enumerable.Range(0, Participants).Any(i => capacity[i] < Enumerable.Range(0, Slots).Count(slot => available[i, slot]));

    private IEnumerable<Edge> AllPairs(Func<int, int, int> score)
    {
        for (var one = 0; one < Participants; one++)
        {
            for (var other = one + 1; other < Participants; other++)
            {
                if (ShareASlot(one, other) && score(one, other) is > 0 and var worth)
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

namespace Platform.Partnerships.Domain.Sessions;

/// <summary>
/// A group of participants with more chosen meetings among themselves than the slots can seat. Three who all want to meet in two slots are
/// one: each slot seats one pair, so that two of the three pairs at most can meet. Such odd sets are what separates a choice of pairs from
/// a schedule (Edmonds 1965; Padberg and Rao 1982).
/// </summary>
internal sealed class OverfullGroup
{
    private readonly SessionProblem problem;
    private readonly bool[,] chosen;
    private readonly bool[] members;
    private readonly int[] chosenWithMembers;
    private readonly int[] present;
    private int meetings;
    private int excess;

    private OverfullGroup(SessionProblem problem, bool[,] chosen, bool[] members)
    {
        (this.problem, this.chosen, this.members) = (problem, chosen, members);
        int[] everybody = [.. Enumerable.Range(0, members.Length)];
        chosenWithMembers = Array.ConvertAll(everybody, i => everybody.Count(j => members[j] && chosen[i, j]));
        present = [.. Enumerable.Range(0, problem.Slots).Select(slot => problem.PresentIn(slot, members))];
        meetings = everybody.Sum(i => members[i] ? chosenWithMembers[i] : 0) / 2;
        excess = meetings - Enumerable.Range(0, problem.Slots).Sum(slot => Math.Min(problem.TablesIn(slot), present[slot] / 2));
    }

    /// <summary>
    /// Returns the most overfull group that a local search finds, starting from everybody and from everybody but one; null when it finds
    /// none. There may be one all the same.
    /// </summary>
    /// <param name="problem">The session.</param>
    /// <param name="meetings">The chosen pairs, as edges of the problem.</param>
    /// <param name="cancellation">Cancels the computation.</param>
    /// <returns>For each participant, whether it is in the group.</returns>
    public static bool[]? Find(SessionProblem problem, IEnumerable<int> meetings, CancellationToken cancellation)
    {
        var chosen = new bool[problem.Participants, problem.Participants];
        foreach (var (one, other, _) in meetings.Select(edge => problem.Edges[edge]))
        {
            (chosen[one, other], chosen[other, one]) = (true, true);
        }

        OverfullGroup? best = null;
        for (var leftOut = -1; leftOut < problem.Participants; leftOut++)
        {
            cancellation.ThrowIfCancellationRequested();
            var group = new OverfullGroup(problem, chosen, [.. Enumerable.Range(0, problem.Participants).Select(i => i != leftOut)]);
            group.Climb();
            if (group.excess > (best?.excess ?? 0))
            {
                best = group;
            }
        }

        return best?.members;
    }

    /// <summary>
    /// Adds or removes one or two participants at a time, always those with the greatest gain. Two, because most gains depend on the
    /// parity of a group.
    /// </summary>
    private void Climb()
    {
        while (true)
        {
            var (best, first, second) = (excess, -1, -1);
            for (var i = 0; i < members.Length; i++)
            {
                for (var j = i; j < members.Length; j++)
                {
                    if (ExcessAfter(i, j) is var reached && reached > best)
                    {
                        (best, first, second) = (reached, i, j);
                    }
                }
            }

            if (first < 0)
            {
                return;
            }

            Flip(first);
            if (second != first)
            {
                Flip(second);
            }

            excess = best;
        }
    }

    private int ExcessAfter(int i, int j)
    {
        var after = meetings + (members[i] ? -chosenWithMembers[i] : chosenWithMembers[i]);
        if (j != i)
        {
            after += members[j] ? -chosenWithMembers[j] : chosenWithMembers[j];
            // The sums count the pair of i and j itself once too little when both join or both leave, and once too often when they swap.
            after +=
                !chosen[i, j] ? 0
                : members[i] == members[j] ? 1
                : -1;
        }

        var seats = 0;
        for (var slot = 0; slot < present.Length; slot++)
        {
            seats += Math.Min(problem.TablesIn(slot), (present[slot] + ChangeIn(slot, i) + (j == i ? 0 : ChangeIn(slot, j))) / 2);
        }

        return after - seats;
    }

    private int ChangeIn(int slot, int participant) =>
        !problem.IsAvailable(participant, slot) ? 0
        : members[participant] ? -1
        : 1;

    private void Flip(int participant)
    {
        for (var slot = 0; slot < present.Length; slot++)
        {
            present[slot] += ChangeIn(slot, participant);
        }

        meetings += members[participant] ? -chosenWithMembers[participant] : chosenWithMembers[participant];
        members[participant] = !members[participant];
        for (var i = 0; i < members.Length; i++)
        {
            chosenWithMembers[i] +=
                !chosen[i, participant] ? 0
                : members[participant] ? 1
                : -1;
        }
    }
}

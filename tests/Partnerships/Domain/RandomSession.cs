using Platform.Partnerships.Domain.Sessions;

namespace Platform.Partnerships.Tests.Domain;

/// <summary>Sessions with random scores, of which a fifth are vetoes, and with random availability. The seed decides all of it.</summary>
internal static class RandomSession
{
    /// <param name="random">Decides scores and availability.</param>
    /// <param name="participants">How many take part.</param>
    /// <param name="slots">How many slots there are.</param>
    /// <param name="tables">How many tables each slot has.</param>
    /// <param name="most">The most meetings of one participant.</param>
    /// <param name="percentAvailable">The share of the slots in which a participant can meet.</param>
    public static SessionProblem Problem(
        Random random,
        int participants,
        int slots,
        int tables,
        int? most = null,
        int percentAvailable = 80
    )
    {
        var available = Enumerable
            .Range(0, participants)
            .Select(_ => (IReadOnlyList<int>)[.. Enumerable.Range(0, slots).Where(_ => random.Next(100) < percentAvailable)])
            .ToList();
        var scores = AllPairs(participants).ToDictionary(pair => pair, _ => random.Next(5) == 0 ? 0 : random.Next(1, 1001));
        return new SessionProblem(slots, tables, available, most, (one, other) => scores[(one, other)]);
    }

    /// <summary>A session of any shape up to a size, half of them with a limit of meetings.</summary>
    public static SessionProblem Any(Random random, int maxParticipants, int maxSlots)
    {
        var slots = random.Next(1, maxSlots + 1);
        int? most = random.Next(2) == 0 ? null : random.Next(1, slots + 1);
        var (participants, tables) = (random.Next(2, maxParticipants + 1), random.Next(1, (maxParticipants / 2) + 1));
        return Problem(random, participants, slots, tables, most, random.Next(50, 101));
    }

    /// <summary>The same session after some meetings of a schedule were confirmed.</summary>
    public static SessionProblem WithConfirmed(SessionProblem problem, int? most, IReadOnlyList<Meeting> confirmed)
    {
        var available = Enumerable
            .Range(0, problem.Participants)
            .Select(i => (IReadOnlyList<int>)[.. Enumerable.Range(0, problem.Slots).Where(slot => problem.IsAvailable(i, slot))])
            .ToList();
        var scores = problem.Edges.ToDictionary(edge => (edge.One, edge.Other), edge => edge.Score);
        return new SessionProblem(
            problem.Slots,
            problem.TablesIn(0),
            available,
            most,
            (one, other) => scores.GetValueOrDefault((one, other)),
            confirmed
        );
    }

    private static IEnumerable<(int One, int Other)> AllPairs(int participants) =>
        from one in Enumerable.Range(0, participants)
        from other in Enumerable.Range(one + 1, participants - one - 1)
        select (one, other);
}

using Platform.Partnerships.Domain.Sessions;
using static Platform.Partnerships.Tests.Domain.Sample;

namespace Platform.Partnerships.Tests.Domain;

public sealed class OverfullGroupTests
{
    [Fact]
    public void A_schedule_has_no_overfull_group() =>
        ForAllSeeds(random =>
        {
            var problem = RandomSession.Any(random, maxParticipants: 20, maxSlots: 8);
            var schedule = new LocalSearchPlanner().Plan(problem, null, CancellationToken.None);
            var meetings = schedule.Meetings.Select(meeting => (meeting.One, meeting.Other)).ToHashSet();
            var chosen = EdgesOf(problem, edge => meetings.Contains((edge.One, edge.Other)));

            return OverfullGroup.Find(problem, chosen, CancellationToken.None) is null;
        });

    [Fact]
    public void A_group_that_is_found_has_more_meetings_than_seats()
    {
        var found = 0;
        ForAllSeeds(random =>
        {
            var problem = RandomSession.Any(random, maxParticipants: 16, maxSlots: 6);
            int[] chosen = [.. EdgesOf(problem, _ => random.Next(2) == 0)];
            if (OverfullGroup.Find(problem, chosen, CancellationToken.None) is not { } members)
            {
                return true;
            }

            found++;
            var within = chosen.Count(edge => members[problem.Edges[edge].One] && members[problem.Edges[edge].Other]);
            return within > problem.SeatsFor(members);
        });
        Assert.NotEqual(0, found);
    }

    [Fact]
    public void Five_who_all_meet_within_four_slots_are_found_among_twelve()
    {
        // Ten pairs of five, but each of the four slots seats two of them. The other seven meet in a ring.
        var slots = Enumerable.Range(0, 12).Select(_ => (IReadOnlyList<int>)[0, 1, 2, 3]).ToList();
        var problem = new SessionProblem(4, 6, slots, null, (one, other) => other < 5 || (one >= 5 && (other - one is 1 or 6)) ? 500 : 0);

        var found = OverfullGroup.Find(problem, EdgesOf(problem, _ => true), CancellationToken.None);

        Assert.Equal([true, true, true, true, true], found![..5]);
    }

    private static IEnumerable<int> EdgesOf(SessionProblem problem, Func<Edge, bool> selects) =>
        Enumerable.Range(0, problem.Edges.Length).Where(edge => selects(problem.Edges[edge]));
}

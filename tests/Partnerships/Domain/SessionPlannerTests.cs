using Platform.Partnerships.Domain.Sessions;
using Platform.Partnerships.Features.Sessions.CpSat;
using static Platform.Partnerships.Tests.Domain.Sample;

namespace Platform.Partnerships.Tests.Domain;

/// <summary>What both planners promise.</summary>
public sealed class SessionPlannerTests
{
    public static TheoryData<string> Planners => ["local search", "CP-SAT"];

    [Theory]
    [MemberData(nameof(Planners))]
    public void No_schedule_breaks_a_rule_or_exceeds_its_bound(string planner) =>
        ForAllSeeds(random =>
        {
            var problem = RandomSession.Any(random, maxParticipants: 14, maxSlots: 6);

            return !ScheduleRules.Violations(problem, Plan(planner, problem)).Any();
        });

    [Theory]
    [MemberData(nameof(Planners))]
    public void Confirmed_meetings_and_the_rest_make_one_valid_schedule(string planner) =>
        ForAllSeeds(random =>
        {
            var (participants, slots, tables) = (random.Next(2, 14), random.Next(1, 6), random.Next(1, 5));
            int? most = random.Next(2) == 0 ? null : random.Next(1, slots + 1);
            var session = RandomSession.Problem(random, participants, slots, tables, most);
            var confirmed = Plan("local search", session).Meetings.Where(_ => random.Next(2) == 0).ToList();
            var rest = Plan(planner, RandomSession.WithConfirmed(session, most, confirmed));
            Meeting[] together = [.. rest.Meetings, .. confirmed];
            var total = together.Sum(meeting => (long)meeting.Score);

            return !ScheduleRules.Violations(session, new SessionSchedule(together, total, total)).Any();
        });

    [Theory]
    [MemberData(nameof(Planners))]
    public void The_same_session_is_planned_alike_every_time(string planner)
    {
        foreach (var percentAvailable in new[] { 100, 60 })
        {
            var once = Plan(planner, RandomSession.Problem(new Random(7), 20, 8, 6, null, percentAvailable));
            var again = Plan(planner, RandomSession.Problem(new Random(7), 20, 8, 6, null, percentAvailable));

            Assert.NotEmpty(once.Meetings);
            Assert.Equal(once.Meetings, again.Meetings);
            Assert.Equal(once.UpperBound, again.UpperBound);
        }
    }

    [Theory]
    [MemberData(nameof(Planners))]
    public void Three_who_all_want_each_other_meet_one_pair_a_slot(string planner)
    {
        var schedule = Plan(
            planner,
            new SessionProblem(
                2,
                5,
                [
                    [0, 1],
                    [0, 1],
                    [0, 1],
                ],
                null,
                (one, other) => 100 * (one + other)
            )
        );

        // The pairs score 100, 200 and 300. Each of the two slots seats one pair.
        Assert.Equal(500, schedule.Total);
    }

    [Theory]
    [MemberData(nameof(Planners))]
    public void A_session_without_a_possible_meeting_has_an_empty_schedule(string planner)
    {
        foreach (
            var problem in new[]
            {
                new SessionProblem(
                    2,
                    5,
                    [
                        [0, 1],
                        [0, 1],
                    ],
                    null,
                    (_, _) => 0
                ),
                new SessionProblem(
                    2,
                    5,
                    [
                        [0],
                        [1],
                    ],
                    null,
                    (_, _) => 500
                ),
                new SessionProblem(
                    1,
                    1,
                    [
                        [0],
                        [0],
                    ],
                    null,
                    (_, _) => 500,
                    [new Meeting(0, 0, 1, 500)]
                ),
            }
        )
        {
            var schedule = Plan(planner, problem);

            Assert.Empty(schedule.Meetings);
            Assert.True(schedule.Optimal);
        }
    }

    [Theory]
    [MemberData(nameof(Planners))]
    public void A_run_that_was_cancelled_before_it_began_ends_at_once(string planner)
    {
        var problem = RandomSession.Problem(new Random(1), 40, 16, 15, 12);

        Assert.Throws<OperationCanceledException>(() => PlannerOf(planner).Plan(problem, null, new CancellationToken(true)));
    }

    [Fact]
    public void A_hall_of_a_hundred_comes_within_two_hundredths_of_its_bound()
    {
        var schedule = Plan("local search", RandomSession.Problem(new Random(1), 100, 16, 25, 12));

        Assert.True(schedule.Total >= 0.98 * schedule.UpperBound, $"{schedule.Total} of {schedule.UpperBound}");
    }

    private static SessionSchedule Plan(string planner, SessionProblem problem) =>
        PlannerOf(planner).Plan(problem, null, CancellationToken.None);

    private static ISessionPlanner PlannerOf(string planner) =>
        planner == "CP-SAT" ? new CpSatPlanner(new LocalSearchPlanner(), new CpSatLimits()) : new LocalSearchPlanner();
}

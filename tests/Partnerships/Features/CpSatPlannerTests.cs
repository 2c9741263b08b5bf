using Microsoft.Extensions.Logging;
using Platform.Partnerships.Domain.Sessions;
using Platform.Partnerships.Features.Sessions;
using Platform.Partnerships.Features.Sessions.CpSat;
using Platform.Partnerships.Tests.Domain;
using static Platform.Partnerships.Tests.Domain.Sample;

namespace Platform.Partnerships.Tests.Features;

public sealed class CpSatPlannerTests
{
    private static readonly LocalSearchPlanner LocalSearch = new();
    private static readonly CpSatPlanner CpSat = new(LocalSearch, new CpSatLimits());

    // Everybody is away half of the time, and there is a table for all who are there: the optimum is not proven within minutes.
    internal static readonly SessionProblem Hard = RandomSession.Problem(new Random(3), 40, 16, 20, percentAvailable: 50);

    [Fact]
    public void On_small_sessions_the_schedule_is_the_enumerated_optimum_and_proven() =>
        ForAllSeeds(random =>
        {
            (int Participants, int Slots)[] sizes = [(3, 2), (4, 4), (5, 3), (6, 3), (7, 2), (8, 2)];
            var (participants, slots) = sizes[random.Next(sizes.Length)];
            int? most = random.Next(3) == 0 ? random.Next(1, slots + 1) : null;
            var problem = RandomSession.Problem(random, participants, slots, random.Next(1, 5), most, random.Next(60, 101));
            if (random.Next(3) == 0)
            {
                var planned = LocalSearch.Plan(problem, null, CancellationToken.None).Meetings;
                problem = RandomSession.WithConfirmed(problem, most, [.. planned.Take(2)]);
            }

            var schedule = CpSat.Plan(problem, null, CancellationToken.None);

            return schedule.Optimal && schedule.Total == Enumeration.BestTotal(problem);
        });

    [Fact]
    public void The_local_search_is_never_above_the_proven_optimum_nor_its_bound_below()
    {
        var below = 0;
        for (var seed = 0; seed < 12; seed++)
        {
            var problem = RandomSession.Problem(new Random(seed), 12 + seed, 6, 5, seed % 3 == 0 ? 4 : null, seed % 2 == 0 ? 100 : 80);

            var ours = LocalSearch.Plan(problem, null, CancellationToken.None);
            var best = CpSat.Plan(problem, null, CancellationToken.None);

            Assert.True(best.Optimal, $"seed {seed}: {best.Total} of {best.UpperBound}");
            Assert.InRange(best.Total, ours.Total, ours.UpperBound);
            below += ours.Total < best.Total ? 1 : 0;
        }

        Assert.NotEqual(0, below);
    }

    [Fact]
    public void A_session_whose_best_pairs_have_no_slots_is_planned_as_a_whole()
    {
        var problem = RandomSession.Problem(new Random(5), 16, 6, 8, percentAvailable: 50);
        var stages = new Stages();

        var schedule = CpSat.Plan(problem, stages, CancellationToken.None);

        Assert.True(schedule.Optimal);
        Assert.Contains(stages.Reported, value => value >= 300);
        Assert.Equal(stages.Reported.Order(), stages.Reported);
    }

    [Fact]
    public void What_a_limit_ends_is_not_proven_and_its_bound_still_holds()
    {
        var problem = RandomSession.Problem(new Random(5), 16, 6, 8, percentAvailable: 50);
        var optimum = CpSat.Plan(problem, null, CancellationToken.None);
        Assert.True(optimum.Optimal);
        foreach (var limit in new[] { 0, 1e-6, 1e-3 })
        {
            var schedule = new CpSatPlanner(LocalSearch, new CpSatLimits(limit, limit, limit)).Plan(problem, null, CancellationToken.None);

            Assert.False(schedule.Optimal);
            Assert.InRange(schedule.Total, LocalSearch.Plan(problem, null, CancellationToken.None).Total, optimum.Total);
            Assert.True(schedule.UpperBound >= optimum.Total, $"{schedule.UpperBound} is below {optimum.Total}");
        }
    }

    [Fact]
    public void A_search_that_is_cancelled_while_it_runs_stops_before_its_limit()
    {
        // The limit is days away: only the stop can end this.
        var planner = new CpSatPlanner(LocalSearch, new CpSatLimits(Whole: 1e6));
        using var cancellation = new CancellationTokenSource();
        var searching = new Stages(value =>
        {
            if (value > 300)
            {
                cancellation.Cancel();
            }
        });

        Assert.Throws<OperationCanceledException>(() => planner.Plan(Hard, searching, cancellation.Token));
        Assert.InRange(searching.Reported[^1], 301, 949);
    }

    [Fact]
    public void Forty_are_planned_with_a_proof_and_forty_one_by_the_local_search()
    {
        using var logs = LoggerFactory.Create(_ => { });
        var planner = new PlannerBySize(CpSat, LocalSearch, logs.CreateLogger<PlannerBySize>());
        var (forty, more) = (RandomSession.Problem(new Random(2), 40, 6, 9), RandomSession.Problem(new Random(2), 41, 6, 9));
        Assert.All(new[] { forty, more }, problem => Assert.False(LocalSearch.Plan(problem, null, CancellationToken.None).Optimal));

        Assert.True(planner.Plan(forty, null, CancellationToken.None).Optimal);
        var (ours, planned) = (LocalSearch.Plan(more, null, CancellationToken.None), planner.Plan(more, null, CancellationToken.None));
        Assert.Equal(ours.Meetings, planned.Meetings);
    }

    private sealed class Stages(Action<int>? then = null) : IProgress<int>
    {
        public List<int> Reported { get; } = [];

        public void Report(int value)
        {
            Reported.Add(value);
            then?.Invoke(value);
        }
    }

    /// <summary>Tries every schedule there is. It shares nothing with the planners.</summary>
    private sealed class Enumeration
    {
        private readonly SessionProblem problem;
        private readonly HashSet<(int, int)> met = [];
        private readonly int[] meetings;

        private Enumeration(SessionProblem problem)
        {
            this.problem = problem;
            meetings = new int[problem.Participants];
        }

        public static long BestTotal(SessionProblem problem) => new Enumeration(problem).BestFrom(0);

        private long BestFrom(int slot) => slot == problem.Slots ? 0 : BestFrom(slot, 0, [], 0);

        private long BestFrom(int slot, int from, HashSet<int> busy, int tables)
        {
            var best = BestFrom(slot + 1);
            for (var i = from; i < problem.Edges.Length && tables < problem.TablesIn(slot); i++)
            {
                var (one, other, score) = problem.Edges[i];
                if (
                    busy.Contains(one)
                    || busy.Contains(other)
                    || met.Contains((one, other))
                    || !problem.IsAvailable(one, slot)
                    || !problem.IsAvailable(other, slot)
                    || meetings[one] == problem.CapacityOf(one)
                    || meetings[other] == problem.CapacityOf(other)
                )
                {
                    continue;
                }

                met.Add((one, other));
                meetings[one]++;
                meetings[other]++;
                best = Math.Max(best, score + BestFrom(slot, i + 1, [.. busy, one, other], tables + 1));
                met.Remove((one, other));
                meetings[one]--;
                meetings[other]--;
            }

            return best;
        }
    }
}

using Platform.Partnerships.Domain.Sessions;
using static Platform.Partnerships.Tests.Domain.Sample;

namespace Platform.Partnerships.Tests.Domain;

public sealed class SessionPlannerTests
{
    [Fact]
    public void On_small_sessions_the_schedule_equals_the_exhaustive_optimum()
    {
        (int Participants, int Slots)[] sizes = [(4, 4), (5, 3), (6, 3), (7, 2), (8, 2)];
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var (participants, slots) = sizes[seed % sizes.Length];
            var problem = Problem(random, participants, slots, random.Next(1, 4), seed % 3 == 0 ? random.Next(1, slots + 1) : null);

            var schedule = SessionPlanner.Plan(problem, null, CancellationToken.None);

            Assert.Equal(Enumerate(problem, 0, [], new int[participants]), schedule.Total);
            Assert.True(schedule.Optimal, $"seed {seed}: the optimum was found and should be proven");
        }
    }

    [Fact]
    public void No_schedule_double_books_or_pairs_the_barred_and_none_exceeds_its_bound() => ForAllSeeds(random =>
    {
        var (participants, slots, tables) = (random.Next(2, 24), random.Next(1, 9), random.Next(1, 8));
        int? most = random.Next(2) == 0 ? null : random.Next(1, slots + 1);
        var problem = Problem(random, participants, slots, tables, most);
        var barred = AllPairs(participants).Except(problem.Edges.Select(edge => (edge.One, edge.Other))).ToHashSet();

        var schedule = SessionPlanner.Plan(problem, null, CancellationToken.None);

        var seats = schedule.Meetings.SelectMany(meeting => new[] { (meeting.Slot, Who: meeting.One), (meeting.Slot, Who: meeting.Other) }).ToList();
        return seats.Distinct().Count() == seats.Count
            && seats.All(seat => problem.IsAvailable(seat.Who, seat.Slot))
            && seats.GroupBy(seat => seat.Who).All(group => group.Count() <= problem.CapacityOf(group.Key))
            && schedule.Meetings.GroupBy(meeting => meeting.Slot).All(group => group.Count() <= tables)
            && schedule.Meetings.Select(meeting => (meeting.One, meeting.Other)).Distinct().Count() == schedule.Meetings.Count
            && schedule.Meetings.All(meeting => !barred.Contains((meeting.One, meeting.Other)))
            && schedule.Total == schedule.Meetings.Sum(meeting => (long)meeting.Score)
            && schedule.Total <= schedule.UpperBound;
    });

    [Fact]
    public void The_same_session_is_planned_alike_every_time()
    {
        var once = SessionPlanner.Plan(Problem(new Random(7), 20, 6, 5, null), null, CancellationToken.None);
        var again = SessionPlanner.Plan(Problem(new Random(7), 20, 6, 5, null), null, CancellationToken.None);

        Assert.Equal(once.Meetings, again.Meetings);
        Assert.Equal(once.UpperBound, again.UpperBound);
    }

    [Fact]
    public void Three_who_all_want_each_other_meet_one_pair_a_slot()
    {
        var schedule = SessionPlanner.Plan(new SessionProblem(2, 5, [[0, 1], [0, 1], [0, 1]], null, (one, other) => 100 * (one + other)), null, CancellationToken.None);

        // Pairs are worth 100, 200 and 300; two slots seat the best two, which share a participant.
        Assert.Equal(500, schedule.Total);
        Assert.True(schedule.Optimal);
    }

    [Fact]
    public void What_is_kept_takes_its_people_and_tables_out_of_the_plan() => ForAllSeeds(random =>
    {
        var (participants, slots, tables) = (random.Next(2, 16), random.Next(1, 6), random.Next(1, 5));
        int? most = random.Next(2) == 0 ? null : random.Next(1, slots + 1);
        var whole = Problem(new Random(random.Next()), participants, slots, tables, most);
        var kept = SessionPlanner.Plan(whole, null, CancellationToken.None).Meetings.Where(_ => random.Next(2) == 0).ToList();
        var available = Enumerable.Range(0, participants).Select(i => (IReadOnlyList<int>)[.. Enumerable.Range(0, slots).Where(slot => whole.IsAvailable(i, slot))]).ToList();
        var worth = whole.Edges.ToDictionary(edge => (edge.One, edge.Other), edge => edge.Score);

        var rest = new SessionProblem(slots, tables, available, most, (one, other) => worth.GetValueOrDefault((one, other)), kept);
        var together = SessionPlanner.Plan(rest, null, CancellationToken.None).Meetings.Concat(kept).ToList();

        var seats = together.SelectMany(meeting => new[] { (meeting.Slot, Who: meeting.One), (meeting.Slot, Who: meeting.Other) }).ToList();
        return seats.Distinct().Count() == seats.Count
            && seats.GroupBy(seat => seat.Who).All(group => group.Count() <= (most ?? slots))
            && together.GroupBy(meeting => meeting.Slot).All(group => group.Count() <= tables)
            && together.Select(meeting => (meeting.One, meeting.Other)).Distinct().Count() == together.Count;
    });

    [Fact]
    public void A_hall_of_a_hundred_comes_within_two_hundredths_of_its_bound_and_a_cancelled_run_stops()
    {
        var problem = Problem(new Random(1), 100, 16, 25, 12);

        var schedule = SessionPlanner.Plan(problem, null, CancellationToken.None);

        Assert.True(schedule.Total >= 0.98 * schedule.UpperBound, $"{schedule.Total} of {schedule.UpperBound}");
        Assert.Throws<OperationCanceledException>(() => SessionPlanner.Plan(problem, null, new CancellationToken(true)));
    }

    [Fact]
    public void Slots_that_overlap_or_end_before_they_start_are_refused()
    {
        var nine = new DateTimeOffset(2026, 11, 5, 9, 0, 0, TimeSpan.Zero);
        SessionSlot Slot(int from, int to) => new(nine.AddMinutes(from), nine.AddMinutes(to));

        Assert.Equal("partnerships.slots-overlap", SessionFrame.Create([Slot(20, 40), Slot(0, 21)], 2, null).Error!.Code);
        Assert.Equal("partnerships.slot-invalid", SessionFrame.Create([Slot(0, 0)], 2, null).Error!.Code);
        Assert.Equal("partnerships.session-size", SessionFrame.Create([], 2, null).Error!.Code);
        Assert.Equal("partnerships.session-size", SessionFrame.Create([Slot(0, 20)], 0, null).Error!.Code);
        var frame = SessionFrame.Create([Slot(0, 20), Slot(20, 40)], 2, null).Value;
        Assert.Equal("partnerships.slot-unknown", frame.Admit(Id(1), [0, 2]).Error!.Code);
        Assert.Equal([0, 1], frame.Admit(Id(1), null).Value.AvailableSlots);
    }

    private static SessionProblem Problem(Random random, int participants, int slots, int tables, int? most)
    {
        var available = Enumerable.Range(0, participants)
            .Select(_ => (IReadOnlyList<int>)[.. Enumerable.Range(0, slots).Where(_ => random.Next(5) > 0)]).ToList();
        var scores = AllPairs(participants).ToDictionary(pair => pair, _ => random.Next(5) == 0 ? 0 : random.Next(1, 1001));
        return new SessionProblem(slots, tables, available, most, (one, other) => scores[(one, other)]);
    }

    private static IEnumerable<(int One, int Other)> AllPairs(int participants) =>
        from one in Enumerable.Range(0, participants) from other in Enumerable.Range(one + 1, participants - one - 1) select (one, other);

    /// <summary>Tries every schedule there is, knowing nothing of how the planner goes about it.</summary>
    private static long Enumerate(SessionProblem problem, int slot, HashSet<(int, int)> met, int[] meetings)
    {
        return slot == problem.Slots ? 0 : Fill(0, new HashSet<int>(), 0);

        long Fill(int from, HashSet<int> busy, int tables)
        {
            var best = Enumerate(problem, slot + 1, met, meetings);
            for (var i = from; i < problem.Edges.Length && tables < problem.TablesIn(slot); i++)
            {
                var (one, other, score) = problem.Edges[i];
                if (busy.Contains(one) || busy.Contains(other) || met.Contains((one, other))
                    || !problem.IsAvailable(one, slot) || !problem.IsAvailable(other, slot)
                    || meetings[one] == problem.CapacityOf(one) || meetings[other] == problem.CapacityOf(other))
                {
                    continue;
                }

                Change(one, other, +1);
                best = Math.Max(best, score + Fill(i + 1, [.. busy, one, other], tables + 1));
                Change(one, other, -1);
            }

            return best;
        }

        void Change(int one, int other, int by)
        {
            meetings[one] += by;
            meetings[other] += by;
            _ = by > 0 ? met.Add((one, other)) : met.Remove((one, other));
        }
    }
}

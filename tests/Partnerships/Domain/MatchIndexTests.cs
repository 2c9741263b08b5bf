using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Features.Matching;
using static Platform.Partnerships.Tests.Domain.Sample;

namespace Platform.Partnerships.Tests.Domain;

public sealed class MatchIndexTests
{
    [Fact]
    public void The_index_finds_exactly_what_scoring_everybody_finds() =>
        ForAllSeeds(random =>
        {
            var index = new MatchIndex(TheMatcher);
            var all = Some(random, random.Next(1, 300));
            index.Change(all, []);
            var self = Self(random, all);
            var declined = new DeclinedPairs(all.Where(_ => random.Next(8) == 0).Select(other => (self.Id, other.Id)));
            var limit = random.Next(1, 25);
            return index.Best(self, declined, limit).SequenceEqual(Everybody(self, all, declined).Take(limit));
        });

    [Fact]
    public void The_index_follows_every_change() =>
        ForAllSeeds(random =>
        {
            var index = new MatchIndex(TheMatcher);
            var all = Some(random, 60).ToDictionary(subject => subject.Id);
            index.Change(all.Values, []);
            // More changes than the index keeps places for, so that it is made anew now and then.
            for (var round = 0; round < 30; round++)
            {
                var changed = Some(random, 60).Where(_ => random.Next(3) > 0).ToList();
                var removed = all.Keys.Where(_ => random.Next(12) == 0).ToList();
                index.Change(changed, removed);
                removed.ForEach(id => all.Remove(id));
                changed.ForEach(subject => all[subject.Id] = subject);
            }

            var self = Self(random, [.. all.Values]);
            return index.Count == all.Count
                && index.Best(self, DeclinedPairs.None, 20).SequenceEqual(Everybody(self, all.Values, DeclinedPairs.None).Take(20));
        });

    [Fact]
    public void What_depends_on_the_day_is_altered_for_all()
    {
        var index = new MatchIndex(TheMatcher);
        index.Change([Subject(1, Importer), Subject(2, Importer)], []);

        index.Alter(subject => subject with { Active = subject.Id == Id(2) });

        Assert.Equal([Id(2)], index.Best(Subject(9, Cooperative), DeclinedPairs.None, 5).Select(match => match.Other.Id));
    }

    [Fact]
    public void Equal_scores_are_ordered_by_id_also_at_the_end_of_the_list()
    {
        var index = new MatchIndex(TheMatcher);
        index.Change(Enumerable.Range(1, 30).Reverse().Select(id => Subject(id, Importer)), []);

        Assert.Equal(
            Enumerable.Range(1, 20).Select(Id),
            index.Best(Subject(99, Cooperative), DeclinedPairs.None, 20).Select(match => match.Other.Id)
        );
    }

    [Fact]
    public async Task Who_has_reached_the_cap_on_exposure_makes_room_for_the_next_best()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            using var index = new SharedMatchIndex(TheMatcher);
            var all = Some(random, 120);
            index.Change(profiles => profiles.Change(all, []));
            var self = Self(random, all);
            var exposed = all.Where(_ => random.Next(3) > 0).Select(subject => subject.Id).ToHashSet();

            var best = await index.BestAsync(self, DeclinedPairs.None, 10, ids =>
                Task.FromResult<IReadOnlySet<Guid>>(ids.Where(exposed.Contains).ToHashSet())
            );

            Assert.Equal(Everybody(self, all, DeclinedPairs.None).Where(match => !exposed.Contains(match.Other.Id)).Take(10), best);
        }
    }

    /// <summary>Scores them all, knowing nothing of the index.</summary>
    private static IEnumerable<Match> Everybody(MatchSubject self, IEnumerable<MatchSubject> all, DeclinedPairs declined) =>
        all.Select(other => new Match(other, TheMatcher.Score(self, other, declined)))
            .Where(match => match.Score.Total > 0)
            .OrderByDescending(match => match.Score.Total)
            .ThenBy(match => match.Other.Id);

    private static MatchSubject[] Some(Random random, int count)
    {
        var all = Enumerable.Range(1, count).Select(id => Subject(id, RandomContent(random), active: random.Next(10) > 0)).ToArray();
        random.Shuffle(all);
        return all;
    }

    /// <summary>One of them, or a stranger; now and then one who names neither offers nor needs nor markets.</summary>
    private static MatchSubject Self(Random random, MatchSubject[] all)
    {
        var self = random.Next(2) == 0 ? all[random.Next(all.Length)] : Subject(9_999, RandomContent(random));
        return random.Next(4) switch
        {
            0 => self with { Offers = [], MarketsSought = [] },
            1 => self with { Needs = [], MarketsSought = [] },
            _ => self,
        };
    }
}

using System.Buffers;
using System.Runtime.InteropServices;

namespace Platform.Partnerships.Domain.Matching;

internal sealed partial class MatchIndex
{
    /// <summary>
    /// One search. Candidates are in buckets by a cheap ceiling and are examined from the highest bucket down. The first time, a
    /// candidate gets the closer ceiling and moves to its bucket; the second time, it is scored.
    /// </summary>
    private sealed class Search : IDisposable
    {
        private const int None = -1;
        private const byte Never = 0,
            Once = 1,
            Twice = 2;

        private readonly MatchIndex index;
        private readonly MatchSubject self;
        private readonly DeclinedPairs declined;
        private readonly int limit;
        private readonly Ceiling ceiling;
        private readonly byte[] met;
        private readonly byte[] meeting;
        private readonly byte[] looked;
        private readonly int[] next;
        private readonly int[] first = new int[Thousandths.Whole + 1];
        private readonly PriorityQueue<Match, (int Total, Guid Id)> best = new(
            Comparer<(int Total, Guid Id)>.Create(
                (one, other) => one.Total != other.Total ? one.Total.CompareTo(other.Total) : other.Id.CompareTo(one.Id)
            )
        );

        public Search(MatchIndex index, MatchSubject self, DeclinedPairs declined, int limit)
        {
            (this.index, this.self, this.declined, this.limit) = (index, self, declined, limit);
            ceiling = new Ceiling(index, self);
            var count = index.subjects.Count;
            (met, meeting, looked, next) = (Rent(count), Rent(count), Rent(count), ArrayPool<int>.Shared.Rent(count));
            Array.Fill(first, None);
        }

        public void Dispose()
        {
            ceiling.Dispose();
            ArrayPool<byte>.Shared.Return(met);
            ArrayPool<byte>.Shared.Return(meeting);
            ArrayPool<byte>.Shared.Return(looked);
            ArrayPool<int>.Shared.Return(next);
        }

        public Match[] Run()
        {
            List<int>[] offeringOurNeeds = [.. Under(index.offering, self.Needs)],
                needingOurOffers = [.. Under(index.needing, self.Offers)];
            Count(offeringOurNeeds, met);
            Count(needingOurOffers, meeting);
            var unshared = new List<(int Ceiling, List<int> Places)>();
            if (self.MarketsSought.Length > 0)
            {
                Array.ForEach([.. Under(index.inEconomy, self.MarketsSought)], Place);
            }
            else
            {
                Array.ForEach(offeringOurNeeds, Place);
                Array.ForEach(needingOurOffers, Place);
                // Profiles that share no tag are examined only when the ceiling of their intents is reached, which is rare.
                unshared =
                [
                    .. index
                        .withIntents.Select(listed => (ceiling.AboveUnshared(listed.Value), listed.Value))
                        .OrderByDescending(listed => listed.Item1),
                ];
            }

            var waiting = 0;
            for (var level = Thousandths.Whole; level > 0 && !IsCompleteAbove(level); level--)
            {
                for (; waiting < unshared.Count && unshared[waiting].Ceiling >= level; waiting++)
                {
                    Place(unshared[waiting].Places);
                }

                while (first[level] is not None and var place)
                {
                    first[level] = next[place];
                    Examine(place, level);
                }
            }

            var found = new Match[best.Count];
            for (var i = found.Length - 1; i >= 0; i--)
            {
                found[i] = best.Dequeue();
            }

            return found;
        }

        private static byte[] Rent(int count)
        {
            var rented = ArrayPool<byte>.Shared.Rent(count);
            Array.Clear(rented, 0, count);
            return rented;
        }

        private static IEnumerable<List<int>> Under(Dictionary<string, List<int>> listed, string[] keys)
        {
            foreach (var key in keys)
            {
                if (listed.TryGetValue(key, out var places))
                {
                    yield return places;
                }
            }
        }

        private static void Count(List<int>[] listed, byte[] counts)
        {
            foreach (var places in listed)
            {
                foreach (var place in CollectionsMarshal.AsSpan(places))
                {
                    counts[place]++;
                }
            }
        }

        private void Place(List<int> places)
        {
            var outlines = CollectionsMarshal.AsSpan(index.outlines);
            foreach (var place in CollectionsMarshal.AsSpan(places))
            {
                if (looked[place] == Never)
                {
                    looked[place] = Once;
                    if (!outlines[place].Gone)
                    {
                        Put(place, ceiling.Above(place, outlines[place], met[place], meeting[place]));
                    }
                }
            }
        }

        private void Put(int place, int level) => (next[place], first[level]) = (first[level], place);

        private void Examine(int place, int level)
        {
            if (looked[place] == Once)
            {
                looked[place] = Twice;
                if (Math.Min(level, ceiling.CloseAbove(place, met[place], meeting[place])) is var closer && closer < level)
                {
                    Put(place, closer);
                    return;
                }
            }

            Offer(index.subjects[place]!);
        }

        // Equal totals are ordered by id, so a level is complete only when the lowest of the best totals is above it.
        private bool IsCompleteAbove(int level) => best.Count == limit && best.TryPeek(out _, out var worst) && worst.Total > level;

        private void Offer(MatchSubject other)
        {
            var score = index.matcher.Score(self, other, declined);
            if (score.Total == 0)
            {
                return;
            }

            var match = new Match(other, score);
            if (best.Count < limit)
            {
                best.Enqueue(match, (score.Total, other.Id));
            }
            else
            {
                best.EnqueueDequeue(match, (score.Total, other.Id));
            }
        }
    }
}

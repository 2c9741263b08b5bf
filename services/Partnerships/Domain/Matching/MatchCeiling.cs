using System.Buffers;
using Platform.Partnerships.Domain.Matching.Factors;

namespace Platform.Partnerships.Domain.Matching;

internal sealed partial class MatchIndex
{
    /// <summary>
    /// An upper bound of the total of two profiles, before they are scored. Needs met are counted by shared tags. The score of a keyed
    /// factor is computed once for all profiles with the same key; factors that are not computed count with their maximum. The mean of
    /// each direction and the mean of both increase with every factor, so the maxima give an upper bound. Each rounding adds half a
    /// thousandth.
    /// </summary>
    private sealed class Ceiling : IDisposable
    {
        private const double Rounding = 0.5 + 1e-6;

        private static readonly (double Forward, double Backward) NotComputed = (double.NaN, double.NaN);

        private readonly MatchIndex index;
        private readonly MatchSubject self;
        private readonly int intents;
        private readonly int[] background;
        private readonly (double Forward, double Backward) maxOfOthers;
        private readonly (double Forward, double Backward)[] ofIntents = new (double, double)[byte.MaxValue + 1];
        private readonly (double Forward, double Backward)[] ofBackgrounds;
        private readonly (double Forward, double Backward)[][] ofKeys;
        private readonly double[] met;
        private readonly double[] meeting;

        public Ceiling(MatchIndex index, MatchSubject self)
        {
            (this.index, this.self) = (index, self);
            var all = Enumerable.Range(0, index.keyed.Length);
            intents = Array.FindIndex(index.keyed, entry => entry.Factor is IntentFit);
            background = [.. all.Where(factor => IsBackground(index.keyed[factor].Factor))];
            maxOfOthers = MaxOf(all.Where(factor => factor != intents && !background.Contains(factor)));
            Array.Fill(ofIntents, intents < 0 ? default : NotComputed);
            ofBackgrounds = Rent(index.backgrounds.Count);
            ofKeys = [.. index.numbers.Select(numbers => Rent(numbers.Count))];

            var needsShare = index.matcher.Factors.SingleOrDefault(entry => entry.Factor is NeedsMet).Share;
            met = [.. Enumerable.Range(0, self.Needs.Length + 1).Select(count => needsShare * NeedsMet.Score(count, self.Needs.Length))];
            meeting =
            [
                .. Enumerable
                    .Range(0, byte.MaxValue + 1)
                    .SelectMany(needs =>
                        Enumerable
                            .Range(0, self.Offers.Length + 1)
                            .Select(count => needsShare * NeedsMet.Score(Math.Min(count, needs), needs))
                    ),
            ];
        }

        public void Dispose()
        {
            ArrayPool<(double, double)>.Shared.Return(ofBackgrounds);
            Array.ForEach(ofKeys, scores => ArrayPool<(double, double)>.Shared.Return(scores));
        }

        /// <summary>Returns the bound from shared tags, intents and background.</summary>
        public int Above(int place, in Outline outline, int metHere, int meetingHere)
        {
            ref var shared = ref ofBackgrounds[outline.Background];
            if (double.IsNaN(shared.Forward))
            {
                shared = Sum(background, place, maxOfOthers);
            }

            ref var answer = ref ofIntents[outline.Intents];
            if (double.IsNaN(answer.Forward))
            {
                answer = Sum([intents], place, default);
            }

            return Total(
                shared.Forward + answer.Forward + met[metHere],
                shared.Backward + answer.Backward + meeting[(outline.Needs * (self.Offers.Length + 1)) + meetingHere]
            );
        }

        /// <summary>Returns the bound from every factor. Only barriers are left out.</summary>
        public int CloseAbove(int place, int metHere, int meetingHere)
        {
            var (forward, backward) = (met[metHere], meeting[(index.outlines[place].Needs * (self.Offers.Length + 1)) + meetingHere]);
            for (var factor = 0; factor < index.keyed.Length; factor++)
            {
                var score = Of(factor, place);
                forward += score.Forward;
                backward += score.Backward;
            }

            return Total(forward, backward);
        }

        /// <summary>Returns the bound for places that all have the same intents and share no tag with us.</summary>
        public int AboveUnshared(List<int> places)
        {
            var (forward, backward) = MaxOf(background);
            (forward, backward) = (forward + maxOfOthers.Forward + met[0], backward + maxOfOthers.Backward + meeting[0]);
            if (intents >= 0 && places.Exists(place => index.subjects[place] is not null))
            {
                (forward, backward) = Sum([intents], places.Find(place => index.subjects[place] is not null), (forward, backward));
            }

            return Total(forward, backward);
        }

        private static (double Forward, double Backward)[] Rent(int count)
        {
            var scores = ArrayPool<(double, double)>.Shared.Rent(count);
            Array.Fill(scores, NotComputed, 0, count);
            return scores;
        }

        private (double Forward, double Backward) MaxOf(IEnumerable<int> factors) =>
            factors.Aggregate((Forward: 0.0, Backward: 0.0), (sum, factor) =>
                (
                    sum.Forward + (index.keyed[factor].Share * index.keyed[factor].Factor.MaxScoreFor(self)),
                    sum.Backward + (index.keyed[factor].Share * index.keyed[factor].Factor.MaxScoreFrom(self))
                )
            );

        private (double Forward, double Backward) Sum(int[] factors, int place, (double Forward, double Backward) from)
        {
            foreach (var factor in factors)
            {
                var score = Of(factor, place);
                from = (from.Forward + score.Forward, from.Backward + score.Backward);
            }

            return from;
        }

        private (double Forward, double Backward) Of(int factor, int place)
        {
            ref var score = ref ofKeys[factor][index.keys[(place * index.keyed.Length) + factor]];
            if (double.IsNaN(score.Forward))
            {
                var ((keyedFactor, share), other) = (index.keyed[factor], index.subjects[place]!);
                score = (share * keyedFactor.Score(self, other), share * keyedFactor.Score(other, self));
            }

            return score;
        }

        // The mean of each direction is rounded, and so is the mean of both.
        private static int Total(double forward, double backward)
        {
            (forward, backward) = (forward + Rounding, backward + Rounding);
            return Math.Min(Thousandths.Whole, (int)((2 * forward * backward / (forward + backward)) + Rounding));
        }
    }
}

using System.Runtime.InteropServices;
using Platform.Partnerships.Domain.Matching.Factors;

namespace Platform.Partnerships.Domain.Matching;

internal sealed partial class MatchIndex
{
    /// <summary>
    /// What no total of one profile with another can exceed, before the two are scored. Needs met are counted through the tags; a keyed factor is asked once for
    /// all who have its key; of every other the most that it can be is taken. The mean of each direction and the mean of both only rise with each factor, so the
    /// most of each gives the most of all; half a thousandth more for each rounding.
    /// </summary>
    private sealed class Ceiling
    {
        private const double Rounding = 0.5 + 1e-6;

        private readonly MatchIndex index;
        private readonly MatchSubject self;
        private readonly double forward = Rounding;
        private readonly double backward = Rounding;
        private readonly double[] met;
        private readonly double[,] meeting;
        private readonly (double Forward, double Backward)[] keyed;

        public Ceiling(MatchIndex index, MatchSubject self)
        {
            (this.index, this.self) = (index, self);
            var needsShare = 0.0;
            foreach (var (factor, share) in index.matcher.Factors)
            {
                if (factor is NeedsMet)
                {
                    needsShare = share;
                }
                else if (factor is not KeyedFactor)
                {
                    forward += share * factor.MostFor(self);
                    backward += share * factor.MostFrom(self);
                }
            }

            met = new double[self.Needs.Length + 1];
            for (var count = 0; count < met.Length; count++)
            {
                met[count] = needsShare * NeedsMet.Score(count, self.Needs.Length);
            }

            meeting = new double[self.Offers.Length + 1, byte.MaxValue + 1];
            for (var needs = 0; needs <= byte.MaxValue; needs++)
            {
                for (var count = 0; count <= Math.Min(self.Offers.Length, needs); count++)
                {
                    meeting[count, needs] = needsShare * NeedsMet.Score(count, needs);
                }
            }

            keyed = new (double, double)[index.numbers.Count];
            Array.Fill(keyed, (double.NaN, double.NaN));
        }

        public int Of(int place, int metHere, int meetingHere)
        {
            var needs = CollectionsMarshal.AsSpan(index.needs)[place];
            var keys = CollectionsMarshal.AsSpan(index.keys).Slice(place * index.keyed.Length, index.keyed.Length);
            var (there, back) = (forward + met[metHere], backward + meeting[meetingHere, needs]);
            for (var i = 0; i < keys.Length; i++)
            {
                var known = keyed[keys[i]];
                if (double.IsNaN(known.Forward))
                {
                    keyed[keys[i]] = known = Ask(i, place);
                }

                there += known.Forward;
                back += known.Backward;
            }

            return Total(there, back);
        }

        /// <summary>The same for places that have the intents of each other and share no tag.</summary>
        public int OfNothingShared(List<int> places)
        {
            var (there, back) = (forward + met[0], backward + meeting[0, 0]);
            for (var i = 0; i < index.keyed.Length; i++)
            {
                var (factor, share) = index.keyed[i];
                var known = factor is IntentFit && places.Find(place => index.subjects[place] is not null) is var one && index.subjects[one] is not null
                    ? Ask(i, one)
                    : (share * factor.MostFor(self), share * factor.MostFrom(self));
                there += known.Item1;
                back += known.Item2;
            }

            return Total(there, back);
        }

        private (double Forward, double Backward) Ask(int i, int place)
        {
            var ((factor, share), other) = (index.keyed[i], index.subjects[place]!);
            return (share * factor.Score(self, other), share * factor.Score(other, self));
        }

        private static int Total(double forward, double backward) =>
            Math.Min(Thousandths.Whole, (int)((2 * forward * backward / (forward + backward)) + Rounding));
    }
}

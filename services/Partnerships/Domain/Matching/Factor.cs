using Platform.Contracts;

namespace Platform.Partnerships.Domain.Matching;

/// <summary>One reason why a profile is good for another. Directional: what <c>self</c> finds in <c>other</c>.</summary>
internal abstract class Factor
{
    /// <summary>Says nothing for or against: whoever leaves a fact out is neither rewarded nor punished for it.</summary>
    protected const int Neutral = 500;

    /// <summary>Stable and public.</summary>
    public abstract string Name { get; }

    /// <summary>0 to 1000.</summary>
    public abstract int Score(MatchSubject self, MatchSubject other);

    /// <summary>The same in words, in both languages.</summary>
    public abstract Bilingual Why(MatchSubject self, MatchSubject other, MatchNames names);

    protected static Bilingual Words(string zh, string en) => new() { Zh = zh, En = en };

    /// <summary>How much of what we name the other side has too.</summary>
    protected static int ShareFound<T>(IReadOnlyList<T> wanted, IReadOnlyList<T> found)
    {
        if (wanted.Count == 0)
        {
            return Neutral;
        }

        var common = 0;
        foreach (var item in wanted)
        {
            common += found.Contains(item) ? 1 : 0;
        }

        return Thousandths.Share(common, wanted.Count);
    }
}

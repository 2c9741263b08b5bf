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

    /// <summary>No other can score more for this one: what a search knows before it has looked.</summary>
    public virtual int MaxScoreFor(MatchSubject self) => Thousandths.Whole;

    /// <summary>For nobody can this one score more.</summary>
    public virtual int MaxScoreFrom(MatchSubject other) => Thousandths.Whole;

    protected static Bilingual Text(string zh, string en) => new() { Zh = zh, En = en };

    /// <summary>How much of what we name the other side has too.</summary>
    protected static int ShareFound(int common, int named) => named == 0 ? Neutral : Thousandths.Share(common, named);
}

/// <summary>
/// A factor whose score depends on one thing of each side that many have alike: one of them tells it for all. Tags are the exception, they
/// are counted.
/// </summary>
internal abstract class KeyedFactor : Factor
{
    public abstract object KeyOf(MatchSubject subject);

    /// <summary>Whether most have a key of their own: then it is asked only about who is worth a closer look.</summary>
    public virtual bool HasManyKeys => false;
}

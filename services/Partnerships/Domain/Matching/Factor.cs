using Platform.Contracts;

namespace Platform.Partnerships.Domain.Matching;

/// <summary>One reason why a profile is good for another. It has a direction: the value of <c>other</c> for <c>self</c>.</summary>
internal abstract class Factor
{
    /// <summary>The score when a fact is missing: it neither rewards nor punishes.</summary>
    protected const int Neutral = 500;

    /// <summary>The name of the factor. It is public and never changes.</summary>
    public abstract string Name { get; }

    /// <summary>Returns the score, from 0 to 1000.</summary>
    public abstract int Score(MatchSubject self, MatchSubject other);

    /// <summary>Explains the score in both languages.</summary>
    public abstract Bilingual Why(MatchSubject self, MatchSubject other, MatchNames names);

    /// <summary>Returns the highest score that any other profile can have for this one. A search uses it before it scores.</summary>
    public virtual int MaxScoreFor(MatchSubject self) => Thousandths.Whole;

    /// <summary>Returns the highest score that this profile can have for any other.</summary>
    public virtual int MaxScoreFrom(MatchSubject other) => Thousandths.Whole;

    protected static Bilingual Text(string zh, string en) => new() { Zh = zh, En = en };

    /// <summary>Returns the share of our named items that the other side also has.</summary>
    protected static int ShareFound(int common, int named) => named == 0 ? Neutral : Thousandths.Share(common, named);
}

/// <summary>
/// A factor whose score depends on one key of each side. Many profiles share a key, so one score is valid for all of them. The only other
/// factor is that of needs and offers, which counts tags.
/// </summary>
internal abstract class KeyedFactor : Factor
{
    public abstract object KeyOf(MatchSubject subject);

    /// <summary>Whether most profiles have a key of their own. Such a factor is scored only for promising candidates.</summary>
    public virtual bool HasManyKeys => false;
}

using System.Text.Json.Serialization;
using Platform.Contracts;
using Platform.Rewards.Domain.Standings;

namespace Platform.Rewards.Domain.Rules;

/// <summary>
/// One way to score a series and to grant its awards. A shape is a record with a <see cref="ShapeAttribute"/> that contains its own
/// members and arithmetic; its validator is one of <c>RuleSetValidator</c>.
/// </summary>
internal abstract record AwardShape
{
    /// <summary>Computes the score and its explanation, in thousandths, with integer arithmetic only.</summary>
    public abstract ScoreCard Score(Entrant entrant);

    /// <summary>
    /// Returns the values that decide the order, the most important first; a higher value ranks first. Entrants with equal values share
    /// their rank.
    /// </summary>
    public abstract IReadOnlyList<long> OrderBy(Entrant entrant, ScoreCard card);

    /// <summary>Returns the award for this rank, or null when there is none.</summary>
    public abstract AwardTitle? AwardFor(Entrant entrant, ScoreCard card, int rank);

    /// <summary>Every award that the shape can grant.</summary>
    [JsonIgnore]
    public abstract IEnumerable<AwardTitle> Titles { get; }
}

/// <summary>Sets the value of the JSON member <c>shape</c> that selects the record.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class ShapeAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>A score in thousandths and the points that it consists of.</summary>
internal sealed record ScoreCard(long Score, IReadOnlyList<PointsLine> Points);

/// <summary>The contribution of one rule to a score.</summary>
/// <param name="Rule">The rule's name in the rule set.</param>
/// <param name="Input">The value that the rule scores: NT$, a number of organisations, or 0 and 1.</param>
/// <param name="Points">The points for the input, in thousandths of a point.</param>
/// <param name="Weight">The weight in thousandths; 1000 means the points count once.</param>
/// <param name="Contribution">Points times weight, in thousandths, rounded towards zero.</param>
/// <param name="Why">The explanation in both languages.</param>
internal sealed record PointsLine(string Rule, long Input, long Points, long Weight, long Contribution, Bilingual Why);

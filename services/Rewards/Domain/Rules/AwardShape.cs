using System.Text.Json.Serialization;
using FluentValidation.Results;
using Platform.Contracts;
using Platform.Rewards.Domain.Standings;

namespace Platform.Rewards.Domain.Rules;

/// <summary>
/// One way of scoring a series and granting its awards. A shape is a record marked with <see cref="ShapeAttribute"/> that knows its own
/// members, their validation and its arithmetic: a new one is a new file, and the others are not touched.
/// </summary>
internal abstract record AwardShape
{
    /// <summary>Points with their explanation, in thousandths, by integer arithmetic only.</summary>
    public abstract ScoreCard Score(Entrant entrant);

    /// <summary>
    /// What decides the order, the weightiest first; more is better. Entrants that are equal in all of it share their rank.
    /// </summary>
    public abstract IReadOnlyList<long> OrderBy(Entrant entrant, ScoreCard card);

    /// <summary>The award for this rank, when there is one.</summary>
    public abstract AwardTitle? AwardFor(Entrant entrant, ScoreCard card, int rank);

    /// <summary>Every violation, with paths relative to the shape.</summary>
    public abstract ValidationResult Validate();

    /// <summary>Every award that the shape can grant.</summary>
    [JsonIgnore]
    public abstract IEnumerable<AwardTitle> Titles { get; }
}

/// <summary>The value of the member <c>shape</c> that selects the record in JSON.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class ShapeAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>A score in thousandths and how it came about.</summary>
internal sealed record ScoreCard(long Score, IReadOnlyList<PointsLine> Points);

/// <summary>One rule's contribution.</summary>
/// <param name="Rule">The rule's name in the rule set.</param>
/// <param name="Input">What it looked at: dollars, organisations, 0 or 1.</param>
/// <param name="Points">What the input is worth, in thousandths of a point.</param>
/// <param name="Weight">In thousandths; 1000 is once.</param>
/// <param name="Contribution">Points times weight, in thousandths, rounded towards zero.</param>
/// <param name="Why">The same in words.</param>
internal sealed record PointsLine(string Rule, long Input, long Points, long Weight, long Contribution, Bilingual Why);

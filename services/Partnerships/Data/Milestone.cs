using Platform.Partnerships.Domain.Introductions;

namespace Platform.Partnerships.Data;

/// <summary>A stage that an introduction has reached, for the totals; written with the outcome that says so.</summary>
internal sealed class Milestone
{
    public required Guid IntroductionId { get; init; }

    public required OutcomeStage Stage { get; init; }

    public required DateOnly On { get; init; }
}

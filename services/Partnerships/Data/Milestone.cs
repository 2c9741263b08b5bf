using Platform.Partnerships.Domain.Introductions;

namespace Platform.Partnerships.Data;

/// <summary>A stage that an introduction has reached, for the statistics. It is written together with the outcome.</summary>
internal sealed class Milestone
{
    public required Guid IntroductionId { get; init; }

    public required OutcomeStage Stage { get; init; }

    public required DateOnly On { get; init; }
}

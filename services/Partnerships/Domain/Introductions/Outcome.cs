using Platform.Web.Http;

namespace Platform.Partnerships.Domain.Introductions;

internal enum OutcomeStage
{
    Met,
    Memorandum,
    Pilot,
    Landed,
    Ended,
}

/// <summary>A stage that an introduction has reached, with its date.</summary>
internal sealed record Outcome(OutcomeStage Stage, DateOnly On, string? Note, DateTimeOffset RecordedAt)
{
    public IReadOnlyList<DocumentReference> Evidence { get; init; } = [];
}

/// <summary>The order of the stages: introduced → met → memorandum → pilot → landed. Every stage before landed can go to ended.</summary>
internal static class OutcomeStages
{
    public static IReadOnlyList<OutcomeStage> After(OutcomeStage? latest) =>
        latest switch
        {
            null => [OutcomeStage.Met, OutcomeStage.Ended],
            OutcomeStage.Met => [OutcomeStage.Memorandum, OutcomeStage.Ended],
            OutcomeStage.Memorandum => [OutcomeStage.Pilot, OutcomeStage.Ended],
            OutcomeStage.Pilot => [OutcomeStage.Landed, OutcomeStage.Ended],
            _ => [],
        };

    public static string NameOf(OutcomeStage stage) => stage.ToString().ToLowerInvariant();
}

using Platform.ServiceDefaults.Documents;

namespace Platform.Partnerships.Domain.Introductions;

internal enum OutcomeStage
{
    Met,
    Memorandum,
    Pilot,
    Landed,
    Ended,
}

/// <summary>What became of an introduction, and when.</summary>
internal sealed record Outcome(OutcomeStage Stage, DateOnly On, string? Note, DateTimeOffset RecordedAt)
{
    public IReadOnlyList<DocumentReference> Evidence { get; init; } = [];
}

/// <summary>introduced → met → memorandum → pilot → landed, one after the other; ended from anywhere before landed.</summary>
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

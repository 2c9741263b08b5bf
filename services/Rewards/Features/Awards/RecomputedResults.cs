using Platform.Rewards.Data;
using Platform.Rewards.Domain.Closing;
using Platform.Web.Http;

namespace Platform.Rewards.Features.Awards;

/// <summary>A recomputed result and the time when the recomputation began.</summary>
internal sealed record RecomputedResult(YearResult Result, DateTimeOffset At);

/// <summary>Recomputes results from the purchases and rules of their year.</summary>
internal sealed class RecomputedResults(
    YearLedger ledger,
    CostlyAnswers<(int Year, int Version), RecomputedResult> answers,
    TimeProvider clock
)
{
    public Task<RecomputedResult> GetAsync(YearResultRow stored, CancellationToken cancellationToken) =>
        answers.GetAsync((stored.Year, stored.Version), stored.Purchases, () => RecomputeAsync(stored), cancellationToken);

    // Others may wait for the same recomputation, so it does not end with the request that began it.
    private async Task<RecomputedResult> RecomputeAsync(YearResultRow stored)
    {
        var began = clock.GetUtcNow();
        var inputs = await ledger.InputsAsync(
            stored.Year,
            stored.RuleVersion,
            stored.StandingsVersion,
            stored.Special,
            CancellationToken.None
        );
        return new(AwardYear.Compute(stored.Version, stored.PreviousHash, inputs), began);
    }
}

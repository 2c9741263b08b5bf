using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Closing;
using Platform.Rewards.Features.Awards;
using Platform.Rewards.Features.Purchases;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Rewards.Features.Years;

/// <summary>
/// Computes a closed year again after a late correction and lists every award that changed. Earlier results stay unchanged.
/// </summary>
internal static class RestateYear
{
    public static void Map(RouteGroupBuilder years) =>
        years
            .MapPost("{year:int}/restate", HandleAsync)
            .For(Roles.RewardReviewer)
            .Refuses("rewards.year-not-closed", "rewards.reason-missing", "rewards.nothing-to-restate")
            .WithSummary("Restate a closed award year");

    private static async Task<Answer<YearResultView>> HandleAsync(
        int year,
        ReasonRequest request,
        RewardsDbContext db,
        YearLedger ledger,
        YearClosing closing,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await closing.LatestAsync(year, cancellationToken) is null)
        {
            return RewardsErrors.YearNotClosed(year);
        }

        var now = clock.GetUtcNow();
        var version = await ledger.AcquireNextVersionAsync(year, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        // Read again after acquiring the lock: another restatement may have committed in the meantime.
        var before = await closing.LatestAsync(year, cancellationToken);
        var inputs = await ledger.InputsAsync(year, before!.RuleVersion, version, before.Special, cancellationToken);
        return AwardYear.Restate(before.Result, inputs, request.Reason).Succeeded(out var result, out var refused)
            ? await closing.SaveAsync(before, result, inputs, version, request.Reason, now, cancellationToken)
            : refused;
    }
}

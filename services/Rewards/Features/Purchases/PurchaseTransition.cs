using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Rewards.V1;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;

namespace Platform.Rewards.Features.Purchases;

/// <summary>A request with a reason in free text.</summary>
internal sealed record ReasonRequest(string? Reason)
{
    internal sealed class Validator : AbstractValidator<ReasonRequest>
    {
        public Validator() => RuleFor(request => request.Reason).MaximumLength(Texts.LongText);
    }
}

/// <summary>The reason of a rejection or reversal: free text and a machine-readable code.</summary>
internal sealed record GroundRequest(string? Reason, ReasonCode? ReasonCode)
{
    internal sealed class Validator : AbstractValidator<GroundRequest>
    {
        public Validator() => RuleFor(request => request.Reason).MaximumLength(Texts.LongText);
    }
}

/// <summary>Moves a purchase to a new state: loads it with its buyer and supplier, records the step and publishes the event.</summary>
internal sealed class PurchaseTransition(RewardsDbContext db, SupplierLedger ledger, TimeProvider clock)
{
    internal sealed record Loaded(PurchaseRow Purchase, BuyerRow Buyer, SupplierRow Supplier);

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>
    /// Loads the purchase with its buyer and supplier. Returns an error when it does not exist or <c>If-Match</c> names another version.
    /// </summary>
    public async Task<Result<Loaded>> LoadAsync(Guid id, IfMatch ifMatch, CancellationToken cancellationToken)
    {
        if (await db.Purchases.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } purchase)
        {
            return PlatformErrors.NotFound;
        }

        var buyer = await db.Buyers.AsNoTracking().SingleAsync(row => row.Id == purchase.BuyerId, cancellationToken);
        var supplier = await db.Suppliers.AsNoTracking().SingleAsync(row => row.Id == purchase.SupplierId, cancellationToken);
        return ifMatch.Refuses(purchase.Version) is { } stale ? stale : new Loaded(purchase, buyer, supplier);
    }

    /// <summary>Records the step, publishes its event and saves both.</summary>
    /// <param name="loaded">The purchase with its buyer and supplier.</param>
    /// <param name="status">The new state.</param>
    /// <param name="role">The role of the caller.</param>
    /// <param name="reason">The reason in free text.</param>
    /// <param name="code">The machine-readable reason.</param>
    /// <param name="totals">The supplier's totals after the step; null when the step does not change them.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<PurchaseView> ApplyAsync(
        Loaded loaded,
        PurchaseStatus status,
        string role,
        string? reason,
        ReasonCode? code,
        SupplierTotals? totals,
        CancellationToken cancellationToken
    )
    {
        var (purchase, buyer, supplier) = loaded;
        totals ??= (await ledger.TotalsAsync([supplier.Id], cancellationToken))[supplier.Id];
        purchase.Status = status;
        purchase.Steps = [.. purchase.Steps, new PurchaseStep(Now, role, status, reason, code)];
        if (!PurchaseLifecycle.IsLive(status))
        {
            purchase.LiveVoucherKey = null;
            await db
                .EvidenceClaims.Where(row => row.PurchaseId == purchase.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LiveSha256, (string?)null), cancellationToken);
        }
        db.PublishStep(purchase, buyer, supplier, totals, Now);
        await db.SaveChangesAsync(cancellationToken);
        return PurchaseView.Of(purchase);
    }
}

using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Rewards.V1;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;

namespace Platform.Rewards.Features.Purchases;

/// <summary>Why a step is taken, in words.</summary>
internal sealed record ReasonRequest(string? Reason)
{
    internal sealed class Validator : AbstractValidator<ReasonRequest>
    {
        public Validator() => RuleFor(request => request.Reason).MaximumLength(Texts.LongText);
    }
}

/// <summary>Why a purchase is rejected or reversed: in words, and for machines.</summary>
internal sealed record GroundRequest(string? Reason, ReasonCode? ReasonCode)
{
    internal sealed class Validator : AbstractValidator<GroundRequest>
    {
        public Validator() => RuleFor(request => request.Reason).MaximumLength(Texts.LongText);
    }
}

/// <summary>What every step of a purchase needs: the purchase with both sides, the new state, the event.</summary>
internal sealed class PurchaseTransition(RewardsDbContext db, SupplierLedger ledger, TimeProvider clock)
{
    internal sealed record Loaded(PurchaseRow Purchase, BuyerRow Buyer, SupplierRow Supplier);

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>The purchase with both sides; refused when it does not exist or another version was expected.</summary>
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

    /// <summary>Records the step and its event, and saves.</summary>
    /// <param name="loaded">The purchase.</param>
    /// <param name="status">The state it comes into.</param>
    /// <param name="role">Who does it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="code">Why, for machines.</param>
    /// <param name="totals">The supplier's totals after it, where it changes them.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
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

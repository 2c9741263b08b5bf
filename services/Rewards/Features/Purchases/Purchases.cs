using Microsoft.EntityFrameworkCore;
using Platform.Domain;
using Platform.Rewards.Data;
using Platform.Rewards.Domain.Purchases;
using Platform.Rewards.Domain.Rules;
using Platform.Web.Commands;
using Platform.Web.Http;

namespace Platform.Rewards.Features.Purchases;

/// <summary>A purchase with its two parties.</summary>
internal sealed record LoadedPurchase(PurchaseRow Row, BuyerRow Buyer, SupplierRow Supplier)
{
    public Purchase Current => new(Row.Status, Row.Flagged, Buyer.Status);
}

/// <summary>The purchases: carries out every command on one, with what counts in its year, the supplier's totals and the event.</summary>
internal sealed class Purchases(RewardsDbContext db, YearLedger year, SupplierLedger supplier, RuleBook rules)
    : CommandPipeline<LoadedPurchase, PurchaseStep>
{
    /// <summary>Carries out a command of the supplier's owner.</summary>
    public async Task<Answer<PurchaseView>> ChangeBySupplierAsync(Guid id, Command command, Func<Purchase, Result<PurchaseStep>> decide) =>
        (
            await RunAsync(
                command,
                async () => await FindAsync(id, command) is { } found && command.Caller.Owns(found.Supplier.OwnerParty) ? found : null,
                purchase => decide(purchase.Current)
            )
        ).Map(ViewOf);

    /// <summary>Carries out a reviewer's command.</summary>
    public async Task<Answer<PurchaseView>> ChangeAsync(Guid id, Command command, Func<Purchase, Result<PurchaseStep>> decide) =>
        (await RunAsync(command, () => FindAsync(id, command), purchase => decide(purchase.Current))).Map(ViewOf);

    /// <summary>Carries out a reviewer's command that needs the exclusions of the year's rules.</summary>
    public async Task<Answer<PurchaseView>> ChangeAsync(
        Guid id,
        Command command,
        Func<Purchase, Exclusions, Result<PurchaseStep>> decide
    ) =>
        (
            await RunAsync(
                command,
                () => FindAsync(id, command),
                async purchase => decide(purchase.Current, (await rules.FindAsync(purchase.Row.Year, command.Aborted))!.Exclusions)
            )
        ).Map(ViewOf);

    protected override long VersionOf(LoadedPurchase resource) => resource.Row.Version;

    protected override async Task<DomainError?> SaveAsync(LoadedPurchase resource, PurchaseStep change, Command command)
    {
        var purchase = resource.Row;
        purchase.Apply(change);
        await year.RecordAsync(purchase, change, command.Aborted);
        var totals = await supplier.TotalsAfterAsync(purchase, change, command.Aborted);
        if (!PurchaseLifecycle.IsLive(change.Status))
        {
            await db
                .EvidenceClaims.Where(row => row.PurchaseId == purchase.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LiveSha256, (string?)null), command.Aborted);
        }

        db.Publish(purchase, resource.Buyer, resource.Supplier, totals);
        await db.SaveChangesAsync(command.Aborted);
        return null;
    }

    private static PurchaseView ViewOf(LoadedPurchase purchase) => PurchaseView.Of(purchase.Row);

    private async Task<LoadedPurchase?> FindAsync(Guid id, Command command) =>
        await db.Purchases.SingleOrDefaultAsync(row => row.Id == id, command.Aborted) is { } purchase
            ? new(
                purchase,
                await db.Buyers.AsNoTracking().SingleAsync(row => row.Id == purchase.BuyerId, command.Aborted),
                await db.Suppliers.AsNoTracking().SingleAsync(row => row.Id == purchase.SupplierId, command.Aborted)
            )
            : null;
}

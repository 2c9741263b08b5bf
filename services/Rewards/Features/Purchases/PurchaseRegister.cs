using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Documents;
using Platform.Domain;
using Platform.Messaging;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Purchases;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Purchases;

/// <summary>
/// Decides and saves declarations, with a separate result for each. Existing claims are looked up once for the whole batch. The unique
/// index over live claims decides, so only one of two concurrent claims can be saved.
/// </summary>
internal sealed class PurchaseRegister(RewardsDbContext db, RuleBook ruleBook, SupplierLedger ledger)
{
    public async Task<Result<PurchaseRow>[]> DeclareAsync(IReadOnlyList<PurchaseDeclaration> items, Command command)
    {
        var context = await DeclarationContext.LoadAsync(items, db, ruleBook, command);
        var results = new Result<PurchaseRow>[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            results[i] = await DecideAsync(items[i], context, command);
        }

        // A voucher belongs to a supplier, so declarations for the same suppliers wait here, always in the same order. Without this they
        // could wait for each other at the unique index, and PostgreSQL would abort one as a deadlock.
        await db.AcquireRowsAsync<SupplierRow>(
            results.Where(result => result.Error is null).Select(result => result.Value.SupplierId),
            command.Aborted
        );
        while (true)
        {
            await RefuseClaimedAsync(results, context, command.Aborted);
            if (
                await SaveAsync(
                    [.. results.Where(result => result.Error is null).Select(result => result.Value)],
                    context,
                    command.Aborted
                )
            )
            {
                return results;
            }

            // Another declaration claimed a piece of evidence after the look-up. It has committed, so the next look-up finds it.
            db.ChangeTracker.Clear();
        }
    }

    private async Task<Result<PurchaseRow>> DecideAsync(PurchaseDeclaration item, DeclarationContext context, Command command)
    {
        if (!context.Buyers.TryGetValue(item.BuyerId!.Value, out var buyer))
        {
            return PlatformErrors.NotFound with { Path = "$.buyerId" };
        }

        var claim = item.Claim;
        var supplier = context.SupplierOn(claim.SupplierUbn, claim.PurchasedOn);
        if (!Declarations.Decide(claim, context.FactsOf(claim, buyer, supplier, command.Today)).Succeeded(out var live, out var refused))
        {
            return refused;
        }

        if (
            !(await db.ResolveAsync(item.Evidence, command.Caller, "$.evidence", command.Aborted)).Succeeded(out var evidence, out refused)
        )
        {
            return refused;
        }

        var files = evidence.Select(e => new Evidence(e.DocumentId, e.Name!, e.Sha256!)).DistinctBy(e => e.Sha256).ToArray();
        return new PurchaseRow
        {
            Id = Guid.CreateVersion7(),
            Party = buyer.Party,
            BuyerId = buyer.Id,
            SupplierId = supplier!.Id,
            SupplierUbn = claim.SupplierUbn,
            AmountTwd = claim.AmountTwd,
            PurchasedOn = claim.PurchasedOn,
            Year = claim.PurchasedOn.Year,
            VoucherNo = VoucherNumber.Normalise(claim.VoucherNo),
            Series = claim.Series,
            Cooperation = item.Cooperation!.Value,
            Description = item.Description!,
            Evidence = files,
            Status = PurchaseStatus.Declared,
            Steps = [new PurchaseStep(command.Now, Roles.Buyer, PurchaseStatus.Declared, null, null)],
            LiveVoucherKey = live.Voucher,
        };
    }

    /// <summary>
    /// Refuses items whose voucher or evidence is already claimed, by a saved purchase or by an earlier item of the batch.
    /// </summary>
    private async Task RefuseClaimedAsync(Result<PurchaseRow>[] results, DeclarationContext context, CancellationToken cancellationToken)
    {
        var rows = results.Where(result => result.Error is null).Select(result => result.Value).ToArray();
        var vouchers = rows.Select(row => row.LiveVoucherKey).OfType<string>().ToArray();
        var hashes = rows.SelectMany(row => context.LiveHashes(row)).ToArray();
        var claims = new LiveClaims(
            await db
                .Purchases.Where(row => row.LiveVoucherKey != null && vouchers.Contains(row.LiveVoucherKey))
                .Select(row => row.LiveVoucherKey!)
                .ToHashSetAsync(cancellationToken),
            hashes.Length == 0
                ? []
                : await db
                    .EvidenceClaims.Where(row => row.LiveSha256 != null && hashes.Contains(row.LiveSha256))
                    .Select(row => row.LiveSha256!)
                    .ToHashSetAsync(cancellationToken)
        );
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i].Succeeded(out var row, out _) && claims.Claim(row.LiveVoucherKey, [.. context.LiveHashes(row)]) is { } refused)
            {
                results[i] = refused;
            }
        }
    }

    /// <summary>
    /// Saves the purchases with claims and events. Returns false when another claim with the same voucher or evidence was first.
    /// </summary>
    private async Task<bool> SaveAsync(PurchaseRow[] rows, DeclarationContext context, CancellationToken cancellationToken)
    {
        if (rows.Length == 0)
        {
            return true;
        }

        var suppliers = context.Suppliers.SelectMany(group => group).ToDictionary(row => row.Id);
        var totals = await ledger.TotalsAsync([.. rows.Select(row => row.SupplierId).Distinct()], cancellationToken);
        var claims = new List<EvidenceClaimRow>();
        foreach (var row in rows)
        {
            var live = context.LiveHashes(row).ToHashSet();
            claims.AddRange(
                row.Evidence.Select(file => new EvidenceClaimRow
                {
                    PurchaseId = row.Id,
                    Sha256 = file.Sha256,
                    LiveSha256 = live.Contains(file.Sha256) ? file.Sha256 : null,
                    DocumentId = file.DocumentId,
                })
            );
            db.Publish(row, context.Buyers[row.BuyerId], suppliers[row.SupplierId], totals[row.SupplierId]);
        }
        if (rows.Length > 1)
        {
            return await InsertAsync(rows, claims, cancellationToken);
        }

        db.AddRange(rows);
        db.AddRange(claims);
        return await db.SaveUniqueAsync(RewardsErrors.DuplicateVoucher, cancellationToken) is null;
    }

    /// <summary>Inserts a batch in bulk, because inserting row by row would cost three times as much.</summary>
    private async Task<bool> InsertAsync(PurchaseRow[] rows, List<EvidenceClaimRow> claims, CancellationToken cancellationToken)
    {
        var events = db.ChangeTracker.Entries<OutboxMessage>().Select(entry => entry.Entity).ToArray();
        db.ChangeTracker.Clear();
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(nameof(InsertAsync), cancellationToken);
        try
        {
            await db.InsertAsync(rows, cancellationToken);
            // All batches insert in the same order. Otherwise two of them could wait for each other, and PostgreSQL would abort one.
            await db.InsertAsync([.. claims.OrderBy(claim => claim.Sha256, StringComparer.Ordinal)], cancellationToken);
            await db.InsertAsync(events, cancellationToken);
            return true;
        }
        catch (DbException exception) when (UniqueIndex.IsDuplicate(exception))
        {
            await transaction.RollbackToSavepointAsync(nameof(InsertAsync), cancellationToken);
            return false;
        }
    }
}

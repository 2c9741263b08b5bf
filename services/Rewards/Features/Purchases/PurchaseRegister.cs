using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Platform.Messaging;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Rules;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Documents;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Identity;

namespace Platform.Rewards.Features.Purchases;

/// <summary>
/// Decides and saves declarations, with a separate result for each. Existing claims are looked up once for the whole batch. The unique
/// index over live claims decides, so only one of two concurrent claims can be saved.
/// </summary>
internal sealed class PurchaseRegister(RewardsDbContext db, RuleBook ruleBook, SupplierLedger ledger, TimeProvider clock)
{
    public async Task<Result<PurchaseRow>[]> DeclareAsync(
        IReadOnlyList<PurchaseDeclaration> items,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var context = await LoadContextAsync(items, caller, cancellationToken);
        var results = new Result<PurchaseRow>[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            results[i] = await DecideAsync(items[i], context, caller, cancellationToken);
        }

        // A voucher belongs to a supplier, so declarations for the same suppliers wait here, always in the same order. Without this they
        // could wait for each other at the unique index, and PostgreSQL would abort one as a deadlock.
        await db.AcquireRowsAsync<SupplierRow>(
            results.Where(result => result.Error is null).Select(result => result.Value.SupplierId),
            cancellationToken
        );
        while (true)
        {
            await RefuseClaimedAsync(results, context, cancellationToken);
            if (
                await SaveAsync(
                    [.. results.Where(result => result.Error is null).Select(result => result.Value)],
                    context,
                    cancellationToken
                )
            )
            {
                return results;
            }

            // Another declaration claimed a piece of evidence after the look-up. It has committed, so the next look-up finds it.
            db.ChangeTracker.Clear();
        }
    }

    private async Task<DeclarationContext> LoadContextAsync(
        IReadOnlyList<PurchaseDeclaration> items,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var buyerIds = items.Select(item => item.BuyerId!.Value).Distinct().ToArray();
        var ubns = items.Select(item => item.SupplierUbn!).Distinct().ToArray();
        var years = items.Select(item => item.PurchasedOn!.Value.Year).Distinct().ToArray();
        var rules = new Dictionary<int, RuleSet?>();
        foreach (var year in years)
        {
            rules[year] = await ruleBook.FindAsync(year, cancellationToken);
        }

        return new DeclarationContext(
            await db
                .Buyers.AsNoTracking()
                .Where(row => buyerIds.Contains(row.Id) && row.Party == caller.Party)
                .ToDictionaryAsync(row => row.Id, cancellationToken),
            (await db.Suppliers.AsNoTracking().Where(row => ubns.Contains(row.Ubn)).ToListAsync(cancellationToken)).ToLookup(row =>
                row.Ubn!
            ),
            rules,
            await db
                .AwardYears.Where(row => years.Contains(row.Year) && row.ResultVersion != null)
                .Select(row => row.Year)
                .ToHashSetAsync(cancellationToken)
        );
    }

    private async Task<Result<PurchaseRow>> DecideAsync(
        PurchaseDeclaration item,
        DeclarationContext context,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (!context.Buyers.TryGetValue(item.BuyerId!.Value, out var buyer))
        {
            return PlatformErrors.NotFound with { Path = "$.buyerId" };
        }

        var claim = item.Claim;
        var supplier = context.SupplierOn(claim.SupplierUbn, claim.PurchasedOn);
        var facts = new DeclarationFacts(
            TaipeiTime.Today(clock),
            buyer.Status,
            buyer.Ubn,
            buyer.Affiliates,
            context.Rules[claim.PurchasedOn.Year],
            context.ClosedYears.Contains(claim.PurchasedOn.Year),
            supplier?.StatusPoints ?? []
        );
        if (!Declarations.Decide(claim, facts).Succeeded(out var live, out var refused))
        {
            return refused;
        }

        if (!(await db.ResolveAsync(item.Evidence, caller, "$.evidence", cancellationToken)).Succeeded(out var evidence, out refused))
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
            Steps = [new PurchaseStep(clock.GetUtcNow(), Roles.Buyer, PurchaseStatus.Declared, null, null)],
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
        var claimedVouchers = await db
            .Purchases.Where(row => row.LiveVoucherKey != null && vouchers.Contains(row.LiveVoucherKey))
            .Select(row => row.LiveVoucherKey!)
            .ToHashSetAsync(cancellationToken);
        var claimedHashes =
            hashes.Length == 0
                ? []
                : await db
                    .EvidenceClaims.Where(row => row.LiveSha256 != null && hashes.Contains(row.LiveSha256))
                    .Select(row => row.LiveSha256!)
                    .ToHashSetAsync(cancellationToken);
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i].Error is not null)
            {
                continue;
            }

            var row = results[i].Value;
            if (row.LiveVoucherKey is { } voucher && !claimedVouchers.Add(voucher))
            {
                results[i] = RewardsErrors.DuplicateVoucher;
            }
            else if (context.LiveHashes(row).Any(claimedHashes.Contains))
            {
                results[i] = RewardsErrors.DuplicateEvidence;
            }
            else
            {
                claimedHashes.UnionWith(context.LiveHashes(row));
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
            db.PublishStep(row, context.Buyers[row.BuyerId], suppliers[row.SupplierId], totals[row.SupplierId], row.LastStep.At);
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

    private sealed record DeclarationContext(
        Dictionary<Guid, BuyerRow> Buyers,
        ILookup<string, SupplierRow> Suppliers,
        Dictionary<int, RuleSet?> Rules,
        HashSet<int> ClosedYears
    )
    {
        /// <summary>Returns the hashes that must be unique among live claims.</summary>
        public IEnumerable<string> LiveHashes(PurchaseRow row) =>
            Rules[row.Year]!.Exclusions.Duplicate ? row.Evidence.Select(file => file.Sha256) : [];

        /// <summary>
        /// Returns the supplier with this UBN. An organisation that was delisted and registered again has two records; the one that was
        /// registered on the day is preferred.
        /// </summary>
        public SupplierRow? SupplierOn(string ubn, DateOnly on) =>
            Suppliers[ubn].OrderByDescending(row => row.StatusPoints.RegisteredOn(on)).ThenByDescending(row => row.Id).FirstOrDefault();
    }
}

using Microsoft.EntityFrameworkCore;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Purchases;
using Platform.Rewards.Domain.Rules;
using Platform.Web.Commands;

namespace Platform.Rewards.Features.Purchases;

/// <summary>What decides about the declarations of a batch, read once for all of them.</summary>
internal sealed record DeclarationContext(
    Dictionary<Guid, BuyerRow> Buyers,
    ILookup<string, SupplierRow> Suppliers,
    Dictionary<int, RuleSet?> Rules,
    HashSet<int> ClosedYears
)
{
    public static async Task<DeclarationContext> LoadAsync(
        IReadOnlyList<PurchaseDeclaration> items,
        RewardsDbContext db,
        RuleBook ruleBook,
        Command command
    )
    {
        var (party, cancellationToken) = (command.Caller.Party, command.Aborted);
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
                .Where(row => buyerIds.Contains(row.Id) && row.Party == party)
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

    public DeclarationFacts FactsOf(Declaration claim, BuyerRow buyer, SupplierRow? supplier, DateOnly today) =>
        new(
            today,
            buyer.Status,
            buyer.Ubn,
            buyer.Affiliates,
            Rules[claim.PurchasedOn.Year],
            ClosedYears.Contains(claim.PurchasedOn.Year),
            supplier?.StatusPoints ?? []
        );

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

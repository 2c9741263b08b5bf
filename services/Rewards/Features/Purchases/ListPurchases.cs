using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Purchases;

internal static class ListPurchases
{
    internal readonly record struct Filters(
        [property: FromQuery(Name = "year")] int? Year,
        [property: FromQuery(Name = "buyerId")] Guid? BuyerId,
        [property: FromQuery(Name = "supplierUbn")] string? SupplierUbn,
        [property: FromQuery(Name = "status")] CamelCaseEnum<PurchaseStatus>? Status,
        [property: FromQuery(Name = "flagged")] bool? Flagged
    );

    public static void Map(RouteGroupBuilder purchases)
    {
        purchases.MapGet("", ListAsync).ForSignedIn().WithSummary("Purchases that I declared or sold; a reviewer sees all");
        purchases.MapGet("{id:guid}", GetAsync).ForSignedIn().WithSummary("A purchase, for its two parties and reviewers");
    }

    private static async Task<Answer<Page<PurchaseView>>> ListAsync(
        [AsParameters] Filters filters,
        [AsParameters] PageQuery page,
        Caller caller,
        RewardsDbContext db,
        CancellationToken cancellationToken
    )
    {
        var rows = Visible(db, caller);
        if (filters.Year is { } year)
        {
            rows = rows.Where(row => row.Year == year);
        }

        if (filters.BuyerId is { } buyerId)
        {
            rows = rows.Where(row => row.BuyerId == buyerId);
        }

        if (filters.SupplierUbn is { } supplierUbn)
        {
            rows = rows.Where(row => row.SupplierUbn == supplierUbn);
        }

        if (filters.Status is { Value: var status })
        {
            rows = rows.Where(row => row.Status == status);
        }

        if (filters.Flagged is { } flagged)
        {
            rows = rows.Where(row => row.Flagged == flagged);
        }

        return await rows.PageAsync(page, PurchaseView.Of, cancellationToken);
    }

    private static async Task<Answer<PurchaseView>> GetAsync(
        Guid id,
        Caller caller,
        RewardsDbContext db,
        CancellationToken cancellationToken
    ) =>
        await Visible(db, caller).SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } purchase
            ? PurchaseView.Of(purchase)
            : PlatformErrors.NotFound;

    private static IQueryable<PurchaseRow> Visible(RewardsDbContext db, Caller caller)
    {
        var party = caller.Party;
        return caller.Has(Roles.RewardReviewer)
            ? db.Purchases.AsNoTracking()
            : db
                .Purchases.AsNoTracking()
                .Where(row =>
                    row.Party == party || db.Suppliers.Any(supplier => supplier.Id == row.SupplierId && supplier.OwnerParty == party)
                );
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Buyers;

internal static class GetBuyer
{
    public static void Map(RouteGroupBuilder buyers)
    {
        buyers.MapGet("{id:guid}", HandleAsync).ForSignedIn().WithSummary("A buyer, for its party and reviewers");
        buyers.MapGet("", ListAsync).For(Roles.Buyer, Roles.RewardReviewer).WithSummary("My buyers; a reviewer sees all");
    }

    private static async Task<Answer<BuyerView>> HandleAsync(
        Guid id,
        Caller caller,
        RewardsDbContext db,
        CancellationToken cancellationToken
    ) =>
        await Visible(db, caller).SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } buyer
            ? BuyerView.Of(buyer)
            : PlatformErrors.NotFound;

    private static async Task<Answer<Page<BuyerView>>> ListAsync(
        Caller caller,
        RewardsDbContext db,
        [AsParameters] PageQuery page,
        [FromQuery] CamelCaseEnum<BuyerStatus>? status,
        CancellationToken cancellationToken
    )
    {
        var rows = Visible(db, caller);
        if (status is { Value: var wanted })
        {
            rows = rows.Where(row => row.Status == wanted);
        }

        return await rows.PageAsync(page, BuyerView.Of, cancellationToken);
    }

    private static IQueryable<BuyerRow> Visible(RewardsDbContext db, Caller caller)
    {
        var party = caller.Party;
        return caller.Has(Roles.RewardReviewer) ? db.Buyers.AsNoTracking() : db.Buyers.AsNoTracking().Where(row => row.Party == party);
    }
}

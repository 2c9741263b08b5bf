using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Awards;

internal static class ListAwards
{
    internal readonly record struct Filters(
        [property: FromQuery(Name = "year")] int? Year,
        [property: FromQuery(Name = "series")] CamelCaseEnum<Series>? Series,
        [property: FromQuery(Name = "buyerId")] Guid? BuyerId
    );

    public static void Map(RouteGroupBuilder awards)
    {
        awards.MapGet("", ListAsync).ForAnyone().WithSummary("Awards");
        awards.MapGet("{id:guid}", GetAsync).ForAnyone().WithSummary("An award with its hash and all its versions");
    }

    private static async Task<Answer<Page<AwardView>>> ListAsync(
        [AsParameters] Filters filters,
        [AsParameters] PageQuery page,
        RewardsDbContext db,
        CancellationToken cancellationToken
    )
    {
        IQueryable<AwardRow> rows = db.Awards;
        if (filters.Year is { } year)
        {
            rows = rows.Where(row => row.Year == year);
        }

        if (filters.Series is { Value: var series })
        {
            rows = rows.Where(row => row.Series == series);
        }

        if (filters.BuyerId is { } buyerId)
        {
            rows = rows.Where(row => row.BuyerId == buyerId);
        }

        return await rows.PageAsync(page, AwardView.Of, cancellationToken);
    }

    private static async Task<Answer<AwardView>> GetAsync(Guid id, RewardsDbContext db, CancellationToken cancellationToken) =>
        await db.Awards.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } award
            ? AwardView.Of(award)
            : PlatformErrors.NotFound;
}

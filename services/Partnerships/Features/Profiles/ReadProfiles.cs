using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Calendar;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Profiles;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>Lists the public directory, the caller's own profiles and the managers' queue.</summary>
internal static class ReadProfiles
{
    internal readonly record struct Filters(
        [property: FromQuery(Name = "kind")] CamelCaseEnum<ProfileKind>? Kind,
        [property: FromQuery(Name = "economy")] string? Economy,
        [property: FromQuery(Name = "sdg")] int? Sdg,
        [property: FromQuery(Name = "sector")] string? Sector,
        [property: FromQuery(Name = "offer")] string? Offer,
        [property: FromQuery(Name = "need")] string? Need,
        [property: FromQuery(Name = "intent")] CamelCaseEnum<Intent>? Intent,
        [property: FromQuery(Name = "language")] string? Language,
        [property: FromQuery(Name = "status")] CamelCaseEnum<VettingState>? Status,
        [property: FromQuery(Name = "organisationId")] Guid? OrganisationId,
        [property: FromQuery(Name = "mine")] bool? Mine
    );

    public static void Map(RouteGroupBuilder api)
    {
        var profiles = api.MapGroup("/profiles").ForAnyone().WithTags("Profiles");
        profiles
            .MapGet("", ListAsync)
            .Refuses("partnerships.economy-unknown", "partnerships.tag-unknown", "partnerships.sector-unknown", "partnerships.sdg-unknown")
            .WithSummary("Profiles: the directory; one's own with mine=true; in any state for managers");
        profiles.MapGet("{id:guid}", GetAsync).WithSummary("One profile");
    }

    private static Task<Answer<Page<ProfileView>>> ListAsync(
        [AsParameters] PageQuery page,
        [AsParameters] Filters filters,
        Caller caller,
        ProfileSearch search,
        CancellationToken cancellationToken
    ) => search.PageAsync(page, filters, caller, cancellationToken);

    private static async Task<Answer<ProfileView>> GetAsync(
        Guid id,
        Caller caller,
        PartnershipsDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var today = TaipeiTime.Today(clock);
        var agreed = await db.AgreedAsync(id, caller, cancellationToken);
        if (await db.Profiles.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } profile)
        {
            return PlatformErrors.NotFound;
        }

        return profile.IsActive(today) || caller.Owns(profile.Party) || caller.Has(Roles.PartnershipManager) || agreed
            ? ProfileView.Of(profile, caller, agreed)
            : PlatformErrors.NotFound;
    }
}

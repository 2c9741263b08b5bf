using Microsoft.AspNetCore.Mvc;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Introductions;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>Lists the caller's introductions, sent and received.</summary>
internal static class ReadIntroductions
{
    internal readonly record struct Filters(
        [property: FromQuery(Name = "status")] CamelCaseEnum<IntroductionState>? Status,
        [property: FromQuery(Name = "profileId")] Guid? ProfileId
    );

    public static void Map(RouteGroupBuilder api)
    {
        var introductions = api.MapGroup("/introductions").For(Roles.Partner, Roles.Organisation).WithTags("Introductions");
        introductions.MapGet("", ListAsync).WithSummary("Your introductions");
        introductions.MapGet("{id:guid}", GetAsync).WithSummary("One introduction");
    }

    private static async Task<Answer<Page<IntroductionView>>> ListAsync(
        [AsParameters] PageQuery page,
        [AsParameters] Filters filters,
        Caller caller,
        PartnershipsDbContext db,
        CancellationToken cancellationToken
    )
    {
        var found = db.VisibleTo(caller);
        if (filters.Status is { Value: var status })
        {
            found = found.Where(row => row.State == status);
        }

        if (filters.ProfileId is { } profile)
        {
            found = found.Where(row => row.FromProfileId == profile || row.ToProfileId == profile);
        }

        if (!(await found.PageAsync(page, row => row, cancellationToken)).Succeeded(out var rows, out var refused))
        {
            return refused;
        }

        var profiles = await db.ProfilesOfAsync(rows.Items, cancellationToken);
        return new Page<IntroductionView>(
            [.. rows.Items.Select(row => IntroductionView.Of(LoadedIntroduction.Of(row, profiles), caller))],
            rows.NextCursor
        );
    }

    private static async Task<Answer<IntroductionView>> GetAsync(
        Guid id,
        Caller caller,
        PartnershipsDbContext db,
        CancellationToken cancellationToken
    ) =>
        await db.FindIntroductionAsync(id, caller, cancellationToken) is { } loaded
            ? IntroductionView.Of(loaded, caller)
            : PlatformErrors.NotFound;
}

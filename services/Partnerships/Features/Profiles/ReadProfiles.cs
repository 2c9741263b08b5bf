using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.Partnerships.Domain.Profiles;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

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

    private static async Task<Answer<Page<ProfileView>>> ListAsync(
        [AsParameters] PageQuery page,
        [AsParameters] Filters filters,
        EditedLists lists,
        Economies economies,
        Caller caller,
        PartnershipsDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var today = TaipeiTime.Today(clock);
        var found = db.Profiles.VisibleTo(caller, today);
        if (filters.Mine == true)
        {
            found = found.Where(profile => profile.Party == caller.Party);
        }

        if (filters.Kind is { Value: var kind })
        {
            found = found.Where(profile => profile.Kind == kind);
        }

        if (filters.Status is { Value: var status })
        {
            found = found.Where(profile => profile.VettingState == status);
        }

        if (filters.OrganisationId is { } organisation)
        {
            found = found.Where(profile => profile.OrganisationId == organisation);
        }

        if (filters.Economy is { } economy)
        {
            if (economies.Find(economy) is not { } sectorTerm)
            {
                return PartnershipsErrors.EconomyUnknown(economy, "$.economy");
            }

            found = found.Where(profile => profile.Economy == sectorTerm.Code);
        }

        if (filters.Sdg is { } sdg)
        {
            if (sdg is < 1 or > 17)
            {
                return PartnershipsErrors.SdgUnknown(sdg, "$.sdg");
            }

            var bit = ProfileContent.MaskOf(sdg);
            found = found.Where(profile => (profile.SdgMask & bit) != 0);
        }

        var vocabulary = await lists.VocabularyAsync(db, cancellationToken);
        (string List, string? Text, TermList Terms, string Vocabulary)[] terms =
        [
            ("offer", filters.Offer, vocabulary.Tags, "tag"),
            ("need", filters.Need, vocabulary.Tags, "tag"),
            ("sector", filters.Sector, vocabulary.Sectors, "sector"),
        ];
        foreach (var (list, text, sectorTerm, name) in terms)
        {
            if (text is null)
            {
                continue;
            }

            if (sectorTerm.Find(text) is not { } term)
            {
                return PartnershipsErrors.TermUnknown(name, text, sectorTerm.Nearest(text)?.Code, "$." + list);
            }

            found = With(found, ProfileTerms.Term(list, term.Code));
        }

        if (filters.Intent is { Value: var intent })
        {
            found = With(found, ProfileTerms.Term("intent", intent.ToCamelCase()));
        }

        if (filters.Language is { } language)
        {
            found = With(found, ProfileTerms.Term("language", LanguageTags.Primary(language)));
        }

        return await found.PageAsync(page, profile => ProfileView.Of(profile, caller), cancellationToken);
    }

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

    private static IQueryable<Profile> With(IQueryable<Profile> profiles, string term) =>
        profiles.Where(profile => profile.Terms.Contains(term));
}

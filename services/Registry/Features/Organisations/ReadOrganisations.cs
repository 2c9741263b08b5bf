using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Organisations;
using Platform.Search;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Organisations;

/// <summary>The public register: search and single organisations.</summary>
internal static class ReadOrganisations
{
    internal readonly record struct Filters(
        [property: FromQuery(Name = "q")] string? Q,
        [property: FromQuery(Name = "sdg")] int? Sdg,
        [property: FromQuery(Name = "county")] string? County,
        [property: FromQuery(Name = "stage")] CamelCaseEnum<Stage>? Stage,
        [property: FromQuery(Name = "legalForm")] CamelCaseEnum<LegalForm>? LegalForm,
        [property: FromQuery(Name = "status")] CamelCaseEnum<OrganisationStatus>? Status,
        [property: FromQuery(Name = "light")] CamelCaseEnum<Light>? Light,
        [property: FromQuery(Name = "tier")] string? Tier
    );

    public static void Map(RouteGroupBuilder api)
    {
        var organisations = api.MapGroup("/organisations").ForAnyone().WithTags("Organisations");
        organisations
            .MapGet("", ListAsync)
            .Refuses("registry.county-unknown", "registry.sdg-unknown", "registry.query-too-long")
            .WithSummary("Search the register");
        organisations.MapGet("{id:guid}", GetAsync).WithSummary("One organisation");
        organisations.MapGet("by-ubn/{ubn}", GetByUbnAsync).WithSummary("The organisation with a unified business number");
    }

    private static async Task<Answer<Page<OrganisationView>>> ListAsync(
        [AsParameters] PageQuery page,
        [AsParameters] Filters filters,
        Caller caller,
        RegistryDbContext db,
        CancellationToken cancellationToken
    )
    {
        var found = db.Organisations.AsQueryable();
        var facts = new List<string>();
        if (filters.Sdg is { } sdg)
        {
            if (sdg is < 1 or > 17)
            {
                return RegistryErrors.SdgUnknown(sdg);
            }

            var bit = OrganisationRow.BitOf(sdg);
            found = found.Where(organisation => (organisation.SdgMask & bit) != 0);
            facts.Add(SearchText.Goal(sdg));
        }

        if (filters.County is { Length: > 0 } text)
        {
            if (!Counties.Find(text).Succeeded(out var county, out var unknown))
            {
                return unknown;
            }

            found = found.Where(organisation => organisation.County == county);
            facts.Add(SearchText.County(county));
        }

        if (filters.Stage is { Value: var stage })
        {
            found = found.Where(organisation => organisation.Stage == stage);
            facts.Add(SearchText.Stage(stage));
        }

        if (filters.LegalForm is { Value: var form })
        {
            found = found.Where(organisation => organisation.LegalForm == form);
            facts.Add(SearchText.LegalForm(form));
        }

        if (filters.Status is { Value: var status })
        {
            found = found.Where(organisation => organisation.Status == status);
        }

        if (filters.Light is { Value: var light })
        {
            found = found.Where(organisation => organisation.Light == light);
        }

        if (filters.Tier is { } tier)
        {
            found = found.Where(organisation => organisation.Tier == tier);
        }

        if (string.IsNullOrEmpty(filters.Q))
        {
            return await found
                .Include(organisation => organisation.StatusPoints)
                .PageAsync(page, organisation => OrganisationView.Of(organisation, caller), cancellationToken);
        }

        if (filters.Q.Length > SearchQuery.MaxLength)
        {
            return RegistryErrors.QueryTooLong(SearchQuery.MaxLength);
        }

        var isFiltered = filters with { Q = null } != default;
        var search = new OrganisationSearch(db, SearchQuery.Of(filters.Q), isFiltered ? found : null, facts);
        return (await search.PageAsync(page, cancellationToken)).Succeeded(out var hits, out var refused)
            ? new Page<OrganisationView>(
                [.. hits.Items.Select(organisation => OrganisationView.Of(organisation, caller))],
                hits.NextCursor
            )
            : refused;
    }

    private static async Task<Answer<OrganisationView>> GetAsync(
        Guid id,
        Caller caller,
        RegistryDbContext db,
        CancellationToken cancellationToken
    ) =>
        await db
            .Organisations.AsNoTracking()
            .Include(organisation => organisation.StatusPoints)
            .SingleOrDefaultAsync(found => found.Id == id, cancellationToken)
            is { } organisation
            ? OrganisationView.Of(organisation, caller)
            : PlatformErrors.NotFound;

    private static async Task<Answer<OrganisationView>> GetByUbnAsync(
        string ubn,
        Caller caller,
        RegistryDbContext db,
        CancellationToken cancellationToken
    ) =>
        await db
            .Organisations.AsNoTracking()
            .Include(organisation => organisation.StatusPoints)
            .Where(organisation => organisation.Ubn == ubn)
            .OrderByDescending(organisation => organisation.Id)
            .FirstOrDefaultAsync(cancellationToken)
            is { } organisation
            ? OrganisationView.Of(organisation, caller)
            : PlatformErrors.NotFound;
}

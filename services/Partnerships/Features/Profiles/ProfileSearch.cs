using Platform.Calendar;
using Platform.Domain;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.Partnerships.Domain.Profiles;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>Finds the profiles that the caller may see and that fit every filter.</summary>
internal sealed class ProfileSearch(EditedLists lists, Economies economies, PartnershipsDbContext db, TimeProvider clock)
{
    public async Task<Answer<Page<ProfileView>>> PageAsync(
        PageQuery page,
        ReadProfiles.Filters filters,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var found = db.Profiles.VisibleTo(caller, TaipeiTime.Today(clock));
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
            if (economies.Find(economy) is not { } listed)
            {
                return PartnershipsErrors.EconomyUnknown(economy, "$.economy");
            }

            found = found.Where(profile => profile.Economy == listed.Code);
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
        foreach (var (list, text, termList, name) in terms)
        {
            if (text is null)
            {
                continue;
            }

            if (termList.Find(text) is not { } term)
            {
                return PartnershipsErrors.TermUnknown(name, text, termList.Nearest(text)?.Code, "$." + list);
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

    private static IQueryable<Profile> With(IQueryable<Profile> profiles, string term) =>
        profiles.Where(profile => profile.Terms.Contains(term));
}

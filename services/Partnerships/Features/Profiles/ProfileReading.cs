using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>Creates the profile rules with the current vocabulary.</summary>
internal sealed class ProfileReading(EditedLists lists, Economies economies, LanguageTags languages)
{
    public async Task<ProfileRules> RulesAsync(PartnershipsDbContext db, CancellationToken cancellationToken) =>
        new(await lists.VocabularyAsync(db, cancellationToken), economies, languages);
}

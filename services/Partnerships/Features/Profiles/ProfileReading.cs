using Platform.Domain;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>Reads the body of a profile by the profile rules, with the current vocabulary.</summary>
internal sealed class ProfileReading(EditedLists lists, Economies economies, LanguageTags languages, PartnershipsDbContext db)
{
    /// <summary>
    /// Returns the content and the contact, or the first error. Values that the body omits come from the registered organisation.
    /// </summary>
    public async Task<Result<(ProfileContent Content, ContactDetails Contact)>> ReadAsync(
        ProfileBody body,
        TrackedOrganisation? organisation,
        CancellationToken cancellationToken
    )
    {
        var draft = organisation is null
            ? body.ToDraft()
            : body.ToDraft().FilledFrom(new RegistryFacts(organisation.Name, organisation.Sdgs, organisation.Stage));
        var (content, errors) = new ProfileRules(await lists.VocabularyAsync(db, cancellationToken), economies, languages).Read(draft);
        return content is null
            ? errors[0]
            : ContactDetails.Read(body.Contact!.Name!, body.Contact.Email!, body.Contact.Phone).Map(contact => (content, contact));
    }
}

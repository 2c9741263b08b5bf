using Platform.Messaging;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Data;

internal sealed class Profile : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    /// <summary>The party that owns the profile: its creator, or the organisation's current owner.</summary>
    public required string Party { get; set; }

    /// <summary>The registered organisation of the profile. A unique index allows one profile per organisation.</summary>
    public Guid? OrganisationId { get; init; }

    public required ProfileContent Content { get; set; }

    /// <summary>The contact details, in a separate column so that code that reads only the content cannot expose them.</summary>
    public required ContactDetails Contact { get; set; }

    public VettingState VettingState { get; set; }

    public string? VettingReason { get; set; }

    public DateOnly? VettedUntil { get; set; }

    /// <summary>
    /// The first day on which the profile is listed, matched and introduced: it is vetted and its organisation is registered.
    /// </summary>
    public DateOnly? ActiveFrom { get; set; }

    public DateOnly? ActiveUntil { get; set; }

    public ProfileKind Kind { get; set; }

    public string Economy { get; set; } = "";

    /// <summary>See <see cref="ProfileContent.MaskOf"/>.</summary>
    public int SdgMask { get; set; }

    /// <summary>The terms that lists filter by, as <c>|offer:distribution|language:vi|</c>.</summary>
    public string Terms { get; set; } = "";

    /// <summary>The end of the vetting for which the owner was reminded.</summary>
    public DateOnly? RemindedOf { get; set; }

    /// <summary>The number of the profile's last change in the listing. A greater number means a later change. Set on save.</summary>
    public long ListingVersion { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public ProfileState Current => new(Content, Contact, new Vetting(VettingState, VettingReason, VettedUntil), RemindedOf);

    public bool IsActive(DateOnly on) => ActiveFrom <= on && on <= ActiveUntil;

    public MatchSubject Subject(DateOnly on) => MatchSubject.Of(Id, Content, IsActive(on), on);

    public void Apply(ProfileState state)
    {
        (Content, Contact, RemindedOf) = (state.Content, state.Contact, state.RemindedOf);
        (Kind, Economy, SdgMask) = (Content.Kind, Content.Economy, ProfileContent.MaskOf(Content.Sdgs));
        Terms = ProfileTerms.Of(Content);
        (VettingState, VettingReason, VettedUntil) = (state.Vetting.State, state.Vetting.Reason, state.Vetting.Until);
    }

    public void RecalculateActivePeriod(TrackedOrganisation? organisation, DateOnly today)
    {
        var period = ActivePeriod.Of(Current.Vetting, organisation?.RegisteredPeriods, today);
        (ActiveFrom, ActiveUntil) = (period?.From, period?.Until);
    }
}

using Platform.Contracts;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Profiles;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>
/// A profile for any reader. Vetoes and the reason of the vetting are only for its owner and managers; the contact is only for readers
/// with consent.
/// </summary>
internal record ProfileView
{
    public required Guid Id { get; init; }

    public required long Version { get; init; }

    /// <summary>The vetting: pending, vetted or returned.</summary>
    public required VettingState Status { get; init; }

    /// <summary>
    /// The first day on which the profile is listed, matched and introduced: it is vetted and its organisation is registered.
    /// </summary>
    public DateOnly? ActiveFrom { get; init; }

    /// <summary>The last day on which the profile is listed, matched and introduced.</summary>
    public DateOnly? ActiveUntil { get; init; }

    public DateOnly? VettedUntil { get; init; }

    public string? Reason { get; init; }

    public required ProfileKind Kind { get; init; }

    public Guid? OrganisationId { get; init; }

    public required Bilingual Name { get; init; }

    public required string Economy { get; init; }

    public required string TimeZone { get; init; }

    public required IReadOnlyList<string> Languages { get; init; }

    public required IReadOnlyList<int> Sdgs { get; init; }

    public required IReadOnlyList<string> Sectors { get; init; }

    public required IReadOnlyList<string> Offers { get; init; }

    public required IReadOnlyList<string> Needs { get; init; }

    public required IReadOnlyList<Intent> Intent { get; init; }

    public Stage? Stage { get; init; }

    public required IReadOnlyList<string> MarketsSought { get; init; }

    public Vetoes? Vetoes { get; init; }

    public required IReadOnlyList<AvailabilityWindow> Availability { get; init; }

    public required Bilingual Summary { get; init; }

    /// <summary>The contact, for the owner and for a counterpart after both agreed to an introduction.</summary>
    public ContactDetails? Contact { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <param name="profile">The profile.</param>
    /// <param name="caller">The reader.</param>
    /// <param name="agreed">Whether the caller's party and this profile have both agreed to an introduction.</param>
    public static ProfileView Of(Profile profile, Caller caller, bool agreed = false)
    {
        var isOwner = caller.Owns(profile.Party);
        var isInside = isOwner || caller.Has(Roles.PartnershipManager);
        var view = new ProfileView
        {
            Id = profile.Id,
            Version = profile.Version,
            Status = profile.VettingState,
            ActiveFrom = profile.ActiveFrom,
            ActiveUntil = profile.ActiveUntil,
            VettedUntil = profile.VettedUntil,
            Reason = isInside ? profile.VettingReason : null,
            Kind = profile.Kind,
            OrganisationId = profile.OrganisationId,
            Name = profile.Content.Name,
            Economy = profile.Economy,
            TimeZone = profile.Content.TimeZone,
            Languages = profile.Content.Languages,
            Sdgs = profile.Content.Sdgs,
            Sectors = profile.Content.Sectors,
            Offers = profile.Content.Offers,
            Needs = profile.Content.Needs,
            Intent = profile.Content.Intent,
            Stage = profile.Content.Stage,
            MarketsSought = profile.Content.MarketsSought,
            Vetoes = isInside ? profile.Content.Vetoes : null,
            Availability = profile.Content.Availability,
            Summary = profile.Content.Summary,
            Contact = isOwner || agreed ? profile.Contact : null,
            CreatedAt = profile.CreatedAt,
        };
        // A counterpart's view also depends on the introduction, not only on the profile's version. An ETag could confirm an outdated
        // copy.
        return agreed && !isOwner ? view : new TaggedProfileView(view);
    }
}

internal sealed record TaggedProfileView : ProfileView, IVersionedView
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public TaggedProfileView(ProfileView view)
        : base(view) { }
}

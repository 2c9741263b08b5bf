using Platform.Domain;
using Change = Platform.Domain.Change<
    Platform.Partnerships.Domain.Profiles.ProfileState,
    Platform.Partnerships.Domain.Profiles.ProfileEvent
>;

namespace Platform.Partnerships.Domain.Profiles;

/// <summary>What commands change of a profile. Every change is a pure function.</summary>
/// <param name="Content">The public part.</param>
/// <param name="Contact">The contact details.</param>
/// <param name="Vetting">A manager's decision about the profile.</param>
/// <param name="RemindedOf">The end of the vetting for which the owner was reminded.</param>
internal sealed record ProfileState(ProfileContent Content, ContactDetails Contact, Vetting Vetting, DateOnly? RemindedOf)
{
    /// <summary>Returns a new profile, which waits to be vetted.</summary>
    public static ProfileState Create(ProfileContent content, ContactDetails contact) => new(content, contact, Vetting.Pending, null);

    /// <summary>Replaces the content and the contact. When the vetted facts change, a manager vets the profile again.</summary>
    public Change Replace(ProfileContent content, ContactDetails contact) =>
        new(this with { Content = content, Contact = contact, Vetting = Vetting.AfterChange(Content, content) });

    /// <summary>Approves, renews or returns the profile.</summary>
    public Result<Change> Vet(bool approve, string? reason, DateOnly today, int months) =>
        Vetting
            .Decide(approve, reason, today, months)
            .Map(vetting => new Change(this with { Vetting = vetting }, new ProfileEvent.Vetted(vetting)));

    /// <summary>Renews the vetting at the owner's request.</summary>
    public Result<Change> Renew(DateOnly today, int months, int openDays) =>
        Vetting.Renew(today, months, openDays).Map(vetting => new Change(this with { Vetting = vetting }));

    /// <summary>Reminds the owner that the vetting ends.</summary>
    public Change Remind(DateOnly until) => new(this with { RemindedOf = until }, new ProfileEvent.RenewalDue(until));

    /// <summary>Returns whether the name, the contact or another fact differs that introductions show.</summary>
    public bool ShowsDifferently(ProfileState other) => Contact != other.Contact || !Content.SameIdentity(other.Content);
}

/// <summary>What happened to a profile.</summary>
internal abstract record ProfileEvent
{
    internal sealed record Vetted(Vetting Vetting) : ProfileEvent;

    internal sealed record RenewalDue(DateOnly Until) : ProfileEvent;
}

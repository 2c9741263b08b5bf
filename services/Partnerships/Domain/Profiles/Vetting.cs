using Platform.Domain;

namespace Platform.Partnerships.Domain.Profiles;

internal enum VettingState
{
    Pending,
    Vetted,
    Returned,
}

/// <summary>A manager's decision about a profile. An approval is valid for a year (configured) and can be renewed.</summary>
internal sealed record Vetting(VettingState State, string? Reason, DateOnly? Until)
{
    public static readonly Vetting Pending = new(VettingState.Pending, null, null);

    public bool IsValidOn(DateOnly day) => State == VettingState.Vetted && day <= Until;

    /// <summary>Approves, renews or returns a profile. A return needs a reason.</summary>
    public static Result<Vetting> Decide(bool approve, string? reason, DateOnly today, int months)
    {
        if (!approve && string.IsNullOrWhiteSpace(reason))
        {
            return PartnershipsErrors.ReasonRequired;
        }

        var text = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        return approve
            ? new Vetting(VettingState.Vetted, text, today.AddMonths(months).AddDays(-1))
            : new Vetting(VettingState.Returned, text, null);
    }

    /// <summary>
    /// Renews the vetting at the owner's request. Shortly before the approval ends it is extended by one term, because the vetted facts
    /// have not changed (<see cref="AfterChange"/>). After the end, a manager must vet the profile again.
    /// </summary>
    public Result<Vetting> Renew(DateOnly today, int months, int openDays)
    {
        if (State != VettingState.Vetted || Until is not { } until)
        {
            return PartnershipsErrors.RenewalNotVetted;
        }

        var opens = until.AddDays(-openDays);
        return today < opens ? PartnershipsErrors.RenewalTooEarly(opens)
            : today > until ? Pending
            : this with { Until = until.AddMonths(months) };
    }

    /// <summary>
    /// Returns the vetting after an edit. A returned profile is pending again after any change, a vetted one only when its identity
    /// changes.
    /// </summary>
    public Vetting AfterChange(ProfileContent before, ProfileContent after) =>
        State == VettingState.Returned || !before.SameIdentity(after) ? Pending : this;
}

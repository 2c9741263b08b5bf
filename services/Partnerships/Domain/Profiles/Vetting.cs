using Platform.ServiceDefaults.Errors;

namespace Platform.Partnerships.Domain.Profiles;

internal enum VettingState
{
    Pending,
    Vetted,
    Returned,
}

/// <summary>What a manager has decided about a profile. An approval holds for a year (configured) and is then renewed.</summary>
internal sealed record Vetting(VettingState State, string? Reason, DateOnly? Until)
{
    public static readonly Vetting Pending = new(VettingState.Pending, null, null);

    public bool IsValidOn(DateOnly day) => State == VettingState.Vetted && day <= Until;

    /// <summary>Approves, renews or returns; a return says why.</summary>
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
    /// The owner says that all of it still holds: shortly before the approval ends it is good for the next term, as nothing a manager
    /// vouched for has changed (<see cref="AfterChange"/>); once it has ended, a manager looks again.
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

    /// <summary>A returned profile goes back to the managers when changed; a vetted one only when it became somebody else's.</summary>
    public Vetting AfterChange(ProfileContent before, ProfileContent after) =>
        State == VettingState.Returned || !before.SameIdentity(after) ? Pending : this;
}

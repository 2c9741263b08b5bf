using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Introductions;
using Platform.Partnerships.Domain.Profiles;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>An introduction for one of its two parties.</summary>
internal sealed record IntroductionView : IVersionedView
{
    public required Guid Id { get; init; }

    public required long Version { get; init; }

    /// <summary>The state: requested, accepted, declined, expired or withdrawn.</summary>
    public required IntroductionState Status { get; init; }

    /// <summary>The profile that requested the introduction.</summary>
    public required Guid From { get; init; }

    /// <summary>The profile that received the request.</summary>
    public required Guid To { get; init; }

    public required CounterpartView Counterpart { get; init; }

    public required string Message { get; init; }

    public required DateOnly RequestedOn { get; init; }

    /// <summary>The last Taipei day for an answer.</summary>
    public required DateOnly ExpiresOn { get; init; }

    public DateOnly? AnsweredOn { get; init; }

    public string? Reason { get; init; }

    /// <summary>The counterpart's contact details after both sides have agreed.</summary>
    public ContactDetails? Contact { get; init; }

    public string? Programme { get; init; }

    public required IReadOnlyList<Outcome> Outcomes { get; init; }

    /// <summary>The commitments of both sides with their reports.</summary>
    public required IReadOnlyList<Commitment> Commitments { get; init; }

    /// <summary>The last Taipei day of contact.</summary>
    [JsonPropertyName("heardOn")]
    public DateOnly? LastContactOn { get; init; }

    /// <summary>The follow-up light: green, yellow or red; absent while there is nothing to follow up.</summary>
    public FollowUpLight? Light { get; init; }

    internal sealed record CounterpartView(Guid ProfileId, Bilingual Name, ProfileKind Kind, string Economy);

    public static IntroductionView Of(IntroductionRow row, Profile from, Profile to, Caller caller)
    {
        var counterpart = caller.Owns(from.Party) ? to : from;
        return new IntroductionView
        {
            Id = row.Id,
            Version = row.Version,
            Status = row.State,
            From = row.FromProfileId,
            To = row.ToProfileId,
            Counterpart = new CounterpartView(counterpart.Id, counterpart.Content.Name, counterpart.Kind, counterpart.Economy),
            Message = row.Message,
            RequestedOn = row.RequestedOn,
            ExpiresOn = row.ExpiresOn,
            AnsweredOn = row.AnsweredOn,
            Reason = row.Reason,
            Contact = row.Current.RevealsContacts ? counterpart.Contact : null,
            Programme = row.Programme,
            Outcomes = row.Outcomes,
            Commitments = row.Commitments,
            LastContactOn = row.LastContactOn,
            Light = row.Light,
        };
    }
}

/// <summary>An introduction with both profiles, loaded for one of its two parties.</summary>
internal sealed record LoadedIntroduction(IntroductionRow Row, Profile From, Profile To)
{
    /// <summary>Returns the caller's side. When one party owns both profiles, it is the wanted side.</summary>
    public IntroductionSide SideOf(Caller caller, IntroductionSide wanted) =>
        (caller.Owns(From.Party), caller.Owns(To.Party)) switch
        {
            (true, true) => wanted,
            (true, false) => IntroductionSide.From,
            _ => IntroductionSide.To,
        };

    public IntroductionView ViewFor(Caller caller) => IntroductionView.Of(Row, From, To, caller);
}

internal static class IntroductionAccess
{
    /// <summary>Returns the introductions of the caller's profiles. For everyone else they do not exist.</summary>
    public static IQueryable<IntroductionRow> VisibleTo(this PartnershipsDbContext db, Caller caller) =>
        db.Introductions.Where(row =>
            db.Profiles.Any(profile => profile.Party == caller.Party && (profile.Id == row.FromProfileId || profile.Id == row.ToProfileId))
        );

    public static async Task<LoadedIntroduction?> FindIntroductionAsync(
        this PartnershipsDbContext db,
        Guid id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (await db.VisibleTo(caller).SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } row)
        {
            return null;
        }

        var profiles = await db.ProfilesOfAsync([row], cancellationToken);
        return new LoadedIntroduction(row, profiles[row.FromProfileId], profiles[row.ToProfileId]);
    }

    public static async Task<IReadOnlyDictionary<Guid, Profile>> ProfilesOfAsync(
        this PartnershipsDbContext db,
        IReadOnlyList<IntroductionRow> rows,
        CancellationToken cancellationToken
    )
    {
        var ids = rows.SelectMany(row => new[] { row.FromProfileId, row.ToProfileId }).Distinct().ToList();
        return await db
            .Profiles.AsNoTracking()
            .Where(profile => ids.Contains(profile.Id))
            .ToDictionaryAsync(profile => profile.Id, cancellationToken);
    }
}

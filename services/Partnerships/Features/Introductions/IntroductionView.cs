using System.Text.Json.Serialization;
using Platform.Contracts;
using Platform.Partnerships.Domain.Introductions;
using Platform.Partnerships.Domain.Profiles;
using Platform.Web.Http;
using Platform.Web.Identity;

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

    public static IntroductionView Of(LoadedIntroduction introduction, Caller caller)
    {
        var (row, from, to) = introduction;
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

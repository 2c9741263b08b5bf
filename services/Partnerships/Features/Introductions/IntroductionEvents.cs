using Platform.Domain;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Introductions;
using Platform.Web.Identity;
using Contract = Platform.Contracts.Partnerships.V1;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>
/// Maps the events of introductions to contracts. They contain the parties and the dates, never the message, reasons, notes or contact
/// details.
/// </summary>
internal static class IntroductionEvents
{
    public static (Contract.IntroductionEvent Event, Audience Audience) Of(IntroductionEvent happened, LoadedIntroduction introduction)
    {
        var (@event, audience) = Of(happened, Audience.Party(introduction.From.Party), Audience.Party(introduction.To.Party));
        return (
            @event with
            {
                IntroductionId = introduction.Row.Id,
                From = PartyOf(introduction.From),
                To = PartyOf(introduction.To),
            },
            audience
        );
    }

    private static (Contract.IntroductionEvent Event, Audience Audience) Of(IntroductionEvent happened, string? sender, string? recipient)
    {
        var both = Audience.Of(sender, recipient);
        var managers = Audience.Role(Roles.PartnershipManager);
        return happened switch
        {
            IntroductionEvent.Requested(var on, var lastDay) => (
                new Contract.IntroductionRequested { RequestedOn = on, ExpiresOn = lastDay },
                both.Notifying(recipient)
            ),
            IntroductionEvent.Accepted(var on) => (new Contract.IntroductionAccepted { AcceptedOn = on }, both.Notifying(sender)),
            IntroductionEvent.Declined(var on) => (new Contract.IntroductionDeclined { DeclinedOn = on }, both.Notifying(sender)),
            IntroductionEvent.Withdrawn(var on) => (new Contract.IntroductionWithdrawn { WithdrawnOn = on }, both.Notifying(recipient)),
            IntroductionEvent.Expired(var on) => (new Contract.IntroductionExpired { ExpiredOn = on }, both.Notifying(sender, recipient)),
            IntroductionEvent.Reminded(var lastDay) => (
                new Contract.IntroductionReminded { ExpiresOn = lastDay },
                both.Notifying(recipient)
            ),
            // Memorandum, pilot and landed are public.
            IntroductionEvent.OutcomeRecorded(var outcome) => (
                new Contract.OutcomeRecorded
                {
                    Stage = outcome.Stage.ToCamelCase(),
                    On = outcome.On,
                    RecordedAt = outcome.RecordedAt,
                },
                (outcome.Stage is OutcomeStage.Met or OutcomeStage.Ended ? both : Audience.Public).Notifying(sender, recipient)
            ),
            // The managers follow up with both parties.
            IntroductionEvent.LightChanged(var light, var lastContactOn) => (
                new Contract.FollowUpLightChanged { Light = light.ToCamelCase(), HeardOn = lastContactOn },
                Audience.Of(sender, recipient, managers).Notifying(sender, recipient, managers)
            ),
            _ => throw new System.Diagnostics.UnreachableException(happened.GetType().Name),
        };
    }

    private static Contract.IntroductionParty PartyOf(Profile profile) =>
        new()
        {
            ProfileId = profile.Id,
            Party = profile.Party,
            OrganisationId = profile.OrganisationId,
            Kind = profile.Kind.ToCamelCase(),
            Name = profile.Content.Name,
            Economy = profile.Economy,
        };
}

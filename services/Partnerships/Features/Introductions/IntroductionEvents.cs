using Platform.Contracts.Partnerships.V1;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Introductions;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>
/// Maps the events of introductions to contracts. They contain the parties and the dates, never the message, reasons, notes or contact
/// details.
/// </summary>
internal static class IntroductionEvents
{
    public static (object Event, Audience Audience) Of(IntroductionEvent happened, LoadedIntroduction introduction)
    {
        var (id, from, to) = (introduction.Row.Id, PartyOf(introduction.From), PartyOf(introduction.To));
        var (sender, recipient, managers) = (
            Audience.Party(from.Party),
            Audience.Party(to.Party),
            Audience.Role(Roles.PartnershipManager)
        );
        var both = Audience.Of(sender, recipient);
        return happened switch
        {
            IntroductionEvent.Requested(var on, var lastDay) => (
                new IntroductionRequested
                {
                    IntroductionId = id,
                    From = from,
                    To = to,
                    RequestedOn = on,
                    ExpiresOn = lastDay,
                },
                both.Notifying(recipient)
            ),
            IntroductionEvent.Accepted(var on) => (
                new IntroductionAccepted
                {
                    IntroductionId = id,
                    From = from,
                    To = to,
                    AcceptedOn = on,
                },
                both.Notifying(sender)
            ),
            IntroductionEvent.Declined(var on) => (
                new IntroductionDeclined
                {
                    IntroductionId = id,
                    From = from,
                    To = to,
                    DeclinedOn = on,
                },
                both.Notifying(sender)
            ),
            IntroductionEvent.Withdrawn(var on) => (
                new IntroductionWithdrawn
                {
                    IntroductionId = id,
                    From = from,
                    To = to,
                    WithdrawnOn = on,
                },
                both.Notifying(recipient)
            ),
            IntroductionEvent.Expired(var on) => (
                new IntroductionExpired
                {
                    IntroductionId = id,
                    From = from,
                    To = to,
                    ExpiredOn = on,
                },
                both.Notifying(sender, recipient)
            ),
            IntroductionEvent.Reminded(var lastDay) => (
                new IntroductionReminded
                {
                    IntroductionId = id,
                    From = from,
                    To = to,
                    ExpiresOn = lastDay,
                },
                both.Notifying(recipient)
            ),
            // Memorandum, pilot and landed are public.
            IntroductionEvent.OutcomeRecorded(var outcome) => (
                new OutcomeRecorded
                {
                    IntroductionId = id,
                    From = from,
                    To = to,
                    Stage = outcome.Stage.ToCamelCase(),
                    On = outcome.On,
                    RecordedAt = outcome.RecordedAt,
                },
                (outcome.Stage is OutcomeStage.Met or OutcomeStage.Ended ? both : Audience.Public).Notifying(sender, recipient)
            ),
            // The managers follow up with both parties.
            IntroductionEvent.LightChanged(var light, var lastContactOn) => (
                new FollowUpLightChanged
                {
                    IntroductionId = id,
                    From = from,
                    To = to,
                    Light = light.ToCamelCase(),
                    HeardOn = lastContactOn,
                },
                Audience.Of(sender, recipient, managers).Notifying(sender, recipient, managers)
            ),
            _ => throw new System.Diagnostics.UnreachableException(happened.GetType().Name),
        };
    }

    private static IntroductionParty PartyOf(Profile profile) =>
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

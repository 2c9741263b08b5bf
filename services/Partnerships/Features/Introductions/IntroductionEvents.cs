using Platform.Contracts.Partnerships.V1;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Introductions;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>
/// Publishes the events of introductions. They contain the parties and the dates, never the message, reasons, notes or contact details.
/// </summary>
internal static class IntroductionEvents
{
    public static void PublishRequested(this PartnershipsDbContext db, LoadedIntroduction introduction, DateTimeOffset at) =>
        db.Publish(
            introduction.Row,
            new IntroductionRequested
            {
                IntroductionId = introduction.Row.Id,
                From = Side(introduction.From),
                To = Side(introduction.To),
                RequestedOn = introduction.Row.RequestedOn,
                ExpiresOn = introduction.Row.ExpiresOn,
            },
            BothParties(introduction).Notifying(Audience.Party(introduction.To.Party)),
            at
        );

    public static void PublishAccepted(this PartnershipsDbContext db, LoadedIntroduction introduction, DateTimeOffset at) =>
        db.Publish(
            introduction.Row,
            new IntroductionAccepted
            {
                IntroductionId = introduction.Row.Id,
                From = Side(introduction.From),
                To = Side(introduction.To),
                AcceptedOn = introduction.Row.AnsweredOn!.Value,
            },
            BothParties(introduction).Notifying(Audience.Party(introduction.From.Party)),
            at
        );

    public static void PublishDeclined(this PartnershipsDbContext db, LoadedIntroduction introduction, DateTimeOffset at) =>
        db.Publish(
            introduction.Row,
            new IntroductionDeclined
            {
                IntroductionId = introduction.Row.Id,
                From = Side(introduction.From),
                To = Side(introduction.To),
                DeclinedOn = introduction.Row.AnsweredOn!.Value,
            },
            BothParties(introduction).Notifying(Audience.Party(introduction.From.Party)),
            at
        );

    public static void PublishExpired(this PartnershipsDbContext db, LoadedIntroduction introduction, DateTimeOffset at) =>
        db.Publish(
            introduction.Row,
            new IntroductionExpired
            {
                IntroductionId = introduction.Row.Id,
                From = Side(introduction.From),
                To = Side(introduction.To),
                ExpiredOn = introduction.Row.ExpiresOn.AddDays(1),
            },
            BothParties(introduction).Notifying(Audience.Party(introduction.From.Party), Audience.Party(introduction.To.Party)),
            at
        );

    public static void PublishReminded(this PartnershipsDbContext db, LoadedIntroduction introduction, DateTimeOffset at) =>
        db.Publish(
            introduction.Row,
            new IntroductionReminded
            {
                IntroductionId = introduction.Row.Id,
                From = Side(introduction.From),
                To = Side(introduction.To),
                ExpiresOn = introduction.Row.ExpiresOn,
            },
            BothParties(introduction).Notifying(Audience.Party(introduction.To.Party)),
            at
        );

    public static void PublishWithdrawn(this PartnershipsDbContext db, LoadedIntroduction introduction, DateTimeOffset at) =>
        db.Publish(
            introduction.Row,
            new IntroductionWithdrawn
            {
                IntroductionId = introduction.Row.Id,
                From = Side(introduction.From),
                To = Side(introduction.To),
                WithdrawnOn = introduction.Row.AnsweredOn!.Value,
            },
            BothParties(introduction).Notifying(Audience.Party(introduction.To.Party)),
            at
        );

    /// <summary>Publishes a changed follow-up light to both parties and to the managers, who follow up with them.</summary>
    public static void PublishLightChanged(this PartnershipsDbContext db, LoadedIntroduction introduction, DateTimeOffset at) =>
        db.Publish(
            introduction.Row,
            new FollowUpLightChanged
            {
                IntroductionId = introduction.Row.Id,
                From = Side(introduction.From),
                To = Side(introduction.To),
                Light = introduction.Row.Light!.Value.ToCamelCase(),
                HeardOn = introduction.Row.LastContactOn!.Value,
            },
            Audience
                .Of([.. BothParties(introduction).Readers.Select(string? (reader) => reader), Audience.Role(Roles.PartnershipManager)])
                .Notifying(
                    Audience.Party(introduction.From.Party),
                    Audience.Party(introduction.To.Party),
                    Audience.Role(Roles.PartnershipManager)
                ),
            at
        );

    /// <summary>Saves a contact between the two, and publishes the follow-up light when it changes.</summary>
    public static void ApplyFollowUp(
        this PartnershipsDbContext db,
        LoadedIntroduction introduction,
        Introduction next,
        SilenceRules silence,
        DateTimeOffset at
    )
    {
        var before = introduction.Row.Light;
        introduction.Row.Apply(next, silence);
        if (next.Light is { } light && before is not null && light != before)
        {
            db.PublishLightChanged(introduction, at);
        }
    }

    /// <summary>Publishes an outcome. Memorandum, pilot and landed are public; the others are for both parties.</summary>
    public static void PublishOutcome(
        this PartnershipsDbContext db,
        LoadedIntroduction introduction,
        Outcome outcome,
        DateTimeOffset at
    ) =>
        db.Publish(
            introduction.Row,
            new OutcomeRecorded
            {
                IntroductionId = introduction.Row.Id,
                From = Side(introduction.From),
                To = Side(introduction.To),
                Stage = outcome.Stage.ToCamelCase(),
                On = outcome.On,
                RecordedAt = outcome.RecordedAt,
            },
            (
                outcome.Stage is OutcomeStage.Memorandum or OutcomeStage.Pilot or OutcomeStage.Landed
                    ? Audience.Public
                    : BothParties(introduction)
            ).Notifying(Audience.Party(introduction.From.Party), Audience.Party(introduction.To.Party)),
            at
        );

    private static Audience BothParties(LoadedIntroduction introduction) =>
        Audience.Of(Audience.Party(introduction.From.Party), Audience.Party(introduction.To.Party));

    private static IntroductionParty Side(Profile profile) =>
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

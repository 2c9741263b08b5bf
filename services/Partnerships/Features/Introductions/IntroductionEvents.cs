using Platform.Contracts.Partnerships.V1;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Introductions;
using Platform.ServiceDefaults.Errors;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>What the events say about an introduction: who, and when. The message, reasons, notes and contact details stay here.</summary>
internal static class IntroductionEvents
{
    public static void StageRequested(this PartnershipsDbContext db, LoadedIntroduction introduction, DateTimeOffset at) => db.Stage(
        introduction.Row,
        new IntroductionRequested
        {
            IntroductionId = introduction.Row.Id,
            From = Side(introduction.From),
            To = Side(introduction.To),
            RequestedOn = introduction.Row.RequestedOn,
            ExpiresOn = introduction.Row.ExpiresOn,
        },
        BothParties(introduction).Telling(Audience.Party(introduction.To.Party)),
        at);

    public static void StageAccepted(this PartnershipsDbContext db, LoadedIntroduction introduction, DateTimeOffset at) => db.Stage(
        introduction.Row,
        new IntroductionAccepted
        {
            IntroductionId = introduction.Row.Id,
            From = Side(introduction.From),
            To = Side(introduction.To),
            AcceptedOn = introduction.Row.AnsweredOn!.Value,
        },
        BothParties(introduction).Telling(Audience.Party(introduction.From.Party)),
        at);

    public static void StageDeclined(this PartnershipsDbContext db, LoadedIntroduction introduction, DateTimeOffset at) => db.Stage(
        introduction.Row,
        new IntroductionDeclined
        {
            IntroductionId = introduction.Row.Id,
            From = Side(introduction.From),
            To = Side(introduction.To),
            DeclinedOn = introduction.Row.AnsweredOn!.Value,
        },
        BothParties(introduction).Telling(Audience.Party(introduction.From.Party)),
        at);

    public static void StageExpired(this PartnershipsDbContext db, LoadedIntroduction introduction, DateTimeOffset at) => db.Stage(
        introduction.Row,
        new IntroductionExpired
        {
            IntroductionId = introduction.Row.Id,
            From = Side(introduction.From),
            To = Side(introduction.To),
            ExpiredOn = introduction.Row.ExpiresOn.AddDays(1),
        },
        BothParties(introduction).Telling(Audience.Party(introduction.From.Party), Audience.Party(introduction.To.Party)),
        at);

    /// <summary>From the memorandum on, what came of it is on the public record.</summary>
    public static void StageOutcome(this PartnershipsDbContext db, LoadedIntroduction introduction, Outcome outcome, DateTimeOffset at) => db.Stage(
        introduction.Row,
        new OutcomeRecorded
        {
            IntroductionId = introduction.Row.Id,
            From = Side(introduction.From),
            To = Side(introduction.To),
            Stage = outcome.Stage.Word(),
            On = outcome.On,
            RecordedAt = outcome.RecordedAt,
        },
        (outcome.Stage is OutcomeStage.Memorandum or OutcomeStage.Pilot or OutcomeStage.Landed ? Audience.Public : BothParties(introduction))
            .Telling(Audience.Party(introduction.From.Party), Audience.Party(introduction.To.Party)),
        at);

    private static Audience BothParties(LoadedIntroduction introduction) =>
        Audience.Of(Audience.Party(introduction.From.Party), Audience.Party(introduction.To.Party));

    private static IntroductionParty Side(Profile profile) => new()
    {
        ProfileId = profile.Id,
        Party = profile.Party,
        OrganisationId = profile.OrganisationId,
        Kind = profile.Kind.Word(),
        Name = profile.Content.Name,
        Economy = profile.Economy,
    };
}

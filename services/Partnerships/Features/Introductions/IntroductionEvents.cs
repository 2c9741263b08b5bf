using Platform.Contracts.Partnerships.V1;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Introductions;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Identity;

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

    public static void StageReminded(this PartnershipsDbContext db, LoadedIntroduction introduction, DateTimeOffset at) => db.Stage(
        introduction.Row,
        new IntroductionReminded
        {
            IntroductionId = introduction.Row.Id,
            From = Side(introduction.From),
            To = Side(introduction.To),
            ExpiresOn = introduction.Row.ExpiresOn,
        },
        BothParties(introduction).Telling(Audience.Party(introduction.To.Party)),
        at);

    public static void StageWithdrawn(this PartnershipsDbContext db, LoadedIntroduction introduction, DateTimeOffset at) => db.Stage(
        introduction.Row,
        new IntroductionWithdrawn
        {
            IntroductionId = introduction.Row.Id,
            From = Side(introduction.From),
            To = Side(introduction.To),
            WithdrawnOn = introduction.Row.AnsweredOn!.Value,
        },
        BothParties(introduction).Telling(Audience.Party(introduction.To.Party)),
        at);

    /// <summary>To the managers too, who ask the two how it goes.</summary>
    public static void StageLight(this PartnershipsDbContext db, LoadedIntroduction introduction, DateTimeOffset at) => db.Stage(
        introduction.Row,
        new FollowUpLightChanged
        {
            IntroductionId = introduction.Row.Id,
            From = Side(introduction.From),
            To = Side(introduction.To),
            Light = introduction.Row.Light!.Value.Word(),
            HeardOn = introduction.Row.HeardOn!.Value,
        },
        Audience.Of([.. BothParties(introduction).Readers.Select(string? (reader) => reader), Audience.Role(Roles.PartnershipManager)])
            .Telling(Audience.Party(introduction.From.Party), Audience.Party(introduction.To.Party), Audience.Role(Roles.PartnershipManager)),
        at);

    /// <summary>Something is heard of the two: told where their silence had been.</summary>
    public static void Hear(this PartnershipsDbContext db, LoadedIntroduction introduction, Introduction heard, SilenceRules silence, DateTimeOffset at)
    {
        var before = introduction.Row.Light;
        introduction.Row.Become(heard, silence);
        if (heard.Light is { } light && before is not null && light != before)
            db.StageLight(introduction, at);
    }

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

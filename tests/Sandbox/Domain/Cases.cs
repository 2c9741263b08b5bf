global using Change = Platform.Domain.Change<Platform.Sandbox.Domain.RegulatoryCase, Platform.Sandbox.Domain.Fact>;
using Platform.Calendar;
using Platform.Domain;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;

namespace Platform.Sandbox.Tests.Domain;

/// <summary>Cases in every status, reached by real commands only.</summary>
internal static class Cases
{
    public static readonly Authorities Agencies = AuthoritiesFile.Read();

    public static readonly DateOnly Receipt = Day("2026-03-02");

    public static readonly Actor Officer = new("ndc", ForNdc: true);

    public static readonly Actor Applicant = new("org1");

    public static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", null);

    public static Situation On(DateOnly date, Actor? actor = null, BusinessCalendar? calendar = null, ClockLengths? clocks = null) =>
        new(
            TaipeiTime.StartOfDay(date).AddHours(10),
            calendar ?? BusinessCalendar.BuiltIn,
            clocks ?? new ClockLengths(),
            actor ?? Officer,
            Guid.CreateVersion7
        );

    public static Situation On(string date, Actor? actor = null) => On(Day(date), actor);

    public static Filing Parking =>
        new()
        {
            Title = "共享停車場",
            BusinessModel = "把夜間閒置的私有車位分享給鄰里",
            Provisions = [new Provision("停車場法", "第26條", "motc"), new Provision("建築法", "第73條", "moi")],
            Obstacle = "私有車位出租須申請停車場登記證",
            Question = "分享閒置車位是否為經營停車場業務?",
            Relief = Relief.Interpretation,
            PublicBenefit = "減少路邊違停",
        };

    public static RegulatoryCase Received(Filing? filing = null, DateOnly? on = null, Actor? by = null) =>
        Receiving
            .File(
                Guid.CreateVersion7(),
                "RA-2026-0001",
                "party-1",
                Origin.Applicant,
                filing ?? Parking,
                On(on ?? Receipt, by ?? Applicant)
            )
            .State;

    public static RegulatoryCase After(this RegulatoryCase given, Func<RegulatoryCase, Result<Change>> command) =>
        command(given).Value.State;

    public static RegulatoryCase Accepted(Filing? filing = null) =>
        Received(filing).After(c => Receiving.Screen(c, ScreeningDecision.Accept, "屬法規調適事項", null, On(Receipt)));

    public static RegulatoryCase AwaitingConfirmation(Filing? filing = null) =>
        Accepted(filing).After(c => Questioning.Send(c, "是否屬停車場法第3條之經營?", On(Receipt)));

    public static RegulatoryCase Confirmed(Filing? filing = null) =>
        AwaitingConfirmation(filing).After(c => Questioning.Confirm(c, On(Receipt, Applicant)));

    public static RegulatoryCase OpinionsRequested(Filing? filing = null) =>
        Confirmed(filing).After(c => Consultation.RequestOpinions(c, "motc", ["moi"], null, Agencies, On(Receipt)));

    public static RegulatoryCase Opined(this RegulatoryCase given, string authority, Position position, DateOnly on) =>
        given.After(c => Consultation.Give(c, authority, position, "意見", null, On(on, new Actor(authority, Authority: authority))));

    public static RegulatoryCase Deciding(Filing? filing = null) =>
        OpinionsRequested(filing).Opined("motc", Position.Agree, Receipt).Opined("moi", Position.NoObjection, Receipt);

    public static RegulatoryCase MeetingCalled() =>
        OpinionsRequested()
            .After(c =>
                Coordination.Call(c, TaipeiTime.StartOfDay(Day("2026-03-10")), ["意見不一"], ["motc", "moi"], Agencies, On(Receipt))
            );

    public static RulingDraft Draft(Outcome outcome) =>
        new(outcome, "非屬停車場業務", "交路字第1號", null, new PublicLayer("分享車位", "不須登記"));

    public static RegulatoryCase Decided(Filing? filing = null) =>
        Deciding(filing).After(c => Adjudication.Decide(c, Draft(Outcome.Interpretation), On(Receipt)));

    public static RegulatoryCase InTrial() =>
        Deciding(Parking with { Relief = Relief.Trial, Trial = new TrialScale(50, 6, "臺北市") })
            .After(c => Adjudication.Decide(c, Draft(Outcome.Trial), On(Receipt)));

    public static RegulatoryCase FollowingUp() =>
        Decided().After(c => Aftercare.Add(c, new Resolution("修正要點", "motc", Day("2026-06-30")), On(Receipt)));

    public static RegulatoryCase In(CaseStatus status) =>
        status switch
        {
            CaseStatus.Received => Received(),
            CaseStatus.AwaitingApplicant => Received()
                .After(c => Receiving.Screen(c, ScreeningDecision.NeedMore, "缺營運計畫", null, On(Receipt))),
            CaseStatus.QuestionDrafted => Accepted(),
            CaseStatus.AwaitingConfirmation => AwaitingConfirmation(),
            CaseStatus.Consulting => OpinionsRequested(),
            CaseStatus.MeetingCalled => MeetingCalled(),
            CaseStatus.Deciding => Deciding(),
            CaseStatus.Decided => Decided(),
            CaseStatus.InTrial => InTrial(),
            CaseStatus.FollowingUp => FollowingUp(),
            CaseStatus.Closed => Decided().After(c => Aftercare.Close(c, null, On(Receipt))),
            CaseStatus.Declined => Received().After(c => Receiving.Screen(c, ScreeningDecision.Decline, "無關", null, On(Receipt))),
            CaseStatus.Referred => Received().After(c => Receiving.Screen(c, ScreeningDecision.ReferOut, "屬他機關", "moj", On(Receipt))),
            CaseStatus.Withdrawn => Received().After(c => Adjudication.Withdraw(c, null, On(Receipt, Applicant))),
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    public static Deadline The(this RegulatoryCase given, DeadlineKind kind, string? authority = null) =>
        given.Deadlines.Last(d => d.Kind == kind && (authority is null || d.Authority == authority));
}

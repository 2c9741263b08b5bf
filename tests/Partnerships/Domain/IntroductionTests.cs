using Platform.Partnerships.Domain.Introductions;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Profiles;
using static Platform.Partnerships.Tests.Domain.Sample;

namespace Platform.Partnerships.Tests.Domain;

public sealed class IntroductionTests
{
    private static readonly DateOnly LastDay = new(2026, 3, 16);

    private static readonly IntroductionRequest Wanted = new()
    {
        From = Subject(1, Cooperative),
        To = Subject(2, Importer),
        Declined = DeclinedPairs.None,
        OpenOrAgreedBetween = false,
        OpenByFrom = 0,
        OpenLimit = 3,
        ExposureOfTo = 0,
        ExposureCap = 5,
        On = Today,
        ExpiresOn = LastDay,
    };

    private static Introduction Requested => Introduction.Request(Wanted).Value;

    private static Introduction Accepted => Requested.Accept(IntroductionSide.To, Today).Value;

    public static TheoryData<string, string> Refusals => new()
    {
        { "self", "partnerships.self-introduction" },
        { "from unvetted", "partnerships.profile-not-vetted" },
        { "to unvetted", "partnerships.profile-not-vetted" },
        { "vetoed", "partnerships.introduction-vetoed" },
        { "markets", "partnerships.introduction-outside-markets" },
        { "declined", "partnerships.introduction-declined-before" },
        { "open", "partnerships.introduction-exists" },
        { "too many", "partnerships.too-many-open-introductions" },
        { "exposed", "partnerships.profile-at-exposure-cap" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_request_that_may_not_be_is_refused_with_its_own_code(string refused, string code)
    {
        var request = refused switch
        {
            "self" => Wanted with { To = Wanted.From },
            "from unvetted" => Wanted with { From = Subject(1, Cooperative, active: false) },
            "to unvetted" => Wanted with { To = Subject(2, Importer, active: false) },
            "vetoed" => Wanted with { To = Subject(2, Importer with { Vetoes = new Vetoes(["TW"], []) }) },
            "markets" => Wanted with { To = Subject(2, Importer with { Economy = "CL" }) },
            "declined" => Wanted with { Declined = new DeclinedPairs([(Id(2), Id(1))]) },
            "open" => Wanted with { OpenOrAgreedBetween = true },
            "too many" => Wanted with { OpenByFrom = 3 },
            _ => Wanted with { ExposureOfTo = 5 },
        };

        Assert.Equal(code, Introduction.Request(request).Error?.Code);
    }

    [Fact]
    public void It_can_be_accepted_on_its_last_day_and_not_after()
    {
        Assert.Equal(IntroductionState.Accepted, Requested.Accept(IntroductionSide.To, LastDay).Value.State);
        Assert.Equal("partnerships.introduction-expired", Requested.Accept(IntroductionSide.To, LastDay.AddDays(1)).Error!.Code);
        Assert.Equal("partnerships.introduction-expired", Requested.Decline(IntroductionSide.To, "Too late", LastDay.AddDays(1)).Error!.Code);
    }

    [Fact]
    public void It_expires_once_after_its_last_day_and_not_when_answered()
    {
        Assert.Null(Requested.Expire(LastDay));
        var expired = Requested.Expire(LastDay.AddDays(1));
        Assert.Equal(IntroductionState.Expired, expired!.State);
        Assert.Null(expired.Expire(LastDay.AddDays(2)));
        Assert.Null(Accepted.Expire(LastDay.AddDays(1)));
    }

    [Fact]
    public void Only_the_side_that_was_asked_answers_and_only_the_side_that_asked_withdraws()
    {
        Assert.Equal("partnerships.only-recipient-answers", Requested.Accept(IntroductionSide.From, Today).Error!.Code);
        Assert.Equal("partnerships.only-recipient-answers", Requested.Decline(IntroductionSide.From, "No", Today).Error!.Code);
        Assert.Equal("partnerships.only-sender-withdraws", Requested.Withdraw(IntroductionSide.To, Today).Error!.Code);
        Assert.Equal(IntroductionState.Withdrawn, Requested.Withdraw(IntroductionSide.From, Today).Value.State);
    }

    [Fact]
    public void A_decline_needs_a_reason() =>
        Assert.Equal("partnerships.reason-required", Requested.Decline(IntroductionSide.To, " ", Today).Error!.Code);

    [Fact]
    public void An_answered_introduction_cannot_be_answered_again()
    {
        var again = Accepted.Accept(IntroductionSide.To, Today).Error!;

        Assert.Equal("partnerships.introduction-wrong-state", again.Code);
        Assert.Equal(["outcomes"], again.Allowed);
    }

    [Fact]
    public void Contacts_are_revealed_in_the_accepted_state_and_in_no_other() =>
        Assert.All(Enum.GetValues<IntroductionState>(), state =>
            Assert.Equal(state == IntroductionState.Accepted, (Requested with { State = state }).RevealsContacts));

    [Fact]
    public void Outcomes_follow_one_another_and_may_end_at_any_point()
    {
        var landed = new[] { OutcomeStage.Met, OutcomeStage.Memorandum, OutcomeStage.Pilot, OutcomeStage.Landed }
            .Aggregate(Accepted, (introduction, stage) => introduction.Record(On(stage), Today).Value);

        Assert.Equal(4, landed.Outcomes.Count);
        Assert.Equal("partnerships.outcome-wrong-order", landed.Record(On(OutcomeStage.Ended), Today).Error!.Code);
        Assert.Equal(["met", "ended"], Accepted.Record(On(OutcomeStage.Pilot), Today).Error!.Allowed);
        Assert.Equal(OutcomeStage.Ended, Accepted.Record(On(OutcomeStage.Ended), Today).Value.Outcomes[^1].Stage);
        Assert.Equal("partnerships.introduction-wrong-state", Requested.Record(On(OutcomeStage.Met), Today).Error!.Code);
    }

    [Fact]
    public void An_outcome_is_neither_in_the_future_nor_before_the_one_before_it()
    {
        Assert.Equal("partnerships.outcome-date", Accepted.Record(On(OutcomeStage.Met, 1), Today).Error!.Code);
        Assert.Equal("partnerships.outcome-date", Accepted.Record(On(OutcomeStage.Met, -1), Today).Error!.Code);
    }

    private static Outcome On(OutcomeStage stage, int days = 0) => new(stage, Today.AddDays(days), null, DateTimeOffset.UnixEpoch);
}

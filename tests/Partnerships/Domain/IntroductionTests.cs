using Platform.Calendar;
using Platform.Harness;
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
        Term = new AnswerTerm(BusinessCalendar.BuiltIn, 10, 3),
    };

    private static readonly SilenceRules Silence = new(12, 24);

    private static Introduction Requested => Introduction.Request(Wanted).Value.State;

    private static Introduction Accepted => Requested.Accept(IntroductionSide.To, Today).Value.State;

    public static TheoryData<string, string> Refusals =>
        new()
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
        Assert.Equal(IntroductionState.Accepted, Requested.Accept(IntroductionSide.To, LastDay).Value.State.State);
        Assert.Equal("partnerships.introduction-expired", Requested.Accept(IntroductionSide.To, LastDay.AddDays(1)).Error!.Code);
        Assert.Equal(
            "partnerships.introduction-expired",
            Requested.Decline(IntroductionSide.To, "Too late", LastDay.AddDays(1)).Error!.Code
        );
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
        Assert.Equal(IntroductionState.Withdrawn, Requested.Withdraw(IntroductionSide.From, Today).Value.State.State);
    }

    [Fact]
    public void A_decline_needs_a_reason() =>
        Assert.Equal("partnerships.reason-required", Requested.Decline(IntroductionSide.To, " ", Today).Error!.Code);

    [Fact]
    public void An_answered_introduction_cannot_be_answered_again()
    {
        var again = Accepted.Accept(IntroductionSide.To, Today).Error!;

        Assert.Equal("partnerships.introduction-wrong-state", again.Code);
        Assert.Equal(["outcomes", "commitments"], again.Allowed);
    }

    [Fact]
    public void Contacts_are_revealed_in_the_accepted_state_and_in_no_other() =>
        Assert.All(Enum.GetValues<IntroductionState>(), state =>
            Assert.Equal(state == IntroductionState.Accepted, (Requested with { State = state }).RevealsContacts)
        );

    [Fact]
    public void The_drawing_in_the_documentation_is_the_table_in_the_code()
    {
        const string File = "docs/partnerships-states.md";
        var committed = System.IO.File.ReadAllText(Path.Combine(Snapshots.Root, File));
        var difference = Snapshots.Difference(
            File,
            committed[..committed.IndexOf("```mermaid", StringComparison.Ordinal)] + IntroductionLifecycle.Table.Drawing()
        );
        Assert.True(difference is null, difference);
    }

    [Fact]
    public void Outcomes_follow_one_another_and_may_end_at_any_point()
    {
        var landed = new[] { OutcomeStage.Met, OutcomeStage.Memorandum, OutcomeStage.Pilot, OutcomeStage.Landed }.Aggregate(
            Accepted,
            (introduction, stage) => introduction.Record(On(stage), Today).Value.State
        );

        Assert.Equal(4, landed.Outcomes.Count);
        Assert.Equal("partnerships.outcome-wrong-order", landed.Record(On(OutcomeStage.Ended), Today).Error!.Code);
        Assert.Equal(["met", "ended"], Accepted.Record(On(OutcomeStage.Pilot), Today).Error!.Allowed);
        Assert.Equal(OutcomeStage.Ended, Accepted.Record(On(OutcomeStage.Ended), Today).Value.State.Outcomes[^1].Stage);
        Assert.Equal("partnerships.introduction-wrong-state", Requested.Record(On(OutcomeStage.Met), Today).Error!.Code);
    }

    [Fact]
    public void An_outcome_is_neither_in_the_future_nor_before_the_one_before_it()
    {
        Assert.Equal("partnerships.outcome-date", Accepted.Record(On(OutcomeStage.Met, 1), Today).Error!.Code);
        Assert.Equal("partnerships.outcome-date", Accepted.Record(On(OutcomeStage.Met, -1), Today).Error!.Code);
    }

    [Fact]
    public void A_reminder_is_due_once_three_business_days_before_the_last_and_not_when_answered_or_over()
    {
        // Requested on Monday 2 March: seven business days later is Wednesday 11 March, ten is Monday 16 March.
        var due = new DateOnly(2026, 3, 11);
        Assert.Equal((due, LastDay), (Requested.RemindOn, Requested.ExpiresOn));
        Assert.Null(Requested.Remind(due.AddDays(-1)));
        Assert.Null(Requested.Remind(LastDay.AddDays(1)));
        Assert.Null(Accepted.Remind(due));
        var reminded = Requested.Remind(due)!;
        Assert.Null(reminded.Remind(LastDay));
        Assert.Equal((due, LastDay.AddDays(1)), (Requested.NextOn(Silence), reminded.NextOn(Silence)));
    }

    [Fact]
    public void A_calendar_that_changed_moves_what_can_be_answered_and_nothing_else()
    {
        var typhoon = BusinessCalendar.BuiltIn.With(
            BusinessCalendar.BuiltIn.Year(2026) with
            {
                Closed = [.. BusinessCalendar.BuiltIn.Year(2026).Closed, new(2026, 3, 12), new(2026, 3, 13)],
            }
        );
        var term = new AnswerTerm(typhoon, 10, 3);

        var moved = Requested.Redate(term)!;

        Assert.Equal((new DateOnly(2026, 3, 18), new DateOnly(2026, 3, 11)), (moved.ExpiresOn, moved.RemindOn));
        Assert.Null(moved.Redate(term));
        Assert.All(
            new[] { Accepted, Requested.Expire(LastDay.AddDays(1))!, Requested.Withdraw(IntroductionSide.From, Today).Value.State },
            closed => Assert.Null(closed.Redate(term))
        );
    }

    [Fact]
    public void Yearly_silence_turns_the_light_yellow_then_red_and_a_report_green_again()
    {
        var promised = Accepted.Commit(Promise(Today.AddDays(60)), Today).Value.State;
        var year = Today.AddMonths(12);

        Assert.Equal(FollowUpLight.Green, promised.Light);
        Assert.Null(promised.RecalculateLight(Silence, year));
        var yellow = promised.RecalculateLight(Silence, year.AddDays(1))!;
        Assert.Equal((FollowUpLight.Yellow, Today.AddMonths(24).AddDays(1)), (yellow.Light, yellow.NextOn(Silence)));
        Assert.Null(yellow.RecalculateLight(Silence, Today.AddMonths(24)));
        var red = yellow.RecalculateLight(Silence, Today.AddMonths(24).AddDays(1))!;
        Assert.Equal((FollowUpLight.Red, null), (red.Light, red.NextOn(Silence)));
        // Down for two years, it is red at once.
        Assert.Equal(FollowUpLight.Red, promised.RecalculateLight(Silence, Today.AddMonths(30))!.Light);

        var later = Today.AddMonths(30);
        var reported = red.Report(Id(7), new CommitmentReport(later, "Shipped", true, [], DateTimeOffset.UnixEpoch), later).Value.State;
        Assert.Equal((FollowUpLight.Green, later), (reported.Light, reported.LastContactOn));
        Assert.True(reported.Commitments[0].IsFulfilled);
        Assert.Equal(
            "partnerships.commitment-kept",
            reported.Report(Id(7), new CommitmentReport(later, "Again", false, [], DateTimeOffset.UnixEpoch), later).Error!.Code
        );
    }

    [Fact]
    public void Time_alone_reminds_expires_and_changes_the_light_one_after_the_other()
    {
        Assert.Equal([new IntroductionEvent.Requested(Today, LastDay)], Introduction.Request(Wanted).Value.Events);
        var reminded = Requested.Advance(Silence, LastDay);
        Assert.Equal([new IntroductionEvent.Reminded(LastDay)], reminded.Events);
        Assert.Equal([new IntroductionEvent.Expired(LastDay.AddDays(1))], reminded.State.Advance(Silence, LastDay.AddDays(1)).Events);
        Assert.Equal(
            [new IntroductionEvent.LightChanged(FollowUpLight.Red, Today)],
            Accepted.Advance(Silence, Today.AddMonths(30)).Events
        );
        Assert.Empty(Accepted.Advance(Silence, Today).Events);
    }

    [Fact]
    public void What_has_landed_or_ended_is_followed_no_longer()
    {
        var ended = Accepted.Record(On(OutcomeStage.Ended), Today).Value.State;

        Assert.Null(ended.Light);
        Assert.Null(ended.NextOn(Silence));
        Assert.Equal("partnerships.introduction-wrong-state", ended.Commit(Promise(Today), Today).Error!.Code);
    }

    [Fact]
    public void A_commitment_is_due_today_or_later_and_a_report_is_of_no_later_day()
    {
        Assert.Equal("partnerships.introduction-wrong-state", Requested.Commit(Promise(Today), Today).Error!.Code);
        Assert.Equal("partnerships.commitment-date", Accepted.Commit(Promise(Today.AddDays(-1)), Today).Error!.Code);
        var promised = Accepted.Commit(Promise(Today), Today).Value.State;
        Assert.Equal(
            "partnerships.report-date",
            promised.Report(Id(7), new CommitmentReport(Today.AddDays(1), "Soon", false, [], DateTimeOffset.UnixEpoch), Today).Error!.Code
        );
    }

    private static Commitment Promise(DateOnly dueOn) => new(Id(7), Id(1), "We send samples.", dueOn, DateTimeOffset.UnixEpoch);

    private static Outcome On(OutcomeStage stage, int days = 0) => new(stage, Today.AddDays(days), null, DateTimeOffset.UnixEpoch);
}

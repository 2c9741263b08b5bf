using Platform.Sandbox.Domain;
using static Platform.Sandbox.Tests.Domain.Cases;

namespace Platform.Sandbox.Tests.Domain;

/// <summary>
/// The Ministry of Transportation (motc) ends on 2026-03-05 and is succeeded; it was asked on 03-02 and owes its opinion until 03-16.
/// </summary>
public sealed class SuccessionTests
{
    private static readonly Authorities Reorganised = Agencies
        .With(Named("mot") with { ValidFrom = Day("2026-03-06") })
        .With(Agencies.Find("motc")! with { ValidTo = Day("2026-03-05"), Successor = "mot" });

    [Fact]
    public void An_open_opinion_goes_to_the_successor_with_its_lead_its_clock_and_its_history()
    {
        var change = OpinionsRequested().HandOver(Reorganised, On("2026-03-06"));
        var fact = Assert.Single(change.Events);
        Assert.Equal((FactKind.HandedOver, "motc", "mot"), (fact.Kind, fact.HandOver!.From, fact.HandOver.To));
        Assert.Equal(
            [("motc", "mot", false), ("moi", null, true), ("mot", null, true)],
            change.State.Opinions.Select(opinion => (opinion.Authority, opinion.HandedOverTo, opinion.IsOpen))
        );
        Assert.Equal("mot", change.State.Lead!.Authority);
        var deadline = change.State.The(DeadlineKind.Opinion, "mot");
        Assert.Equal(
            (OpinionsRequested().The(DeadlineKind.Opinion, "motc").DueOn, DeadlineState.Running),
            (deadline.DueOn, deadline.State)
        );
        Assert.Equal(("handedOver", "motc → mot"), (deadline.History[^1].What, deadline.History[^1].Reason));

        Assert.Empty(change.State.HandOver(Reorganised, On("2026-03-07")).Events);
        Assert.Equal(
            "sandbox.opinion-handed-over",
            Consultation.Give(change.State, "motc", Position.Agree, "遲到", null, On("2026-03-09")).Error?.Code
        );
        var given = change.State.Opined("mot", Position.Agree, Day("2026-03-09")).Opined("moi", Position.Agree, Day("2026-03-09"));
        Assert.Equal((CaseStatus.Deciding, DeadlineState.Met), (given.Status, given.The(DeadlineKind.Opinion, "mot").State));
    }

    [Fact]
    public void Before_its_last_day_is_over_and_before_the_successor_is_in_office_nothing_moves()
    {
        Assert.Empty(OpinionsRequested().HandOver(Reorganised, On("2026-03-05")).Events);
        var later = Reorganised.With(Named("mot") with { ValidFrom = Day("2026-03-20") });
        Assert.Empty(OpinionsRequested().HandOver(later, On("2026-03-19")).Events);
        Assert.Single(OpinionsRequested().HandOver(later, On("2026-03-20")).Events);
    }

    [Fact]
    public void Through_a_chain_of_successors_the_work_goes_to_the_one_in_office()
    {
        var chain = Reorganised.With(Named("mot") with { ValidTo = Day("2026-03-09"), Successor = "mott" }).With(Named("mott"));
        Assert.Equal("mott", Assert.Single(OpinionsRequested().HandOver(chain, On("2026-03-10")).Events).HandOver!.To);
        var second = OpinionsRequested().HandOver(Reorganised, On("2026-03-06")).State.HandOver(chain, On("2026-03-10"));
        Assert.Equal(
            [null, "moi", "mott"],
            second
                .State.Deadlines.Where(d => d.Kind is DeadlineKind.Opinion or DeadlineKind.Decision && d.IsOpen)
                .Select(d => d.Authority)
                .Order()
        );
        Assert.Equal("mott", chain.SuccessorOf("motc", Day("2026-03-10"))!.Code);
        Assert.Contains("mott", chain.Refusal("motc", Day("2026-03-10"), "$.lead")!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void An_opinion_that_was_given_stays_and_a_missed_one_is_still_owed()
    {
        var given = OpinionsRequested().Opined("motc", Position.Object, Receipt);
        Assert.Empty(given.HandOver(Reorganised, On("2026-03-06")).Events);

        var missed = OpinionsRequested().Elapse(On("2026-03-17")).State.HandOver(Reorganised, On("2026-03-17")).State;
        Assert.Equal(
            ("mot", DeadlineState.Missed),
            (missed.The(DeadlineKind.Opinion, "mot").Authority, missed.The(DeadlineKind.Opinion, "mot").State)
        );
        Assert.True(missed.Opined("mot", Position.Agree, Day("2026-03-18")).Opinions.Single(opinion => opinion.Authority == "mot").Late);
    }

    [Theory]
    [InlineData("2026-03-06")]
    [InlineData("2026-03-17")] // its own was missed by then
    public void A_successor_that_was_asked_itself_speaks_once_and_takes_the_lead(string on)
    {
        var merged = Agencies.With(Agencies.Find("motc")! with { ValidTo = Day("2026-03-05"), Successor = "moi" });
        var change = OpinionsRequested().Opined("moi", Position.Agree, Receipt).Elapse(On(on)).State.HandOver(merged, On(on));
        Assert.Equal(["motc", "moi"], change.State.Opinions.Select(opinion => opinion.Authority));
        Assert.Equal("moi", change.State.Lead!.Authority);
        var lapsed = change.State.The(DeadlineKind.Opinion, "motc");
        Assert.Equal((DeadlineState.Lapsed, Day(on), "lapsed"), (lapsed.State, lapsed.EndedOn!.Value, lapsed.History[^1].What));
        Assert.Contains("its successor was asked", lapsed.History[^1].Reason, StringComparison.Ordinal);
        Assert.Null(Assert.Single(change.Events).HandOver!.OpinionDeadlineId);
        // Everybody else has answered: nothing is left to wait for.
        Assert.Equal(CaseStatus.Deciding, change.State.Status);
        Assert.True(change.State.OwedBy >= Day(on));
    }

    [Fact]
    public void Open_follow_ups_go_with_their_dates_and_finished_ones_stay()
    {
        var two = FollowingUp()
            .After(c => Aftercare.Add(c, new Resolution("發函", "motc", Day("2026-07-31")), On(Receipt)))
            .After(c => Aftercare.Update(c, c.FollowUps[0].Id, FollowUpStatus.Done, "已修正", On(Receipt)));
        var change = two.HandOver(Reorganised, On("2026-03-06"));
        Assert.Equal(1, Assert.Single(change.Events).HandOver!.FollowUps);
        Assert.Equal(["motc", "mot"], change.State.FollowUps.Select(followUp => followUp.Owner));
        Assert.Equal(["motc"], change.State.FollowUps[1].FormerOwners);
        Assert.Equal(["motc", "mot"], change.State.Deadlines.Where(d => d.Kind == DeadlineKind.FollowUp).Select(d => d.Authority));
    }

    [Fact]
    public void What_is_over_is_nobodys_work()
    {
        var withdrawn = OpinionsRequested().After(c => Adjudication.Withdraw(c, null, On(Receipt, Applicant)));
        Assert.Empty(Succession.OpenWork(withdrawn));
        Assert.Empty(Succession.OpenWork(Decided()));
        Assert.Equal(["motc", "moi"], Succession.OpenWork(OpinionsRequested()));
    }

    [Theory]
    [InlineData("mot", null, null, null, null)]
    [InlineData("mot", "2026-01-01", "2026-01-01", "motc", null)]
    [InlineData("Mot", null, null, null, "sandbox.authority-code-invalid")]
    [InlineData("m", null, null, null, "sandbox.authority-code-invalid")]
    [InlineData("mot-", null, null, null, "sandbox.authority-code-invalid")]
    [InlineData("mot\n", null, null, null, "sandbox.authority-code-invalid")]
    [InlineData("mot", "2026-01-02", "2026-01-01", null, "sandbox.validity-invalid")]
    [InlineData("mot", null, "2026-01-01", "nowhere", "sandbox.authority-unknown")]
    [InlineData("mot", null, "2026-01-01", "mot", "sandbox.successor-cycle")]
    [InlineData("moa", null, "2026-01-01", "coa", "sandbox.successor-cycle")] // coa's successor is moa
    public void An_authority_is_kept_when_its_code_its_validity_and_its_successors_are_sound(
        string code,
        string? from,
        string? to,
        string? successor,
        string? refused
    ) =>
        Assert.Equal(
            refused,
            Agencies
                .Refusal(
                    Named(code) with
                    {
                        ValidFrom = from is null ? null : Day(from),
                        ValidTo = to is null ? null : Day(to),
                        Successor = successor,
                    },
                    Receipt
                )
                ?.Code
        );

    private static Authority Named(string code) =>
        new()
        {
            Code = code,
            Name = new() { Zh = "交通部門", En = "Transport" },
        };
}

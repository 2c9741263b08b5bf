using Platform.Domain;
using Platform.Harness;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Buyers;
using Platform.Rewards.Domain.Purchases;
using Platform.Rewards.Domain.Rules;

namespace Platform.Rewards.Tests.Domain;

public sealed class PurchaseLifecycleTests
{
    private static readonly DateTimeOffset Now = new(2025, 7, 1, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly Dictionary<string, Func<PurchaseStatus, Result<PurchaseStep>>> Commands = new()
    {
        ["confirm"] = now => In(now).Confirm(Now),
        ["dispute"] = now => In(now).Dispute("not our invoice", Now),
        ["accept"] = now => In(now).Accept("seen on site", Now),
        ["reject"] = now => In(now).Reject("unreadable", ReasonCode.InsufficientEvidence, new(), Now),
        ["reverse"] = now => In(now).Reverse("refund", ReasonCode.Refund, new(), Now),
    };

    [Fact]
    public void Every_command_is_accepted_in_exactly_the_states_that_list_it_and_refused_with_that_list_elsewhere()
    {
        Assert.All(Enum.GetValues<PurchaseStatus>(), now => Assert.All(Commands, command =>
            {
                var decision = command.Value(now);
                Assert.Equal(PurchaseLifecycle.Table.Allowed(now).Contains(command.Key), decision.Error is null);
                if (decision.Error is { } error)
                {
                    Assert.Equal(("rewards.wrong-state", ErrorKind.Conflict), (error.Code, error.Kind));
                    Assert.Equal(PurchaseLifecycle.Table.Allowed(now), error.Allowed);
                }
            }));
    }

    [Fact]
    public void The_drawings_in_the_documentation_are_the_tables_in_the_code()
    {
        const string Path = "docs/rewards-states.md";
        var committed = File.ReadAllText(System.IO.Path.Combine(Snapshots.Root, Path));
        var difference = Snapshots.Difference(
            Path,
            committed[..committed.IndexOf("## ", StringComparison.Ordinal)]
                + $"## A buyer\n\n{BuyerVerification.Table.Drawing()}\n"
                + $"## A purchase\n\n{PurchaseLifecycle.Table.Drawing()}"
        );
        Assert.True(difference is null, difference);
    }

    [Fact]
    public void Rejected_and_reversed_are_final_and_no_longer_block_the_voucher()
    {
        foreach (var final in new[] { PurchaseStatus.Rejected, PurchaseStatus.Reversed })
        {
            Assert.Empty(PurchaseLifecycle.Table.Allowed(final));
            Assert.False(PurchaseLifecycle.IsLive(final));
        }
        Assert.Equal(4, Enum.GetValues<PurchaseStatus>().Count(PurchaseLifecycle.IsLive));
    }

    [Theory]
    [InlineData(PurchaseStatus.Declared, null, "rewards.not-confirmed")]
    [InlineData(PurchaseStatus.Disputed, " ", "rewards.not-confirmed")]
    [InlineData(PurchaseStatus.Declared, "paid in cash, supplier closed", null)]
    [InlineData(PurchaseStatus.Confirmed, null, null)]
    internal void Accepting_needs_the_suppliers_confirmation_or_a_reason(PurchaseStatus now, string? reason, string? refusal) =>
        Assert.Equal(refusal, In(now).Accept(reason, Now).Error?.Code);

    [Theory]
    [InlineData(BuyerStatus.Pending)]
    [InlineData(BuyerStatus.Refused)]
    internal void Nothing_of_an_unverified_buyer_is_accepted(BuyerStatus buyer) =>
        Assert.Equal("rewards.buyer-not-verified", (In(PurchaseStatus.Confirmed) with { Buyer = buyer }).Accept("x", Now).Error?.Code);

    [Fact]
    public void A_flagged_purchase_is_accepted_with_a_reason_only()
    {
        var flagged = In(PurchaseStatus.Confirmed) with { Flagged = true };

        Assert.Equal("rewards.flagged-without-reason", flagged.Accept(null, Now).Error?.Code);
        Assert.Equal(PurchaseStatus.Accepted, flagged.Accept("suspension was lifted on appeal", Now).Value.Status);
    }

    [Fact]
    public void Disputing_rejecting_and_reversing_need_a_reason()
    {
        Assert.Equal("rewards.reason-missing", In(PurchaseStatus.Declared).Dispute("", Now).Error?.Code);
        Assert.Equal("rewards.reason-missing", In(PurchaseStatus.Declared).Reject(null, ReasonCode.Other, new(), Now).Error?.Code);
        Assert.Equal("rewards.reason-missing", In(PurchaseStatus.Accepted).Reverse("\t", ReasonCode.Other, new(), Now).Error?.Code);
    }

    [Fact]
    public void A_step_names_who_took_it_and_why()
    {
        Assert.Equal(
            new PurchaseStep(Now, "organisation", PurchaseStatus.Confirmed, null, null),
            In(PurchaseStatus.Declared).Confirm(Now).Value
        );
        Assert.Equal(
            new PurchaseStep(Now, "reward-reviewer", PurchaseStatus.Reversed, "returned", ReasonCode.Refund),
            In(PurchaseStatus.Accepted).Reverse("returned", ReasonCode.Refund, new(), Now).Value
        );
        Assert.Equal(
            "rewards.exclusion-off",
            In(PurchaseStatus.Accepted).Reverse("returned", ReasonCode.Refund, new Exclusions { Refund = false }, Now).Error?.Code
        );
    }

    private static Purchase In(PurchaseStatus status) => new(status, Flagged: false, BuyerStatus.Verified);
}

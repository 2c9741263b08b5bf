using Platform.Rewards.Domain;
using Platform.ServiceDefaults.Errors;

namespace Platform.Rewards.Tests.Domain;

public sealed class PurchaseLifecycleTests
{
    private static readonly Dictionary<string, Func<PurchaseStatus, Result<PurchaseStatus>>> Commands = new()
    {
        ["confirm"] = PurchaseLifecycle.Confirm,
        ["dispute"] = now => PurchaseLifecycle.Dispute(now, "not our invoice"),
        ["accept"] = now => PurchaseLifecycle.Accept(now, false, BuyerStatus.Verified, "seen on site"),
        ["reject"] = now => PurchaseLifecycle.Reject(now, "unreadable"),
        ["reverse"] = now => PurchaseLifecycle.Reverse(now, "refund"),
    };

    [Fact]
    public void Every_command_is_accepted_in_exactly_the_states_that_list_it_and_refused_with_that_list_elsewhere()
    {
        Assert.All(Enum.GetValues<PurchaseStatus>(), now => Assert.All(Commands, command =>
            {
                var decision = command.Value(now);
                Assert.Equal(PurchaseLifecycle.Allowed(now).Contains(command.Key), decision.Error is null);
                if (decision.Error is { } error)
                {
                    Assert.Equal(("rewards.wrong-state", ErrorKind.Conflict), (error.Code, error.Kind));
                    Assert.Equal(PurchaseLifecycle.Allowed(now), error.Allowed);
                }
            }));
    }

    [Fact]
    public void Rejected_and_reversed_are_final_and_no_longer_block_the_voucher()
    {
        foreach (var final in new[] { PurchaseStatus.Rejected, PurchaseStatus.Reversed })
        {
            Assert.Empty(PurchaseLifecycle.Allowed(final));
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
        Assert.Equal(refusal, PurchaseLifecycle.Accept(now, false, BuyerStatus.Verified, reason).Error?.Code);

    [Theory]
    [InlineData(BuyerStatus.Pending)]
    [InlineData(BuyerStatus.Refused)]
    internal void Nothing_of_an_unverified_buyer_is_accepted(BuyerStatus buyer) =>
        Assert.Equal("rewards.buyer-not-verified", PurchaseLifecycle.Accept(PurchaseStatus.Confirmed, false, buyer, "x").Error?.Code);

    [Fact]
    public void A_flagged_purchase_is_accepted_with_a_reason_only()
    {
        Assert.Equal(
            "rewards.flagged-without-reason",
            PurchaseLifecycle.Accept(PurchaseStatus.Confirmed, true, BuyerStatus.Verified, null).Error?.Code
        );
        Assert.Equal(
            PurchaseStatus.Accepted,
            PurchaseLifecycle.Accept(PurchaseStatus.Confirmed, true, BuyerStatus.Verified, "suspension was lifted on appeal").Value
        );
    }

    [Fact]
    public void Disputing_rejecting_and_reversing_need_a_reason()
    {
        Assert.Equal("rewards.reason-missing", PurchaseLifecycle.Dispute(PurchaseStatus.Declared, "").Error?.Code);
        Assert.Equal("rewards.reason-missing", PurchaseLifecycle.Reject(PurchaseStatus.Declared, null).Error?.Code);
        Assert.Equal("rewards.reason-missing", PurchaseLifecycle.Reverse(PurchaseStatus.Accepted, "\t").Error?.Code);
    }
}

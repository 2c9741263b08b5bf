using System.Net;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Rewards.V1;
using Platform.Harness;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;

namespace Platform.Rewards.Tests;

public sealed class BuyerTests(RewardsService rewards) : IClassFixture<RewardsService>
{
    private const string Buyers = RewardsService.Api + "/buyers";

    [Fact]
    public async Task In_development_a_buyer_is_verified_at_once()
    {
        var id = await rewards.BuyerAsync(isSme: true);
        var buyer = (await rewards.As(Accounts.Buyer1).Get($"{Buyers}/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal("verified", buyer["status"]!.GetValue<string>());
        Assert.True((await rewards.PublishedAsync<BuyerVerified>(content => content.BuyerId == id)).IsSme);
        (await rewards.As(Accounts.RewardReviewer).Post($"{Buyers}/{id}/verify", new { approve = false, reason = "x" })).Expect(
            409,
            "rewards.buyer-decided"
        );
    }

    [Fact]
    public async Task A_pending_buyer_declares_but_nothing_of_it_is_accepted_until_it_is_verified()
    {
        var (buyer, supplier) = (await PendingAsync(), await rewards.SupplierAsync());
        var purchase = await rewards.DeclareAsync(buyer, supplier);
        var reviewer = rewards.As(Accounts.RewardReviewer);
        (await reviewer.Post($"{RewardsService.Api}/purchases/{purchase.Id}/accept", new { reason = "x" })).Expect(
            422,
            "rewards.buyer-not-verified"
        );

        (await reviewer.Post($"{Buyers}/{buyer}/verify", new { approve = true, reason = "公司登記相符" })).Expect(HttpStatusCode.OK);

        (await reviewer.Post($"{RewardsService.Api}/purchases/{purchase.Id}/accept", new { reason = "x" })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refused_buyer_cannot_declare_and_refusing_needs_a_reason()
    {
        var (buyer, supplier) = (await PendingAsync(), await rewards.SupplierAsync());
        var reviewer = rewards.As(Accounts.RewardReviewer);
        (await reviewer.Post($"{Buyers}/{buyer}/verify", new { approve = false })).Expect(400, "rewards.reason-missing");
        (await reviewer.Post($"{Buyers}/{buyer}/verify", new { reason = "?" })).Expect(HttpStatusCode.BadRequest);
        (await reviewer.Post($"{Buyers}/{buyer}/verify", new { approve = false, reason = "查無此公司" })).Expect(HttpStatusCode.OK);
        (await rewards.As(Accounts.Buyer1).Post($"{RewardsService.Api}/purchases", rewards.Declaration(buyer, supplier.Ubn!))).Expect(
            422,
            "rewards.buyer-refused"
        );
    }

    [Fact]
    public async Task For_another_party_a_buyer_does_not_exist()
    {
        var id = await rewards.BuyerAsync();
        (await rewards.As(Accounts.Buyer2).Get($"{Buyers}/{id}")).Expect(HttpStatusCode.NotFound);
        (await rewards.As(Accounts.RewardReviewer).Get($"{Buyers}/{id}")).Expect(HttpStatusCode.OK);
        (await rewards.As(Accounts.Buyer1).Post($"{Buyers}/{id}/verify", new { approve = true })).Expect(HttpStatusCode.Forbidden);
        (await rewards.As(Accounts.RewardReviewer).Post($"{Buyers}/{Guid.CreateVersion7()}/verify", new { approve = true })).Expect(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task A_buyers_number_must_satisfy_the_check_rule_and_its_kind_must_be_known()
    {
        var buyer = rewards.As(Accounts.Buyer1);
        (
            await buyer.Post(
                Buyers,
                new
                {
                    ubn = "10458571",
                    name = new { zh = "某" },
                    kind = "agency",
                    isSme = false,
                }
            )
        ).Expect(422, "rewards.ubn-invalid");
        var affiliate = await buyer.Post(
            Buyers,
            new
            {
                name = new { zh = "某" },
                kind = "agency",
                isSme = false,
                affiliates = new[] { "22099131", "1" },
            }
        );
        Assert.NotNull(affiliate.Expect(422, "rewards.ubn-invalid")["errors"]!["$.affiliates[1]"]);
        var empty = (await buyer.Post(Buyers, new { })).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(["$.isSme", "$.kind", "$.name"], empty["errors"]!.AsObject().Select(error => error.Key).Order());
        (
            await buyer.Post(
                Buyers,
                new
                {
                    name = new { zh = "某" },
                    kind = "club",
                    isSme = false,
                }
            )
        ).Expect(HttpStatusCode.BadRequest);
        (await rewards.As(Accounts.Org1).Post(Buyers, new { })).Expect(HttpStatusCode.Forbidden);
        Assert.Equal(
            "某基金會",
            (
                await buyer.Post(
                    Buyers,
                    new
                    {
                        name = "某基金會",
                        kind = "foundation",
                        isSme = false,
                    }
                )
            )["name"]!["zh"]!.GetValue<string>()
        );
    }

    /// <summary>A buyer as it is outside Development, where registration does not verify.</summary>
    private async Task<Guid> PendingAsync()
    {
        var id = await rewards.BuyerAsync();
        await rewards.InScopeAsync<RewardsDbContext, int>(db =>
            db.Buyers.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, BuyerStatus.Pending))
        );
        return id;
    }
}

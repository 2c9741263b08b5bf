using System.Net;
using Platform.Contracts.Rewards.V1;
using Platform.Harness;

namespace Platform.Rewards.Tests;

public sealed class PurchaseTests(RewardsService rewards) : IClassFixture<RewardsService>
{
    private const string Purchases = RewardsService.Api + "/purchases";

    [Fact]
    public async Task A_purchase_is_declared_confirmed_and_accepted_and_each_step_carries_it_whole_with_the_suppliers_totals()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var declared = await rewards.DeclareAsync(buyer, supplier, 250_000);
        Assert.Equal($"{Purchases}/{declared.Id}", declared.Message.Headers.Location!.ToString());
        Assert.Equal(
            ("declared", "social", rewards.Today.Year),
            (declared["status"]!.GetValue<string>(), declared["series"]!.GetValue<string>(), declared["year"]!.GetValue<int>())
        );

        (await rewards.As(Accounts.Org1).Post($"{Purchases}/{declared.Id}/confirm")).Expect(HttpStatusCode.OK);
        var accepted = (await rewards.As(Accounts.RewardReviewer).Post($"{Purchases}/{declared.Id}/accept")).Expect(HttpStatusCode.OK);

        Assert.Equal("accepted", accepted["status"]!.GetValue<string>());
        Assert.Equal(
            ["declared", "confirmed", "accepted"],
            accepted["history"]!.AsArray().Select(step => step!["status"]!.GetValue<string>())
        );
        var @event = await rewards.PublishedAsync<PurchaseAccepted>(content => content.Purchase.PurchaseId == declared.Id);
        Assert.Equal(
            (250_000, 1, 1),
            (@event.SupplierTotals.Social.AmountTwd, @event.SupplierTotals.Social.Purchases, @event.SupplierTotals.Social.DistinctBuyers)
        );
        Assert.Equal((Accounts.Buyer1.Party, Accounts.Org1.Party), (@event.Purchase.BuyerParty, @event.Purchase.SupplierParty));
        Assert.Equal(
            (supplier.OrganisationId, "supplyChain", "accepted"),
            (@event.Purchase.SupplierOrganisationId, @event.Purchase.Cooperation, @event.Purchase.Status)
        );
        Assert.Equal(
            0,
            (await rewards.PublishedAsync<PurchaseConfirmed>(content => content.Purchase.PurchaseId == declared.Id))
                .SupplierTotals
                .Social
                .AmountTwd
        );
    }

    [Fact]
    public async Task A_reversal_takes_the_amount_out_of_the_suppliers_totals_and_frees_the_voucher()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var body = rewards.Declaration(buyer, supplier.Ubn!, 70_000);
        var id = (await rewards.As(Accounts.Buyer1).Post(Purchases, body)).Expect(HttpStatusCode.Created).Id;
        await rewards.AcceptedAsync(buyer, supplier, 30_000);
        (await rewards.As(Accounts.RewardReviewer).Post($"{Purchases}/{id}/accept", new { reason = "已電話查證" })).Expect(
            HttpStatusCode.OK
        );
        (await rewards.As(Accounts.Buyer1).Post(Purchases, body)).Expect(409, "rewards.duplicate-voucher");

        await rewards.ReverseAsync(id);

        var @event = await rewards.PublishedAsync<PurchaseReversed>(content => content.Purchase.PurchaseId == id);
        Assert.Equal(
            (30_000, 1, 1),
            (@event.SupplierTotals.Social.AmountTwd, @event.SupplierTotals.Social.Purchases, @event.SupplierTotals.Social.DistinctBuyers)
        );
        Assert.Equal((3, "refund"), (@event.SupplierTotals.Version, @event.Purchase.ReasonCode));
        (await rewards.As(Accounts.Buyer1).Post(Purchases, body)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_totals_that_go_back_to_the_registry_count_each_buyer_once_and_keep_the_series_apart()
    {
        var supplier = await rewards.SupplierAsync();
        var (first, second) = (await rewards.BuyerAsync(), await rewards.BuyerAsync(Accounts.Buyer2));
        var twice = new[] { await rewards.AcceptedAsync(first, supplier, 100), await rewards.AcceptedAsync(first, supplier, 20) };
        await rewards.AcceptedAsync(second, supplier, 3, account: Accounts.Buyer2);
        await rewards.AcceptedAsync(second, supplier, 4_000, series: "startup", account: Accounts.Buyer2);

        foreach (var (purchase, amount, buyers) in new[] { (twice[0], 23, 2), (twice[1], 3, 1) })
        {
            await rewards.ReverseAsync(purchase);
            var totals = (
                await rewards.PublishedAsync<PurchaseReversed>(content => content.Purchase.PurchaseId == purchase)
            ).SupplierTotals;
            Assert.Equal((amount, buyers), (totals.Social.AmountTwd, totals.Social.DistinctBuyers));
            Assert.Equal((4_000, 1, 1), (totals.Startup.AmountTwd, totals.Startup.Purchases, totals.Startup.DistinctBuyers));
        }
    }

    [Fact]
    public async Task Each_rule_that_says_no_has_its_code()
    {
        var supplier = await rewards.SupplierAsync();
        var own = await rewards.SupplierAsync();
        var (refusedSince, affiliate) = (await rewards.SupplierAsync(), await rewards.SupplierAsync());
        var buyer = await rewards.BuyerAsync(ubn: own.Ubn, affiliates: affiliate.Ubn!);
        async Task<Reply> Declare(string ubn, DateOnly on) =>
            await rewards.As(Accounts.Buyer1).Post(Purchases, rewards.Declaration(buyer, ubn, on: on));

        (await Declare(RewardsService.NewUbn(), rewards.Today)).Expect(422, "rewards.supplier-not-registered");
        (await Declare(refusedSince.Ubn!, new DateOnly(2018, 12, 31))).Expect(422, "rewards.no-rules");
        (await Declare(own.Ubn!, rewards.Today)).Expect(422, "rewards.self-purchase");
        (await Declare(affiliate.Ubn!, rewards.Today)).Expect(422, "rewards.affiliate");
        (await Declare(supplier.Ubn!, rewards.Today.AddDays(1))).Expect(422, "rewards.out-of-period");
        (await Declare(supplier.Ubn!, new DateOnly(2021, 5, 1))).Expect(422, "rewards.no-rules");
    }

    [Fact]
    public async Task Registration_is_judged_on_the_day_of_the_purchase()
    {
        var organisation = RewardsService.Organisation(
            points:
            [
                (new DateOnly(2024, 3, 1), "registered"),
                (new DateOnly(2024, 6, 1), "suspended"),
                (new DateOnly(2024, 7, 1), "registered"),
            ]
        );
        await rewards.DeliverAsync(
            new Contracts.Registry.V1.OrganisationRegistered { Organisation = organisation },
            organisation.OrganisationId.ToString()
        );
        var buyer = await rewards.BuyerAsync();
        async Task<Reply> Declare(int month, int day) =>
            await rewards
                .As(Accounts.Buyer1)
                .Post(Purchases, rewards.Declaration(buyer, organisation.Ubn!, on: new DateOnly(2024, month, day)));

        (await Declare(2, 29)).Expect(422, "rewards.supplier-not-registered");
        (await Declare(3, 1)).Expect(HttpStatusCode.Created);
        (await Declare(6, 30)).Expect(422, "rewards.supplier-not-registered");
        (await Declare(7, 1)).Expect(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("amountTwd", "0", "$.amountTwd")]
    [InlineData("amountTwd", "-5", "$.amountTwd")]
    [InlineData("amountTwd", "12.5", "$.amountTwd")]
    [InlineData("amountTwd", "9223372036854775808", "$.amountTwd")]
    [InlineData("amountTwd", "9223372036854775807", "$.amountTwd")]
    [InlineData("amountTwd", "\"12000\"", "$.amountTwd")]
    [InlineData("amountTwd", "null", "$.amountTwd")]
    [InlineData("voucherNo", "\" \\u3000\"", "$.voucherNo")]
    [InlineData("purchasedOn", "\"2025-02-30\"", "$.purchasedOn")]
    [InlineData("cooperation", "\"gift\"", "$.cooperation")]
    [InlineData("supplierUbn", "\"1234\"", "$.supplierUbn")]
    [InlineData("evidence", "[{\"name\":\"a.pdf\"}]", "$.evidence[0]")]
    [InlineData("evidence", "[{\"name\":\"a.pdf\",\"sha256\":\"xyz\"}]", "$.evidence[0].sha256")]
    [InlineData("surprise", "1", "$.surprise")]
    public async Task What_cannot_be_a_purchase_is_refused_with_the_member_at_fault(string member, string json, string path)
    {
        var body = rewards.Declaration(Guid.CreateVersion7(), "22099131");
        body[member] = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(json);
        var refused = (await rewards.As(Accounts.Buyer1).Post(Purchases, body)).Expect(HttpStatusCode.BadRequest);
        Assert.NotNull(refused["errors"]![path]);
    }

    [Fact]
    public async Task Purchases_accepted_at_once_all_count_in_the_standings_and_in_the_suppliers_totals()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var ids = new List<Guid>();
        for (var i = 0; i < 10; i++)
        {
            ids.Add((await rewards.DeclareAsync(buyer, supplier, 1 << i)).Id);
        }

        var replies = await Task.WhenAll(
            ids.Select(id => rewards.As(Accounts.RewardReviewer).Post($"{Purchases}/{id}/accept", new { reason = "已查證" }))
        );

        Assert.All(replies, reply => reply.Expect(HttpStatusCode.OK));
        var line = (await rewards.Anonymous.Get($"{RewardsService.Api}/years/{rewards.Today.Year}/standings/{buyer}")).Expect(
            HttpStatusCode.OK
        )["line"]!;
        Assert.Equal((1_023, 1), (line["totalTwd"]!.GetValue<int>(), line["suppliers"]!.GetValue<int>()));
        await rewards.PublishedAsync<PurchaseAccepted>(content =>
            content.SupplierTotals.OrganisationId == supplier.OrganisationId
            && content.SupplierTotals is { Version: 10, Social: { AmountTwd: 1_023, Purchases: 10, DistinctBuyers: 1 } }
        );
    }

    [Fact]
    public async Task Of_two_reviewers_who_accept_one_purchase_at_once_one_wins_and_it_counts_once()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var id = (await rewards.DeclareAsync(buyer, supplier, 500)).Id;

        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(_ => rewards.As(Accounts.RewardReviewer).Post($"{Purchases}/{id}/accept", new { reason = "已查證" }))
        );

        Assert.Single(replies, reply => reply.Status == HttpStatusCode.OK);
        Assert.All(replies.Where(reply => reply.Status != HttpStatusCode.OK), reply => reply.Expect(HttpStatusCode.Conflict));
        var line = (await rewards.Anonymous.Get($"{RewardsService.Api}/years/{rewards.Today.Year}/standings/{buyer}"))["line"]!;
        Assert.Equal(500, line["totalTwd"]!.GetValue<int>());
    }

    [Fact]
    public async Task Accepting_needs_the_confirmation_or_a_reason_and_the_other_steps_need_their_reasons()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var path = $"{Purchases}/{(await rewards.DeclareAsync(buyer, supplier)).Id}";
        var (org, reviewer) = (rewards.As(Accounts.Org1), rewards.As(Accounts.RewardReviewer));

        (await reviewer.Post($"{path}/accept")).Expect(422, "rewards.not-confirmed");
        (await reviewer.Post($"{path}/reject", new { })).Expect(400, "rewards.reason-missing");
        (await org.Post($"{path}/dispute", new { reason = " " })).Expect(400, "rewards.reason-missing");
        (await org.Post($"{path}/dispute", new { reason = "金額不符" })).Expect(HttpStatusCode.OK);
        (await reviewer.Post($"{path}/accept")).Expect(422, "rewards.not-confirmed");
        (await org.Post($"{path}/confirm")).Expect(HttpStatusCode.OK);
        (await reviewer.Post($"{path}/accept")).Expect(HttpStatusCode.OK);
        (await reviewer.Post($"{path}/reverse", new { reason = "" })).Expect(400, "rewards.reason-missing");
        var refused = (await org.Post($"{path}/confirm")).Expect(409, "rewards.wrong-state");
        Assert.Equal(["reverse"], refused["allowed"]!.AsArray().Select(name => name!.GetValue<string>()));
    }

    [Fact]
    public async Task A_transition_honours_if_match()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var declared = await rewards.DeclareAsync(buyer, supplier);
        (await rewards.As(Accounts.Org1).Post($"{Purchases}/{declared.Id}/confirm", null, ("If-Match", "\"9\""))).Expect(
            412,
            "request.stale"
        );
        (await rewards.As(Accounts.Org1).Post($"{Purchases}/{declared.Id}/confirm", null, ("If-Match", declared.ETag))).Expect(
            HttpStatusCode.OK
        );
    }

    [Fact]
    public async Task For_another_party_a_purchase_does_not_exist()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var path = $"{Purchases}/{(await rewards.DeclareAsync(buyer, supplier)).Id}";

        (await rewards.As(Accounts.Buyer2).Get(path)).Expect(HttpStatusCode.NotFound);
        (await rewards.As(Accounts.Org2).Get(path)).Expect(HttpStatusCode.NotFound);
        (await rewards.As(Accounts.Org2).Post($"{path}/confirm")).Expect(HttpStatusCode.NotFound);
        (await rewards.As(Accounts.Org2).Post($"{path}/dispute", new { reason = "x" })).Expect(HttpStatusCode.NotFound);
        (await rewards.As(Accounts.Buyer2).Post(Purchases, rewards.Declaration(buyer, supplier.Ubn!))).Expect(HttpStatusCode.NotFound);
        foreach (var step in new[] { "accept", "reject", "reverse" })
        {
            (await rewards.As(Accounts.Buyer1).Post($"{path}/{step}", new { reason = "x" })).Expect(HttpStatusCode.Forbidden);
            (await rewards.As(Accounts.RewardReviewer).Post($"{Purchases}/{Guid.CreateVersion7()}/{step}", new { reason = "x" })).Expect(
                HttpStatusCode.NotFound
            );
        }
        foreach (var account in new[] { Accounts.Buyer1, Accounts.Org1, Accounts.RewardReviewer })
        {
            (await rewards.As(account).Get(path)).Expect(HttpStatusCode.OK);
        }

        (await rewards.Anonymous.Get(path)).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_list_shows_each_party_its_own_and_a_full_walk_sees_every_item_once()
    {
        var supplier = await rewards.SupplierAsync("party-seller");
        var (buyer, other) = (await rewards.BuyerAsync(), await rewards.BuyerAsync(Accounts.Buyer2));
        var mine = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            mine.Add((await rewards.DeclareAsync(buyer, supplier)).Id);
        }

        await rewards.DeclareAsync(other, supplier, account: Accounts.Buyer2);

        var seen = new List<Guid>();
        var (query, cursor) = (
            $"{Purchases}?buyerId={buyer}&supplierUbn={supplier.Ubn}&year={rewards.Today.Year}&status=declared&flagged=false&limit=2",
            ""
        );
        do
        {
            var page = (await rewards.As(Accounts.Buyer1).Get(query + cursor)).Expect(HttpStatusCode.OK);
            seen.AddRange(page["items"]!.AsArray().Select(item => Guid.Parse(item!["id"]!.GetValue<string>())));
            cursor = page["nextCursor"] is { } next ? $"&cursor={next.GetValue<string>()}" : null;
        } while (cursor is not null);

        Assert.Equal(mine, seen);
        Assert.Empty((await rewards.As(Accounts.Buyer2).Get($"{Purchases}?buyerId={buyer}"))["items"]!.AsArray());
        var seller = new Account("seller", "party-seller", "organisation");
        Assert.Equal(6, (await rewards.As(seller).Get($"{Purchases}?supplierUbn={supplier.Ubn}"))["items"]!.AsArray().Count);
        (await rewards.As(Accounts.Buyer1).Get($"{Purchases}?status=lost")).Expect(HttpStatusCode.BadRequest);
    }
}

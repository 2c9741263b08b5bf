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
        Assert.Equal(("declared", "social", rewards.Today.Year), (declared["status"]!.GetValue<string>(), declared["series"]!.GetValue<string>(), declared["year"]!.GetValue<int>()));

        (await rewards.As(Accounts.Org1).Post($"{Purchases}/{declared.Id}/confirm")).Expect(HttpStatusCode.OK);
        var accepted = (await rewards.As(Accounts.RewardReviewer).Post($"{Purchases}/{declared.Id}/accept")).Expect(HttpStatusCode.OK);

        Assert.Equal("accepted", accepted["status"]!.GetValue<string>());
        Assert.Equal(["declared", "confirmed", "accepted"], accepted["history"]!.AsArray().Select(step => step!["status"]!.GetValue<string>()));
        var @event = await rewards.PublishedAsync<PurchaseAccepted>(content => content.Purchase.PurchaseId == declared.Id);
        Assert.Equal((250_000, 1, 1), (@event.SupplierTotals.Social.AmountTwd, @event.SupplierTotals.Social.Purchases, @event.SupplierTotals.Social.DistinctBuyers));
        Assert.Equal((Accounts.Buyer1.Party, Accounts.Org1.Party), (@event.Purchase.BuyerParty, @event.Purchase.SupplierParty));
        Assert.Equal((supplier.OrganisationId, "supplyChain", "accepted"), (@event.Purchase.SupplierOrganisationId, @event.Purchase.Cooperation, @event.Purchase.Status));
        Assert.Equal(0, (await rewards.PublishedAsync<PurchaseConfirmed>(content => content.Purchase.PurchaseId == declared.Id)).SupplierTotals.Social.AmountTwd);
    }

    [Fact]
    public async Task A_reversal_takes_the_amount_out_of_the_suppliers_totals_and_frees_the_voucher()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var body = rewards.Declaration(buyer, supplier.Ubn!, 70_000);
        var id = (await rewards.As(Accounts.Buyer1).Post(Purchases, body)).Expect(HttpStatusCode.Created).Id;
        await rewards.AcceptedAsync(buyer, supplier, 30_000);
        (await rewards.As(Accounts.RewardReviewer).Post($"{Purchases}/{id}/accept", new { reason = "已電話查證" })).Expect(HttpStatusCode.OK);
        (await rewards.As(Accounts.Buyer1).Post(Purchases, body)).Expect(409, "rewards.duplicate-voucher");

        await rewards.ReverseAsync(id);

        var @event = await rewards.PublishedAsync<PurchaseReversed>(content => content.Purchase.PurchaseId == id);
        Assert.Equal((30_000, 1, 1), (@event.SupplierTotals.Social.AmountTwd, @event.SupplierTotals.Social.Purchases, @event.SupplierTotals.Social.DistinctBuyers));
        Assert.Equal((3, "refund"), (@event.SupplierTotals.Version, @event.Purchase.ReasonCode));
        (await rewards.As(Accounts.Buyer1).Post(Purchases, body)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Each_rule_that_says_no_has_its_code()
    {
        var supplier = await rewards.SupplierAsync();
        var own = await rewards.SupplierAsync();
        var (refusedSince, affiliate) = (await rewards.SupplierAsync(), await rewards.SupplierAsync());
        var buyer = await rewards.BuyerAsync(ubn: own.Ubn, affiliates: affiliate.Ubn!);
        async Task<Reply> Declare(string ubn, DateOnly on) => await rewards.As(Accounts.Buyer1).Post(Purchases, rewards.Declaration(buyer, ubn, on: on));

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
            points: [(new DateOnly(2024, 3, 1), "registered"), (new DateOnly(2024, 6, 1), "suspended"), (new DateOnly(2024, 7, 1), "registered")]);
        await rewards.DeliverAsync(
            new Contracts.Registry.V1.OrganisationRegistered { Organisation = organisation }, organisation.OrganisationId.ToString());
        var buyer = await rewards.BuyerAsync();
        async Task<Reply> Declare(int month, int day) => await rewards.As(Accounts.Buyer1)
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
    public async Task A_voucher_claimed_twice_is_refused_however_it_is_typed_and_also_across_buyers()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var other = await rewards.BuyerAsync(Accounts.Buyer2);
        var body = rewards.Declaration(buyer, supplier.Ubn!);
        body["voucherNo"] = "xy-99887766";
        (await rewards.As(Accounts.Buyer1).Post(Purchases, body)).Expect(HttpStatusCode.Created);

        body["buyerId"] = other;
        body["voucherNo"] = "　ＸＹ－９９８８７７６６ ";
        (await rewards.As(Accounts.Buyer2).Post(Purchases, body)).Expect(409, "rewards.duplicate-voucher");
        body["amountTwd"] = 12_001;
        (await rewards.As(Accounts.Buyer2).Post(Purchases, body)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_same_evidence_under_another_purchase_is_refused_until_the_first_is_rejected()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var hash = Convert.ToHexString(Guid.NewGuid().ToByteArray().Concat(Guid.NewGuid().ToByteArray()).ToArray());
        Dictionary<string, object?> WithEvidence()
        {
            var body = rewards.Declaration(buyer, supplier.Ubn!);
            body["evidence"] = new[] { new { name = "invoice.pdf", sha256 = hash } };
            return body;
        }
        var first = (await rewards.As(Accounts.Buyer1).Post(Purchases, WithEvidence())).Expect(HttpStatusCode.Created);
        (await rewards.As(Accounts.Buyer1).Post(Purchases, WithEvidence())).Expect(409, "rewards.duplicate-evidence");

        (await rewards.As(Accounts.RewardReviewer).Post($"{Purchases}/{first.Id}/reject", new { reason = "影像不清" })).Expect(HttpStatusCode.OK);

        (await rewards.As(Accounts.Buyer1).Post(Purchases, WithEvidence())).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Of_many_claims_of_one_voucher_at_once_exactly_one_is_kept()
    {
        var supplier = await rewards.SupplierAsync();
        var buyers = new[] { await rewards.BuyerAsync(), await rewards.BuyerAsync(Accounts.Buyer2) };
        var body = rewards.Declaration(buyers[0], supplier.Ubn!);

        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(n =>
            rewards.As(n % 2 == 0 ? Accounts.Buyer1 : Accounts.Buyer2).Post(Purchases, new Dictionary<string, object?>(body) { ["buyerId"] = buyers[n % 2] })));

        Assert.Single(replies, reply => reply.Status == HttpStatusCode.Created);
        Assert.All(replies.Where(reply => reply.Status != HttpStatusCode.Created), reply => reply.Expect(409, "rewards.duplicate-voucher"));
    }

    [Fact]
    public async Task In_a_batch_a_bad_item_7_leaves_the_others_alone_and_every_item_has_its_answer_in_order()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var items = Enumerable.Range(0, 1_000).Select(_ => rewards.Declaration(buyer, supplier.Ubn!)).ToArray();
        items[7]["amountTwd"] = 1.5;
        items[500] = items[400];
        items[600]["supplierUbn"] = RewardsService.NewUbn();
        items[700]["buyerId"] = Guid.CreateVersion7();

        var results = (await rewards.As(Accounts.Buyer1).Post($"{Purchases}/batch", new { items })).Expect(HttpStatusCode.OK)["items"]!.AsArray();

        Assert.Equal(Enumerable.Range(0, 1_000), results.Select(result => result!["index"]!.GetValue<int>()));
        var refused = results.Where(result => result!["status"]!.GetValue<int>() != 201).ToDictionary(result => result!["index"]!.GetValue<int>());
        Assert.Equal([7, 500, 600, 700], refused.Keys.Order());
        Assert.Equal("request.malformed", refused[7]!["code"]!.GetValue<string>());
        Assert.NotNull(refused[7]!["problem"]!["errors"]!["$.items[7].amountTwd"]);
        Assert.Equal((409, "rewards.duplicate-voucher"), (refused[500]!["status"]!.GetValue<int>(), refused[500]!["code"]!.GetValue<string>()));
        Assert.Equal("rewards.supplier-not-registered", refused[600]!["code"]!.GetValue<string>());
        Assert.Equal(404, refused[700]!["status"]!.GetValue<int>());
        Assert.Equal(996, await CountAsync(buyer));
    }

    [Fact]
    public async Task A_batch_has_one_to_a_thousand_items()
    {
        var item = rewards.Declaration(Guid.CreateVersion7(), "22099131");
        var tooMany = await rewards.As(Accounts.Buyer1).Post($"{Purchases}/batch", new { items = Enumerable.Repeat(item, 1_001) });
        Assert.NotNull(tooMany.Expect(HttpStatusCode.BadRequest)["errors"]!["$.items"]);
        (await rewards.As(Accounts.Buyer1).Post($"{Purchases}/batch", new { items = Array.Empty<int>() })).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_repeated_declaration_with_its_idempotency_key_is_answered_alike_and_kept_once()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var body = rewards.Declaration(buyer, supplier.Ubn!);
        var first = (await rewards.As(Accounts.Buyer1).Post(Purchases, body, ("Idempotency-Key", "declare-once"))).Expect(HttpStatusCode.Created);
        var again = (await rewards.As(Accounts.Buyer1).Post(Purchases, body, ("Idempotency-Key", "declare-once"))).Expect(HttpStatusCode.Created);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(1, await CountAsync(buyer));
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
        (await rewards.As(Accounts.Org1).Post($"{Purchases}/{declared.Id}/confirm", null, ("If-Match", "\"9\""))).Expect(412, "request.stale");
        (await rewards.As(Accounts.Org1).Post($"{Purchases}/{declared.Id}/confirm", null, ("If-Match", declared.ETag))).Expect(HttpStatusCode.OK);
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
            (await rewards.As(Accounts.RewardReviewer).Post($"{Purchases}/{Guid.CreateVersion7()}/{step}", new { reason = "x" })).Expect(HttpStatusCode.NotFound);
        }
        foreach (var account in new[] { Accounts.Buyer1, Accounts.Org1, Accounts.RewardReviewer })
            (await rewards.As(account).Get(path)).Expect(HttpStatusCode.OK);
        (await rewards.Anonymous.Get(path)).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_list_shows_each_party_its_own_and_a_full_walk_sees_every_item_once()
    {
        var supplier = await rewards.SupplierAsync("party-seller");
        var (buyer, other) = (await rewards.BuyerAsync(), await rewards.BuyerAsync(Accounts.Buyer2));
        var mine = new List<Guid>();
        for (var i = 0; i < 5; i++)
            mine.Add((await rewards.DeclareAsync(buyer, supplier)).Id);
        await rewards.DeclareAsync(other, supplier, account: Accounts.Buyer2);

        var seen = new List<Guid>();
        var (query, cursor) = ($"{Purchases}?buyerId={buyer}&supplierUbn={supplier.Ubn}&year={rewards.Today.Year}&status=declared&flagged=false&limit=2", "");
        do
        {
            var page = (await rewards.As(Accounts.Buyer1).Get(query + cursor)).Expect(HttpStatusCode.OK);
            seen.AddRange(page["items"]!.AsArray().Select(item => Guid.Parse(item!["id"]!.GetValue<string>())));
            cursor = page["nextCursor"] is { } next ? $"&cursor={next.GetValue<string>()}" : null;
        }
        while (cursor is not null);

        Assert.Equal(mine, seen);
        Assert.Empty((await rewards.As(Accounts.Buyer2).Get($"{Purchases}?buyerId={buyer}"))["items"]!.AsArray());
        var seller = new Account("seller", "party-seller", "organisation");
        Assert.Equal(6, (await rewards.As(seller).Get($"{Purchases}?supplierUbn={supplier.Ubn}"))["items"]!.AsArray().Count);
        (await rewards.As(Accounts.Buyer1).Get($"{Purchases}?status=lost")).Expect(HttpStatusCode.BadRequest);
    }

    private async Task<int> CountAsync(Guid buyer)
    {
        var (count, cursor) = (0, "");
        do
        {
            var page = await rewards.As(Accounts.RewardReviewer).Get($"{Purchases}?buyerId={buyer}&limit=200{cursor}");
            count += page["items"]!.AsArray().Count;
            cursor = page["nextCursor"] is { } next ? $"&cursor={next.GetValue<string>()}" : null;
        }
        while (cursor is not null);
        return count;
    }
}

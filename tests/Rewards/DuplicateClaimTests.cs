using System.Net;
using Platform.Harness;

namespace Platform.Rewards.Tests;

/// <summary>A voucher or a piece of evidence counts once: alone, in batches, and when many come at once.</summary>
public sealed class DuplicateClaimTests(RewardsService rewards) : IClassFixture<RewardsService>
{
    private const string Purchases = RewardsService.Api + "/purchases";

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
        var hash = NewHash();
        Dictionary<string, object?> Claim() => WithEvidence(rewards.Declaration(buyer, supplier.Ubn!), hash);
        var first = (await rewards.As(Accounts.Buyer1).Post(Purchases, Claim())).Expect(HttpStatusCode.Created);
        (await rewards.As(Accounts.Buyer1).Post(Purchases, Claim())).Expect(409, "rewards.duplicate-evidence");

        (await rewards.As(Accounts.RewardReviewer).Post($"{Purchases}/{first.Id}/reject", new { reason = "影像不清" })).Expect(
            HttpStatusCode.OK
        );

        (await rewards.As(Accounts.Buyer1).Post(Purchases, Claim())).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Of_many_claims_of_one_voucher_at_once_exactly_one_is_kept()
    {
        var supplier = await rewards.SupplierAsync();
        var buyers = new[] { await rewards.BuyerAsync(), await rewards.BuyerAsync(Accounts.Buyer2) };
        var body = rewards.Declaration(buyers[0], supplier.Ubn!);

        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(n =>
                    rewards
                        .As(n % 2 == 0 ? Accounts.Buyer1 : Accounts.Buyer2)
                        .Post(Purchases, new Dictionary<string, object?>(body) { ["buyerId"] = buyers[n % 2] })
                )
        );

        Assert.Single(replies, reply => reply.Status == HttpStatusCode.Created);
        Assert.All(replies.Where(reply => reply.Status != HttpStatusCode.Created), reply =>
            reply.Expect(409, "rewards.duplicate-voucher")
        );
    }

    [Fact]
    public async Task Of_batches_with_common_vouchers_at_once_each_voucher_is_kept_exactly_once()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var items = Enumerable.Range(0, 40).Select(_ => rewards.Declaration(buyer, supplier.Ubn!)).ToArray();

        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(n => rewards.As(Accounts.Buyer1).Post($"{Purchases}/batch", new { items = items.Skip(n * 5).Take(25) }))
        );

        var results = replies
            .SelectMany(
                (reply, n) =>
                    reply.Expect(HttpStatusCode.OK)["items"]!
                        .AsArray()
                        .Select(result => (Voucher: n * 5 + result!["index"]!.GetValue<int>(), Status: result["status"]!.GetValue<int>()))
            )
            .ToArray();
        Assert.All(results.GroupBy(result => result.Voucher), group => Assert.Single(group, result => result.Status == 201));
        Assert.All(results, result => Assert.Contains(result.Status, new[] { 201, 409 }));
        Assert.Equal(40, await CountAsync(buyer));
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

        var results = (await rewards.As(Accounts.Buyer1).Post($"{Purchases}/batch", new { items })).Expect(HttpStatusCode.OK)[
            "items"
        ]!.AsArray();

        Assert.Equal(Enumerable.Range(0, 1_000), results.Select(result => result!["index"]!.GetValue<int>()));
        var refused = results
            .Where(result => result!["status"]!.GetValue<int>() != 201)
            .ToDictionary(result => result!["index"]!.GetValue<int>());
        Assert.Equal([7, 500, 600, 700], refused.Keys.Order());
        Assert.Equal("request.malformed", refused[7]!["code"]!.GetValue<string>());
        Assert.NotNull(refused[7]!["problem"]!["errors"]!["$.items[7].amountTwd"]);
        Assert.Equal(
            (409, "rewards.duplicate-voucher"),
            (refused[500]!["status"]!.GetValue<int>(), refused[500]!["code"]!.GetValue<string>())
        );
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
        (await rewards.As(Accounts.Buyer1).Post($"{Purchases}/batch", new { items = Array.Empty<int>() })).Expect(
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task A_repeated_declaration_with_its_idempotency_key_is_answered_alike_and_kept_once()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var body = rewards.Declaration(buyer, supplier.Ubn!);
        var first = (await rewards.As(Accounts.Buyer1).Post(Purchases, body, ("Idempotency-Key", "declare-once"))).Expect(
            HttpStatusCode.Created
        );
        var again = (await rewards.As(Accounts.Buyer1).Post(Purchases, body, ("Idempotency-Key", "declare-once"))).Expect(
            HttpStatusCode.Created
        );
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(1, await CountAsync(buyer));
    }

    [Fact]
    public async Task Of_many_purchases_of_different_buyers_from_different_suppliers_with_one_evidence_at_once_exactly_one_is_kept()
    {
        var buyers = new[] { await rewards.BuyerAsync(), await rewards.BuyerAsync(Accounts.Buyer2) };
        var hash = NewHash();
        var bodies = new List<Dictionary<string, object?>>();
        for (var i = 0; i < 8; i++)
        {
            bodies.Add(WithEvidence(rewards.Declaration(buyers[i % 2], (await rewards.SupplierAsync()).Ubn!), hash));
        }

        var replies = await Task.WhenAll(
            bodies.Select((body, n) => rewards.As(n % 2 == 0 ? Accounts.Buyer1 : Accounts.Buyer2).Post(Purchases, body))
        );

        Assert.Single(replies, reply => reply.Status == HttpStatusCode.Created);
        Assert.All(replies.Where(reply => reply.Status != HttpStatusCode.Created), reply =>
            reply.Expect(409, "rewards.duplicate-evidence")
        );
    }

    [Fact]
    public async Task Of_batches_of_different_buyers_and_suppliers_with_common_evidence_at_once_each_piece_is_kept_exactly_once()
    {
        var buyers = new[] { await rewards.BuyerAsync(), await rewards.BuyerAsync(Accounts.Buyer2) };
        string[] hashes = [.. Enumerable.Range(0, 30).Select(_ => NewHash())];
        var batches = new List<Dictionary<string, object?>[]>();
        for (var i = 0; i < 6; i++)
        {
            var supplier = await rewards.SupplierAsync();
            // Every other one the other way round: they would meet crosswise.
            batches.Add([
                .. (i % 2 == 0 ? hashes : hashes.Reverse()).Select(hash =>
                    WithEvidence(rewards.Declaration(buyers[i % 2], supplier.Ubn!), hash)
                ),
            ]);
        }

        var replies = await Task.WhenAll(
            batches.Select(
                (items, n) => rewards.As(n % 2 == 0 ? Accounts.Buyer1 : Accounts.Buyer2).Post($"{Purchases}/batch", new { items })
            )
        );

        var results = replies
            .SelectMany(
                (reply, n) =>
                    reply.Expect(HttpStatusCode.OK)["items"]!
                        .AsArray()
                        .Select(
                            (result, i) =>
                                (
                                    Hash: n % 2 == 0 ? i : hashes.Length - 1 - i,
                                    Status: result!["status"]!.GetValue<int>(),
                                    Code: result["code"]?.GetValue<string>()
                                )
                        )
            )
            .ToArray();
        Assert.Equal(hashes.Length, results.Count(result => result.Status == 201));
        Assert.All(results.GroupBy(result => result.Hash), group => Assert.Single(group, result => result.Status == 201));
        Assert.All(results.Where(result => result.Status != 201), result =>
            Assert.Equal((409, "rewards.duplicate-evidence"), (result.Status, result.Code))
        );
        Assert.Equal(hashes.Length, await CountAsync(buyers[0]) + await CountAsync(buyers[1]));
    }

    private static string NewHash() => Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    private static Dictionary<string, object?> WithEvidence(Dictionary<string, object?> body, string hash)
    {
        body["evidence"] = new[] { new { name = "invoice.pdf", sha256 = hash } };
        return body;
    }

    private async Task<int> CountAsync(Guid buyer)
    {
        var (count, cursor) = (0, "");
        do
        {
            var page = await rewards.As(Accounts.RewardReviewer).Get($"{Purchases}?buyerId={buyer}&limit=200{cursor}");
            count += page["items"]!.AsArray().Count;
            cursor = page["nextCursor"] is { } next ? $"&cursor={next.GetValue<string>()}" : null;
        } while (cursor is not null);
        return count;
    }
}

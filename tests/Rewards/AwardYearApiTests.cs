using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Rewards.V1;
using Platform.Harness;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Standings;

namespace Platform.Rewards.Tests;

/// <summary>One award year from rules to restatement; each test has its own service, because a year is closed once.</summary>
public sealed class AwardYearApiTests : IAsyncLifetime
{
    private const string Year2020 = RewardsService.Api + "/years/2020";

    private static readonly DateOnly In2020 = new(2020, 6, 30);

    private readonly RewardsService rewards = new();

    public ValueTask InitializeAsync() => rewards.InitializeAsync();

    public ValueTask DisposeAsync() => rewards.DisposeAsync();

    [Fact]
    public async Task Standings_are_live_explained_and_name_what_was_excluded()
    {
        var supplier = await rewards.SupplierAsync();
        var (first, second) = (await rewards.BuyerAsync(), await rewards.BuyerAsync(Accounts.Buyer2));
        var purchase = await rewards.AcceptedAsync(first, supplier, 1_200_000, In2020);
        var reversed = await rewards.AcceptedAsync(first, supplier, 4_000_000, In2020);
        await rewards.AcceptedAsync(second, supplier, 600_000, In2020, account: Accounts.Buyer2);
        await rewards.DeclareAsync(second, supplier, 9_000_000, In2020, account: Accounts.Buyer2);
        await rewards.ReverseAsync(reversed);

        var standings = (await rewards.Anonymous.Get($"{Year2020}/standings")).Expect(HttpStatusCode.OK);

        var lines = standings["items"]!.AsArray();
        Assert.Equal(
            [(1, first, 1_200_000, 1, 2000, "tier1m"), (2, second, 600_000, 1, 1000, "tier500k")],
            lines.Select(line =>
                (
                    line!["rank"]!.GetValue<int>(),
                    line["buyerId"]!.GetValue<Guid>(),
                    line["totalTwd"]!.GetValue<int>(),
                    line["suppliers"]!.GetValue<int>(),
                    line["score"]!.GetValue<int>(),
                    line["award"]!["code"]!.GetValue<string>()
                )
            )
        );
        Assert.Equal("大方公司", lines[0]!["name"]!["zh"]!.GetValue<string>());
        var explanation = lines[0]!["explanation"]!;
        Assert.Equal((1, 1), (explanation["purchasesCounted"]!.GetValue<int>(), explanation["ruleVersion"]!.GetValue<int>()));
        Assert.Equal("tiers", explanation["points"]![0]!["rule"]!.GetValue<string>());
        Assert.Equal(
            ("reversed.refund", 4_000_000),
            (explanation["excluded"]![0]!["reason"]!.GetValue<string>(), explanation["excluded"]![0]!["amountTwd"]!.GetValue<int>())
        );
        var detail = await rewards.Anonymous.Get($"{Year2020}/standings/{first}");
        Assert.Equal([purchase], detail["purchases"]!.AsArray().Select(id => id!.GetValue<Guid>()));
        (await rewards.Anonymous.Get($"{RewardsService.Api}/years/2019/standings")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_cursor_goes_on_in_the_version_where_it_began_whatever_is_accepted_meanwhile()
    {
        var supplier = await rewards.SupplierAsync();
        var buyers = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            buyers.Add(await rewards.BuyerAsync());
            await rewards.AcceptedAsync(buyers[i], supplier, 1_000_000 - i, In2020);
        }
        var first = await rewards.Anonymous.Get($"{Year2020}/standings?limit=2");

        await rewards.AcceptedAsync(buyers[4], supplier, 9_000_000, In2020);
        await rewards.RestartAsync();

        var seen = Ids(first);
        for (var cursor = first["nextCursor"]; cursor is not null; )
        {
            var page = (await rewards.Anonymous.Get($"{Year2020}/standings?limit=2&cursor={cursor.GetValue<string>()}")).Expect(
                HttpStatusCode.OK
            );
            Assert.Equal(first["version"]!.GetValue<long>(), page["version"]!.GetValue<long>());
            seen = [.. seen, .. Ids(page)];
            cursor = page["nextCursor"];
        }
        Assert.Equal(buyers, seen);
        Assert.Equal(buyers[4], Ids(await rewards.Anonymous.Get($"{Year2020}/standings"))[0]);
        (await rewards.Anonymous.Get($"{Year2020}/standings?cursor=nonsense")).Expect(400, "request.cursor-invalid");
    }

    [Fact]
    public async Task The_tallies_kept_one_purchase_at_a_time_equal_a_recomputation_from_nothing()
    {
        var suppliers = new[] { await rewards.SupplierAsync(), await rewards.SupplierAsync(), await rewards.SupplierAsync() };
        var buyers = new[] { await rewards.BuyerAsync(), await rewards.BuyerAsync(isSme: true) };
        var random = new Random(7);
        for (var i = 0; i < 30; i++)
        {
            var id = await rewards.AcceptedAsync(
                buyers[random.Next(2)],
                suppliers[random.Next(3)],
                random.Next(1, 900_000),
                new DateOnly(2025, 5, 1),
                random.Next(4) == 0 ? "startup" : "social"
            );
            if (random.Next(3) == 0)
            {
                await rewards.ReverseAsync(id);
            }
        }

        await rewards.InScopeAsync<RewardsDbContext, bool>(async db =>
        {
            var book = new TallyBook();
            foreach (var row in await db.Purchases.AsNoTracking().ToListAsync())
            {
                var counted = new CountedPurchase(
                    row.Id,
                    row.BuyerId,
                    row.SupplierUbn,
                    row.AmountTwd,
                    row.PurchasedOn,
                    row.VoucherNo,
                    row.Series
                );
                if (row.Status is PurchaseStatus.Accepted)
                {
                    book.Add(counted);
                }
                else
                {
                    book.Exclude(counted, row.Status, row.LastStep.ReasonCode!.Value);
                }
            }
            var rows = await db.Tallies.AsNoTracking().Where(row => row.UntilVersion == TallyRow.Open).ToListAsync();
            Assert.NotEmpty(rows);
            Assert.All(rows, row => Assert.Equal(Domain.Samples.Bits(book.Of(row.BuyerId, row.Series)), Domain.Samples.Bits(row.Tally)));
            return true;
        });
    }

    [Fact]
    public async Task Closing_grants_awards_that_anybody_can_verify_and_that_a_changed_purchase_gives_away()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var purchase = await rewards.AcceptedAsync(buyer, supplier, 5_000_000, In2020);
        var reviewer = rewards.As(Accounts.RewardReviewer);

        var closed = (
            await reviewer.Post(
                $"{Year2020}/close",
                new
                {
                    specialAwards = new[]
                    {
                        new
                        {
                            code = "special",
                            buyerId = buyer,
                            citation = new { zh = "深耕部落廚房", en = "For its village kitchen" },
                        },
                    },
                }
            )
        ).Expect(HttpStatusCode.OK);

        Assert.Equal((1, 1), (closed["version"]!.GetValue<int>(), closed["purchases"]!.GetValue<int>()));
        Assert.Equal(["tier5m", "special"], closed["awards"]!.AsArray().Select(award => award!["code"]!.GetValue<string>()));
        var awards = await AwardsAsync();
        Assert.Equal(["BP-2020-0001", "BP-2020-0002"], awards.Select(award => award["awardNo"]!.GetValue<string>()));
        var id = awards[0]!["id"]!.GetValue<Guid>();
        Assert.Equal(closed["hash"]!.GetValue<string>(), (await rewards.PublishedAsync<YearClosed>()).Hash);
        Assert.Equal(5_000_000, (await rewards.PublishedAsync<AwardGranted>(content => content.Award.AwardId == id)).Award.TotalTwd);

        var award = (await rewards.Anonymous.Get($"{RewardsService.Api}/awards/{id}")).Expect(HttpStatusCode.OK);
        var verified = (await rewards.Anonymous.Get($"{RewardsService.Api}/awards/{id}/verify")).Expect(HttpStatusCode.OK);
        Assert.True(verified["valid"]!.GetValue<bool>());
        Assert.Equal(award["hash"]!.GetValue<string>(), verified["recomputedHash"]!.GetValue<string>());

        await rewards.InScopeAsync<RewardsDbContext, int>(db =>
            db.Purchases.Where(row => row.Id == purchase).ExecuteUpdateAsync(set => set.SetProperty(row => row.AmountTwd, 5_000_001))
        );
        Assert.False((await rewards.Anonymous.Get($"{RewardsService.Api}/awards/{id}/verify"))["valid"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_closed_year_takes_no_purchase_no_rules_and_no_second_closing()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        await rewards.AcceptedAsync(buyer, supplier, 500_000, In2020);
        var reviewer = rewards.As(Accounts.RewardReviewer);
        (await reviewer.Post($"{Year2020}/restate", new { reason = "x" })).Expect(409, "rewards.year-not-closed");
        var rules = await rewards.Anonymous.Get($"{Year2020}/rules");
        (await reviewer.Post($"{Year2020}/close")).Expect(HttpStatusCode.OK);

        (await reviewer.Post($"{Year2020}/close")).Expect(409, "rewards.year-closed");
        (await reviewer.Put($"{Year2020}/rules", rules.Json, rules.ETag)).Expect(409, "rewards.year-closed");
        (
            await rewards
                .As(Accounts.Buyer1)
                .Post($"{RewardsService.Api}/purchases", rewards.Declaration(buyer, supplier.Ubn!, on: In2020))
        ).Expect(409, "rewards.year-closed");
        (await reviewer.Post($"{Year2020}/restate", new { })).Expect(400, "rewards.reason-missing");
        (await reviewer.Post($"{Year2020}/restate", new { reason = "x" })).Expect(409, "rewards.nothing-to-restate");
        (await reviewer.Post($"{RewardsService.Api}/years/2019/close")).Expect(422, "rewards.no-rules");
        (await rewards.As(Accounts.Buyer1).Post($"{Year2020}/close")).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_reversal_after_closing_changes_nothing_until_a_restatement_names_every_award_that_changed()
    {
        var supplier = await rewards.SupplierAsync();
        var (first, second) = (await rewards.BuyerAsync(), await rewards.BuyerAsync(Accounts.Buyer2));
        var late = await rewards.AcceptedAsync(first, supplier, 5_000_000, In2020);
        await rewards.AcceptedAsync(first, supplier, 700_000, In2020);
        await rewards.AcceptedAsync(second, supplier, 1_000_000, In2020, account: Accounts.Buyer2);
        var reviewer = rewards.As(Accounts.RewardReviewer);
        var closed = (await reviewer.Post($"{Year2020}/close")).Expect(HttpStatusCode.OK);
        var before = await rewards.Anonymous.Get($"{Year2020}/standings");

        await rewards.ReverseAsync(late);
        Assert.Equal(before.Text, (await rewards.Anonymous.Get($"{Year2020}/standings")).Text);
        var restated = (await reviewer.Post($"{Year2020}/restate", new { reason = "稽核發現退貨" })).Expect(HttpStatusCode.OK);

        // Buyer 1 falls from 5,700,000 to 700,000: the first tier is withdrawn, the third granted; buyer 2 keeps its award and moves up.
        Assert.Equal(
            [("granted", "tier500k"), ("changed", "tier1m"), ("withdrawn", "tier5m")],
            restated["changes"]!
                .AsArray()
                .Select(change =>
                    (change!["change"]!.GetValue<string>(), (change["after"] ?? change["before"])!["code"]!.GetValue<string>())
                )
                .OrderBy(change =>
                    change.Item2 switch
                    {
                        "tier500k" => 0,
                        "tier1m" => 1,
                        _ => 2,
                    }
                )
        );
        Assert.Equal(closed["hash"]!.GetValue<string>(), restated["previousHash"]!.GetValue<string>());
        Assert.Equal(second, Ids(await rewards.Anonymous.Get($"{Year2020}/standings"))[0]);
        var @event = await rewards.PublishedAsync<AwardsRestated>();
        Assert.Equal((2, "稽核發現退貨", 3), (@event.Version, @event.Reason, @event.Changes.Count));

        var awards = await AwardsAsync();
        Assert.Equal(["withdrawn", "granted", "granted"], awards.Select(award => award["state"]!.GetValue<string>()));
        Assert.Equal([2, 2, 1], awards.Select(award => award["history"]!.AsArray().Count));
        foreach (var award in awards)
        {
            Assert.True((await rewards.Anonymous.Get($"{RewardsService.Api}/awards/{award["id"]}/verify"))["valid"]!.GetValue<bool>());
        }

        Assert.Equal(2, (await rewards.Anonymous.Get($"{Year2020}/results"))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Rules_whose_shape_is_not_said_are_malformed_and_change_nothing()
    {
        var path = $"{RewardsService.Api}/years/2024/rules";
        var before = await rewards.Anonymous.Get(path);
        var rules = before.Json!;
        rules["social"]!.AsObject().Remove("shape");
        var refused = (await rewards.As(Accounts.RewardReviewer).Put(path, rules, before.ETag)).Expect(400, "request.malformed");
        Assert.Contains("$.social", refused["errors"]!.AsObject().Select(error => error.Key));
        Assert.Equal(before.ETag, (await rewards.Anonymous.Get(path)).ETag);
    }

    [Fact]
    public async Task Rules_are_replaced_under_their_etag_and_every_violation_is_named()
    {
        var reviewer = rewards.As(Accounts.RewardReviewer);
        var path = $"{RewardsService.Api}/years/2025/rules";
        var rules = (await rewards.Anonymous.Get(path)).Expect(HttpStatusCode.OK);
        Assert.Equal(("compositeScore", "\"1\""), (rules["social"]!["shape"]!.GetValue<string>(), rules.ETag));

        rules.Json!["social"]!["smeBonus"] = 7_000;
        (await reviewer.Call(HttpMethod.Put, path, rules.Json)).Expect(428, "request.if-match-missing");
        var replaced = (await reviewer.Put(path, rules.Json, rules.ETag)).Expect(HttpStatusCode.OK);
        Assert.Equal((2, 7_000), (replaced["version"]!.GetValue<int>(), replaced["social"]!["smeBonus"]!.GetValue<int>()));
        (await reviewer.Put(path, rules.Json, rules.ETag)).Expect(412, "request.stale");
        Assert.Equal(5_000, (await rewards.Anonymous.Get($"{path}?version=1"))["social"]!["smeBonus"]!.GetValue<int>());

        rules.Json["social"]!["amountWeight"] = -1;
        rules.Json["social"]!["amountBands"]![1]!["from"] = 99_000_000;
        rules.Json["startup"]!["awards"]![0]!["places"] = 0;
        var refused = (await reviewer.Put(path, rules.Json, replaced.ETag)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(
            ["$.social.amountBands[1].from", "$.social.amountWeight", "$.startup.awards[0].places"],
            refused["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal)
        );
        var unknown = JsonNode.Parse(rules.Text)!;
        unknown["social"]!["shape"] = "lottery";
        (await reviewer.Put(path, unknown, replaced.ETag)).Expect(HttpStatusCode.BadRequest);
        (await rewards.As(Accounts.Buyer1).Put(path, rules.Json, replaced.ETag)).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_year_without_rules_gets_its_first_ones_and_takes_purchases_from_then_on()
    {
        var reviewer = rewards.As(Accounts.RewardReviewer);
        var path = $"{RewardsService.Api}/years/2023/rules";
        (await rewards.Anonymous.Get(path)).Expect(HttpStatusCode.NotFound);
        var rules = (await rewards.Anonymous.Get($"{RewardsService.Api}/years/2024/rules")).Json!;
        (await reviewer.Put(path, rules, "\"0\"")).Expect(400, "rewards.rules-year");
        (rules["year"], rules["effectiveFrom"], rules["effectiveTo"]) = (2023, "2023-02-01", "2023-12-31");
        (await reviewer.Put(path, rules, "\"0\"")).Expect(HttpStatusCode.OK);

        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        await rewards.AcceptedAsync(buyer, supplier, 10_000, new DateOnly(2023, 2, 1));
        (
            await rewards
                .As(Accounts.Buyer1)
                .Post($"{RewardsService.Api}/purchases", rewards.Declaration(buyer, supplier.Ubn!, on: new DateOnly(2023, 1, 31)))
        ).Expect(422, "rewards.out-of-period");
    }

    /// <summary>By number: ids made within one millisecond have no order of their own.</summary>
    private async Task<JsonNode[]> AwardsAsync() =>
        [
            .. (await rewards.Anonymous.Get($"{RewardsService.Api}/awards?year=2020"))["items"]!
                .AsArray()
                .Select(award => award!)
                .OrderBy(award => award["awardNo"]!.GetValue<string>(), StringComparer.Ordinal),
        ];

    private static Guid[] Ids(Reply page) => [.. page["items"]!.AsArray().Select(line => line!["buyerId"]!.GetValue<Guid>())];
}

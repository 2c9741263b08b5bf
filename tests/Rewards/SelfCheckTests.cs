using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Rewards.V1;
using Platform.Harness;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;

namespace Platform.Rewards.Tests;

/// <summary>The nightly self-check; each test has its own service, because it moves the clock.</summary>
public sealed class SelfCheckTests : IAsyncLifetime
{
    private const string Year = RewardsService.Api + "/years/2020";

    private static readonly DateOnly In2020 = new(2020, 6, 30);

    private readonly RewardsService rewards = new();

    public ValueTask InitializeAsync() => rewards.InitializeAsync();

    public ValueTask DisposeAsync() => rewards.DisposeAsync();

    [Fact]
    public async Task A_night_finds_nothing_where_nothing_was_touched_and_checks_a_year_once()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        await rewards.AcceptedAsync(buyer, supplier, 5_000_000, In2020);
        await rewards.ReverseAsync(await rewards.AcceptedAsync(buyer, supplier, 1_000, In2020));

        NextNight();
        var first = await LastCheckAsync(check => Number(check, "purchases") == 1);
        rewards.Clock.MoveTo(rewards.Clock.Offset + TimeSpan.FromMinutes(1));
        NextNight();
        var second = await LastCheckAsync(check => Text(check, "night") != Text(first, "night"));

        Assert.Equal((0, 0), (Number(first, "differences"), Number(second, "differences")));
        Assert.Equal((0, 0), (Number(first, "repaired"), Number(second, "repaired")));
        var nights = (await ChecksAsync()).Select(check => Text(check, "night")).ToArray();
        Assert.Equal(nights.Distinct(), nights);
        var suppliers = await LastCheckAsync(check => Text(check, "night") == Text(second, "night"), year: null);
        Assert.Equal((1, 0, 0), (Number(suppliers, "purchases"), Number(suppliers, "differences"), Number(suppliers, "repaired")));
    }

    [Fact]
    public async Task Totals_of_suppliers_that_were_kept_wrong_are_set_right_before_the_next_event_carries_them()
    {
        var (wrong, missing, invented) = (await rewards.SupplierAsync(), await rewards.SupplierAsync(), await rewards.SupplierAsync());
        var buyer = await rewards.BuyerAsync();
        foreach (var supplier in new[] { wrong, missing })
        {
            await rewards.AcceptedAsync(buyer, supplier, 600_000, In2020);
        }

        await rewards.InScopeAsync<RewardsDbContext, int>(async db =>
        {
            await db
                .SupplierTotals.Where(row => row.SupplierId == wrong.OrganisationId)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.DistinctBuyers, 3));
            await db.SupplierTotals.Where(row => row.SupplierId == missing.OrganisationId).ExecuteDeleteAsync();
            db.SupplierTotals.Add(
                new()
                {
                    SupplierId = invented.OrganisationId,
                    Series = Series.Startup,
                    AmountTwd = 5,
                    Purchases = 1,
                    DistinctBuyers = 1,
                }
            );
            return await db.SaveChangesAsync();
        });

        NextNight();

        var check = await LastCheckAsync(found => Number(found, "differences") > 0, year: null);
        Assert.Equal((2, 3, 3), (Number(check, "purchases"), Number(check, "differences"), Number(check, "repaired")));
        foreach (var (supplier, amount, count) in new[] { (wrong, 600_000, 1), (missing, 600_000, 1), (invented, 0, 0) })
        {
            var declared = await rewards.DeclareAsync(buyer, supplier, 1, In2020);
            var totals = (
                await rewards.PublishedAsync<PurchaseDeclared>(content => content.Purchase.PurchaseId == declared.Id)
            ).SupplierTotals;
            Assert.Equal((amount, count, count), (totals.Social.AmountTwd, totals.Social.Purchases, totals.Social.DistinctBuyers));
            Assert.Equal(0, totals.Startup.AmountTwd);
        }
    }

    [Fact]
    public async Task Planted_differences_are_found_and_repaired_under_a_new_version()
    {
        var (supplier, other, buyer) = (await rewards.SupplierAsync(), await rewards.SupplierAsync(), await rewards.BuyerAsync());
        await rewards.AcceptedAsync(buyer, supplier, 600_000, In2020);
        await rewards.ReverseAsync(await rewards.AcceptedAsync(buyer, supplier, 1_000, In2020));
        await rewards.AcceptedAsync(buyer, other, 300_000, In2020);
        await rewards.InScopeAsync<RewardsDbContext, bool>(async db =>
        {
            await db.Tallies.ExecuteUpdateAsync(set => set.SetProperty(row => row.TotalTwd, row => row.TotalTwd + 1));
            await db
                .SupplierCounts.Where(row => row.SupplierUbn == other.Ubn)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Purchases, 7));
            await db.SupplierCounts.Where(row => row.SupplierUbn == supplier.Ubn).ExecuteDeleteAsync();
            return true;
        });
        var wrong = await rewards.Anonymous.Get($"{Year}/standings");

        NextNight();

        var check = await LastCheckAsync(found => Number(found, "differences") > 0);
        Assert.Equal((3, 3), (Number(check, "differences"), Number(check, "repaired")));
        var standings = await rewards.Anonymous.Get($"{Year}/standings");
        Assert.Equal((900_001, 900_000), (Number(wrong["items"]![0]!, "totalTwd"), Number(standings["items"]![0]!, "totalTwd")));
        Assert.True(standings["version"]!.GetValue<long>() > wrong["version"]!.GetValue<long>());
        await rewards.AcceptedAsync(buyer, supplier, 50_000, In2020);
        var line = (await rewards.Anonymous.Get($"{Year}/standings"))["items"]![0]!;
        Assert.Equal((950_000, 2), (Number(line, "totalTwd"), Number(line, "suppliers")));
    }

    [Fact]
    public async Task A_closed_result_that_does_not_come_out_again_is_shown_and_stays_as_it_is()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var purchase = await rewards.AcceptedAsync(buyer, supplier, 5_000_000, In2020);
        (await rewards.As(Accounts.RewardReviewer).Post($"{Year}/close", new { })).Expect(HttpStatusCode.OK);
        var closed = await rewards.Anonymous.Get($"{Year}/results");
        await rewards.InScopeAsync<RewardsDbContext, int>(db =>
            db.Purchases.Where(row => row.Id == purchase).ExecuteUpdateAsync(set => set.SetProperty(row => row.VoucherNo, "ZZ99999999"))
        );

        NextNight();

        var check = await LastCheckAsync(found => Number(found, "differences") > 0);
        Assert.Equal((1, 0), (Number(check, "differences"), Number(check, "repaired")));
        Assert.Equal(closed["items"]!.ToJsonString(), (await rewards.Anonymous.Get($"{Year}/results"))["items"]!.ToJsonString());
    }

    /// <summary>The next night begins.</summary>
    private void NextNight() => rewards.Clock.MoveTo(rewards.Clock.Offset + TimeSpan.FromDays(1));

    /// <summary>Those of 2020, or without a year those of the suppliers' totals; the last night first.</summary>
    private async Task<JsonNode[]> ChecksAsync(int? year = 2020) =>
        [
            .. (await rewards.As(Accounts.RewardReviewer).Get($"{RewardsService.Api}/self-checks")).Expect(HttpStatusCode.OK)["items"]!
                .AsArray()
                .Where(check => check!["year"]?.GetValue<int>() == year)
                .Select(check => check!),
        ];

    private async Task<JsonNode> LastCheckAsync(Func<JsonNode, bool> fits, int? year = 2020)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if ((await ChecksAsync(year)).FirstOrDefault() is { } last && fits(last))
            {
                return last;
            }

            await Task.Delay(100);
        }
        throw new TimeoutException("No such self-check was made.");
    }

    private static int Number(JsonNode node, string member) => node[member]!.GetValue<int>();

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}

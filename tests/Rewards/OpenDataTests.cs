using System.Net;
using System.Text.Json.Nodes;
using Platform.Contracts;
using Platform.Harness;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Features.Awards;

namespace Platform.Rewards.Tests;

public sealed class OpenDataTests : IAsyncLifetime
{
    private readonly RewardsService rewards = new();

    public ValueTask InitializeAsync() => rewards.InitializeAsync();

    public ValueTask DisposeAsync() => rewards.DisposeAsync();

    [Fact]
    public async Task Totals_keep_the_two_series_apart_and_measure_progress_towards_the_target_by_the_social_one()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        await rewards.AcceptedAsync(buyer, supplier, 50_000_000, new DateOnly(2025, 5, 1));
        await rewards.AcceptedAsync(buyer, supplier, 7_000_000, new DateOnly(2025, 5, 1), "startup");
        await rewards.AcceptedAsync(buyer, supplier, 1_000_000, new DateOnly(2020, 5, 1));
        await rewards.ReverseAsync(await rewards.AcceptedAsync(buyer, supplier, 99_000, new DateOnly(2025, 5, 1)));

        var totals = (await rewards.Anonymous.Get($"{RewardsService.Api}/totals")).Expect(HttpStatusCode.OK);

        (long, int, long, int) Figures(JsonNode? node) =>
            (
                node!["social"]!["amountTwd"]!.GetValue<long>(),
                node["social"]!["purchases"]!.GetValue<int>(),
                node["startup"]!["amountTwd"]!.GetValue<long>(),
                node["startup"]!["purchases"]!.GetValue<int>()
            );
        Assert.Equal((51_000_000, 2, 7_000_000, 1), Figures(totals.Json));
        Assert.Equal([2020, 2025], totals["years"]!.AsArray().Select(year => year!["year"]!.GetValue<int>()));
        Assert.Equal((50_000_000, 1, 7_000_000, 1), Figures(totals["years"]![1]));
        // 2020 lies outside the target's period: 50,000,000 of 200,000,000.
        Assert.Equal(
            (50_000_000, 250),
            (totals["target"]!["reachedTwd"]!.GetValue<long>(), totals["target"]!["progress"]!.GetValue<int>())
        );
        Assert.Equal(["03", "11"], totals["bySdg"]!.AsArray().Select(group => group!["key"]!.GetValue<string>()));
        Assert.Equal(
            ["supplyChain", "花蓮縣", "company"],
            new[] { "byCooperation", "byCounty", "byBuyerKind" }.Select(name => totals[name]![0]!["key"]!.GetValue<string>())
        );
        Assert.All(["byCooperation", "byCounty", "bySdg", "byBuyerKind"], name =>
            Assert.All(totals[name]!.AsArray(), group => Assert.Equal((51_000_000, 2, 7_000_000, 1), Figures(group)))
        );
    }

    [Fact]
    public async Task The_ocid_prefix_is_the_publishers_own()
    {
        await using var publisher = new RewardsService { More = [new("Rewards:OcidPrefix", "ocds-tw0001")] };
        await publisher.InitializeAsync();
        var purchase = await publisher.AcceptedAsync(
            await publisher.BuyerAsync(),
            await publisher.SupplierAsync(),
            120_000,
            new DateOnly(2025, 5, 1)
        );
        var package = (await publisher.Anonymous.Get($"{RewardsService.Api}/ocds/releases?year=2025")).Expect(HttpStatusCode.OK);
        Assert.Equal([$"ocds-tw0001-{purchase}"], package["releases"]!.AsArray().Select(release => release!["ocid"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_release_package_has_what_ocds_1_1_requires_and_its_references_hold()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var purchase = await rewards.AcceptedAsync(buyer, supplier, 120_000, new DateOnly(2025, 5, 1));
        var reversed = await rewards.AcceptedAsync(buyer, supplier, 99_000, new DateOnly(2025, 5, 2));
        await rewards.ReverseAsync(reversed);
        await rewards.DeclareAsync(buyer, supplier, 5, new DateOnly(2025, 5, 2));
        await rewards.AcceptedAsync(buyer, supplier, 5, new DateOnly(2024, 5, 2));

        var package = (await rewards.Anonymous.Get($"{RewardsService.Api}/ocds/releases?year=2025")).Expect(HttpStatusCode.OK);

        Assert.Equal("1.1", package["version"]!.GetValue<string>());
        Assert.All(["uri", "publishedDate", "publisher", "releases"], member => Assert.NotNull(package[member]));
        var releases = package["releases"]!.AsArray().Select(release => release!).ToArray();
        Assert.Equal(
            [$"ocds-000000-{purchase}", $"ocds-000000-{reversed}", $"ocds-000000-{reversed}"],
            releases.Select(release => release["ocid"]!.GetValue<string>())
        );
        Assert.Equal(3, releases.Select(release => release["id"]!.GetValue<string>()).Distinct().Count());
        Assert.Equal(["award", "contract", "implementation"], releases[0]["tag"]!.AsArray().Select(tag => tag!.GetValue<string>()));
        Assert.Equal(["awardCancellation", "contractTermination"], releases[2]["tag"]!.AsArray().Select(tag => tag!.GetValue<string>()));
        Assert.All(releases, release =>
        {
            Assert.Equal("tender", release["initiationType"]!.GetValue<string>());
            Assert.True(DateTimeOffset.TryParse(release["date"]!.GetValue<string>(), out _));
            var parties = release["parties"]!.AsArray().ToDictionary(party => party!["id"]!.GetValue<string>(), party => party!);
            var award = Assert.Single(release["awards"]!.AsArray())!;
            var contract = Assert.Single(release["contracts"]!.AsArray())!;
            Assert.Equal(award["id"]!.GetValue<string>(), contract["awardID"]!.GetValue<string>());
            var payment = Assert.Single(contract["implementation"]!["transactions"]!.AsArray())!;
            Assert.Contains(
                "buyer",
                parties[release["buyer"]!["id"]!.GetValue<string>()]["roles"]!.AsArray().Select(role => role!.GetValue<string>())
            );
            Assert.Contains(
                "supplier",
                parties[award["suppliers"]![0]!["id"]!.GetValue<string>()]["roles"]!.AsArray().Select(role => role!.GetValue<string>())
            );
            Assert.Contains(
                "payer",
                parties[payment["payer"]!["id"]!.GetValue<string>()]["roles"]!.AsArray().Select(role => role!.GetValue<string>())
            );
            Assert.All(parties.Values, party => Assert.Equal("TW-CR", party["identifier"]!["scheme"]!.GetValue<string>()));
            Assert.Equal("TWD", payment["value"]!["currency"]!.GetValue<string>());
        });
        Assert.Equal(
            ("active", "cancelled", "terminated"),
            (
                releases[1]["awards"]![0]!["status"]!.GetValue<string>(),
                releases[2]["awards"]![0]!["status"]!.GetValue<string>(),
                releases[2]["contracts"]![0]!["status"]!.GetValue<string>()
            )
        );
        (await rewards.Anonymous.Get($"{RewardsService.Api}/ocds/releases?year=2020")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_certificate_is_a_printable_page_in_both_languages()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        await rewards.AcceptedAsync(buyer, supplier, 5_000_000, new DateOnly(2020, 5, 1));
        var closed = (await rewards.As(Accounts.RewardReviewer).Post($"{RewardsService.Api}/years/2020/close")).Expect(HttpStatusCode.OK);
        var award = closed["awards"]![0]!;

        var page = (await rewards.Anonymous.Get($"{RewardsService.Api}/awards/{award["id"]}/certificate")).Expect(HttpStatusCode.OK);

        Assert.Equal("text/html", page.Message.Content.Headers.ContentType!.MediaType);
        Assert.All(
            [
                "大方公司",
                "Generous Ltd",
                "行政院",
                "BP-2020-0001",
                award["hash"]!.GetValue<string>(),
                $"/awards/{award["id"]}/verify",
                "size: A4",
                "@media print",
            ],
            expected => Assert.Contains(expected, page.Text, StringComparison.Ordinal)
        );
        foreach (var route in new[] { "", "/verify", "/certificate" })
        {
            (await rewards.Anonymous.Get($"{RewardsService.Api}/awards/{Guid.CreateVersion7()}{route}")).Expect(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public void A_name_that_looks_like_markup_stays_text_on_the_certificate()
    {
        var page = ShowCertificate.Page(
            new AwardRow
            {
                Id = Guid.Empty,
                Party = "p",
                AwardNo = "BP-2025-0001",
                Year = 2025,
                Series = Series.Startup,
                Code = "first",
                Name = new Bilingual { En = "A & B" },
                Presenter = new Bilingual { Zh = "經濟部" },
                BuyerId = Guid.Empty,
                BuyerName = new Bilingual { Zh = "<script>alert(1)</script>" },
                Versions = [new AwardVersion(1, AwardState.Withdrawn, 1, 1, 1, 1, "00", DateTimeOffset.UnixEpoch)],
            },
            "http://localhost/verify?a=1&b=2"
        );
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("A &amp; B", page, StringComparison.Ordinal);
        Assert.Contains("withdrawn by a restatement", page, StringComparison.Ordinal);
    }
}

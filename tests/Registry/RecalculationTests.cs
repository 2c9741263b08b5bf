using System.Net;
using System.Text.Json.Nodes;
using Platform.Contracts.Registry.V1;
using Platform.Contracts.Rewards.V1;
using Platform.Harness;
using static Platform.Registry.Tests.Registrations;

namespace Platform.Registry.Tests;

/// <summary>Status, light and tier follow the record and the calendar.</summary>
public sealed class RecalculationTests : IAsyncLifetime
{
    private readonly RegistryService registry = new();

    public ValueTask InitializeAsync() => registry.InitializeAsync();

    [Fact]
    public async Task Years_without_a_report_turn_the_light_yellow_and_red_with_a_reminder_and_a_report_turns_it_green()
    {
        var id = await registry.RegisterAsync(Accounts.Org1);
        Assert.Equal("green", await LightAsync(id));
        var year = registry.Today().Year;

        GoTo(new DateOnly(year + 1, 1, 2));
        await WaitForLightAsync(id, "yellow");
        Assert.Equal(
            "yellow",
            (await registry.PublishedAsync<OrganisationLightChanged>(content => content.Organisation.OrganisationId == id))
                .Organisation
                .Light
        );
        Assert.Contains((await registry.Anonymous.Get($"{Organisations}?light=yellow&limit=200"))["items"]!.AsArray(), item =>
            item!["id"]!.GetValue<Guid>() == id
        );
        GoTo(new DateOnly(year + 1, 3, 2));
        Assert.Equal(year, (await registry.PublishedAsync<ReportDue>(content => content.OrganisationId == id)).Year);
        GoTo(new DateOnly(year + 2, 1, 2));
        await WaitForLightAsync(id, "red");

        (await ReportAsync(id, year + 1)).Expect(HttpStatusCode.Created);
        Assert.Equal("green", await LightAsync(id));
        await Eventually.TrueAsync(
            () =>
                Task.FromResult(
                    registry
                        .Published.Where(published => published.Type == "registry.organisation-light-changed")
                        .Select(published => JsonNode.Parse(published.Body)!["organisation"]!["light"]!.GetValue<string>())
                        .SequenceEqual(["yellow", "red", "green"])
                ),
            "each change of the light is published, in order"
        );
        // One reminder a date, not one a look.
        GoTo(new DateOnly(year + 2, 1, 5));
        Assert.Single(registry.Published, published =>
            published.Type == "registry.report-due" && published.Subject == id.ToString() && published.Time.Month == 3
        );
    }

    [Fact]
    public async Task A_status_of_a_future_date_holds_from_that_date_on_also_after_a_time_out_of_service()
    {
        var id = await registry.RegisterAsync(Accounts.Org1);
        var ubn = (await registry.Anonymous.Get($"{Organisations}/{id}"))["ubn"]!.GetValue<string>();
        var day = registry.Today().AddDays(10);
        (
            await registry.As(Accounts.Registrar).Post($"{Organisations}/{id}/delist", new { reason = "未揭露", effectiveOn = day.Text() })
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("registered", (await registry.Anonymous.Get($"{Organisations}/{id}"))["status"]!.GetValue<string>());
        Assert.False(
            (await registry.Anonymous.Get($"{Organisations}/by-ubn/{ubn}/status?on={day.Text()}"))["registered"]!.GetValue<bool>()
        );
        (await registry.As(Accounts.Org2).Post("/api/registry/v1/applications", Samples.Application(ubn))).Expect(
            409,
            "registry.already-registered"
        );

        GoTo(day);
        await registry.RestartAsync();
        await Eventually.TrueAsync(
            async () => (await registry.Anonymous.Get($"{Organisations}/{id}"))["status"]!.GetValue<string>() == "delisted",
            "the delisting holds"
        );
        (await registry.As(Accounts.Org2).Post("/api/registry/v1/applications", Samples.Application(ubn))).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Reports_and_purchases_are_the_evidence_for_a_tier_which_says_so()
    {
        var id = await registry.RegisterAsync(Accounts.Org1);
        var year = registry.Today().Year;
        var none = await registry.Anonymous.Get($"{Organisations}/{id}");
        Assert.Null(none["tier"]);
        Assert.Equal("emerging", none["tierEvidence"]!["next"]!.GetValue<string>());

        (await ReportAsync(id, year)).Expect(HttpStatusCode.Created);
        Assert.Equal(
            "emerging",
            (await registry.PublishedAsync<OrganisationTierChanged>(content => content.Organisation.OrganisationId == id))
                .Organisation
                .Tier
        );
        (await ReportAsync(id, year - 1)).Expect(HttpStatusCode.Created);
        await PurchasedAsync(id, version: 1, amount: 499_999, buyers: 2);
        Assert.Equal("emerging", (await registry.Anonymous.Get($"{Organisations}/{id}"))["tier"]!.GetValue<string>());
        await PurchasedAsync(id, version: 3, amount: 500_000, buyers: 2);
        // What comes late is not counted again.
        await PurchasedAsync(id, version: 2, amount: 1, buyers: 1);
        var organisation = await registry.Anonymous.Get($"{Organisations}/{id}");
        Assert.Equal("established", organisation["tier"]!.GetValue<string>());
        var evidence = organisation["tierEvidence"]!;
        Assert.Equal("2026-1", evidence["ruleVersion"]!.GetValue<string>());
        Assert.Equal(
            ["reports 2 of 2", "purchasesTwd 500000 of 500000", "buyers 2 of 2"],
            evidence["evidence"]!.AsArray().Select(line => $"{line!["measure"]} {line["value"]} of {line["atLeast"]}")
        );
        Assert.Equal("exemplary", evidence["next"]!.GetValue<string>());
        Assert.Equal(
            "established",
            (await registry.Anonymous.Get($"{Organisations}/by-ubn/{organisation["ubn"]}/status"))["tier"]!.GetValue<string>()
        );
        Assert.Contains((await registry.Anonymous.Get("/api/registry/v1/tier-rules"))["items"]![0]!["tiers"]!.AsArray(), tier =>
            tier!["tier"]!.GetValue<string>() == "established"
        );

        (await registry.As(Accounts.Registrar).Post($"{Organisations}/{id}/suspend", new { reason = "查核中" })).Expect(HttpStatusCode.OK);
        Assert.Null((await registry.Anonymous.Get($"{Organisations}/{id}"))["tier"]);
    }

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    private void GoTo(DateOnly day) =>
        registry.Clock.MoveTo(
            registry.Clock.Offset + (Platform.Calendar.TaipeiTime.StartOfDay(day).AddHours(9) - registry.Clock.GetUtcNow())
        );

    private async Task<string> LightAsync(Guid id) => (await registry.Anonymous.Get($"{Organisations}/{id}"))["light"]!.GetValue<string>();

    private Task WaitForLightAsync(Guid id, string light) =>
        Eventually.TrueAsync(async () => await LightAsync(id) == light, $"the light is {light}");

    private Task<Reply> ReportAsync(Guid id, int year) =>
        registry
            .As(Accounts.Org1)
            .Post(
                $"{Organisations}/{id}/reports",
                new
                {
                    year,
                    summary = "做了很多",
                    beneficiaries = 1200,
                    jobs = 12,
                }
            );

    private async Task PurchasedAsync(Guid id, long version, long amount, int buyers)
    {
        var totals = new SupplierTotals
        {
            OrganisationId = id,
            SupplierUbn = "04595257",
            Version = version,
            Social = new()
            {
                AmountTwd = amount,
                Purchases = buyers,
                DistinctBuyers = buyers,
            },
            Startup = new()
            {
                AmountTwd = 90_000_000,
                Purchases = 9,
                DistinctBuyers = 9,
            },
        };
        var purchase = new PurchaseSnapshot
        {
            PurchaseId = Guid.CreateVersion7(),
            BuyerId = Guid.CreateVersion7(),
            BuyerName = new() { Zh = "大方公司" },
            BuyerParty = Accounts.Buyer1.Party,
            SupplierUbn = totals.SupplierUbn,
            SupplierOrganisationId = id,
            AmountTwd = 12_000,
            PurchasedOn = registry.Today(),
            Year = registry.Today().Year,
            VoucherNo = "AB12345678",
            Series = "social",
            Cooperation = "supplyChain",
            Description = "便當",
            Evidence = [],
            Status = "accepted",
            Flagged = false,
            DeclaredAt = registry.Clock.GetUtcNow(),
            StatusAt = registry.Clock.GetUtcNow(),
        };
        await registry.DeliverAsync(new PurchaseAccepted { Purchase = purchase, SupplierTotals = totals });
    }
}

using System.Net;
using Platform.Harness;
using static Platform.Registry.Tests.Registrations;

namespace Platform.Registry.Tests;

public sealed class StatisticsTests : IAsyncLifetime
{
    private readonly Counted registry = new();

    public ValueTask InitializeAsync() => registry.InitializeAsync();

    [Fact]
    public async Task They_count_what_is_registered_now_by_every_dimension()
    {
        await registry.ImportAsync(Samples.Ubn(), "2019-05-01");
        var mine = await registry.RegisterAsync(Accounts.Org1);
        var gone = await registry.RegisterAsync(Accounts.Org2);
        (await registry.As(Accounts.Org2).Post($"{Organisations}/{gone}/withdraw", new { reason = "解散" })).Expect(HttpStatusCode.OK);
        (
            await registry
                .As(Accounts.Org1)
                .Post($"{Organisations}/{mine}/reports", new { year = registry.Today().Year, summary = "做了很多" })
        ).Expect(HttpStatusCode.Created);

        var buyer = registry.As(Accounts.Buyer1);
        var pledge = new
        {
            ubn = Samples.Ubn(),
            name = new { zh = "大公司" },
            pledge = new { zh = "採購" },
            until = registry.Today().AddDays(1).Text(),
        };
        var partner = (await buyer.Post("/api/registry/v1/industry-partners", pledge)).Expect(HttpStatusCode.Created);
        (await buyer.Post($"/api/registry/v1/industry-partners/{partner.Id}/links", new { organisationId = mine })).Expect(
            HttpStatusCode.Created
        );

        var counts = (await registry.Anonymous.Get("/api/registry/v1/statistics")).Expect(HttpStatusCode.OK);
        Assert.Equal(2, counts["registered"]!.GetValue<int>());
        Assert.Equal(["花蓮縣 2"], Lines(counts, "byCounty"));
        Assert.Equal(["association 1", "company 1"], Lines(counts, "byLegalForm"));
        Assert.Equal(["ideation 1", "sustainableOperation 1"], Lines(counts, "byStage"));
        Assert.Equal(17, Lines(counts, "bySdg").Count());
        Assert.Contains("3 2", Lines(counts, "bySdg"));
        Assert.Contains("11 1", Lines(counts, "bySdg"));
        Assert.Contains("1 0", Lines(counts, "bySdg"));
        Assert.Equal(["2019 1", $"{registry.Today().Year} 1"], Lines(counts, "byYear"));
        Assert.Equal(["green 1", "red 1"], Lines(counts, "byLight"));
        Assert.Equal(["emerging 1", "none 1"], Lines(counts, "byTier"));
        Assert.Equal(["registered 2", "withdrawn 1"], Lines(counts, "byStatus"));
        Assert.Equal((1, 1), (counts["industryPartners"]!.GetValue<int>(), counts["partnerLinks"]!.GetValue<int>()));
        registry.Clock.MoveTo(registry.Clock.Offset + TimeSpan.FromDays(3));
        Assert.Equal(0, (await registry.Anonymous.Get("/api/registry/v1/statistics"))["industryPartners"]!.GetValue<int>());
    }

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    private static IEnumerable<string> Lines(Reply counts, string name) =>
        counts[name]!.AsArray().Select(count => $"{count!["value"]} {count["organisations"]}");

    private sealed class Counted : RegistryService
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Registry:Statistics:MaxAge", "00:00:00")];
    }
}

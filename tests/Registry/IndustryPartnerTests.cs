using System.Net;
using Platform.Harness;

namespace Platform.Registry.Tests;

public sealed class IndustryPartnerTests(RegistryService registry) : IClassFixture<RegistryService>
{
    private const string Partners = "/api/registry/v1/industry-partners";

    [Fact]
    public async Task A_company_pledges_links_organisations_and_everyone_sees_it()
    {
        var organisation = await registry.RegisterAsync(Accounts.Org1);
        var buyer = registry.As(Accounts.Buyer1);
        var partner = (await buyer.Post(Partners, Body())).Expect(HttpStatusCode.Created);
        var linked = (await buyer.Post($"{Partners}/{partner.Id}/links", new { organisationId = organisation })).Expect(
            HttpStatusCode.Created
        );
        Assert.Equal([organisation], linked["organisations"]!.AsArray().Select(item => item!.GetValue<Guid>()));
        Assert.NotEqual(partner.ETag, linked.ETag);
        (await registry.Anonymous.Get($"{Partners}/{partner.Id}", ("If-None-Match", partner.ETag))).Expect(HttpStatusCode.OK);
        (await registry.Anonymous.Get($"{Partners}/{partner.Id}", ("If-None-Match", linked.ETag))).Expect(HttpStatusCode.NotModified);
        (await buyer.Post($"{Partners}/{partner.Id}/links", new { organisationId = organisation })).Expect(409, "registry.link-exists");
        Assert.Contains((await registry.Anonymous.Get($"{Partners}?limit=200"))["items"]!.AsArray(), item =>
            item!["id"]!.GetValue<Guid>() == partner.Id
        );
        Assert.Equal("每年採購一百萬", (await registry.Anonymous.Get($"{Partners}/{partner.Id}"))["pledge"]!["zh"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var buyer = registry.As(Accounts.Buyer1);
        (await buyer.Post(Partners, Body(ubn: "10458571"))).Expect(422, "registry.ubn-invalid");
        (await buyer.Post(Partners, Body(until: "2020-01-01"))).Expect(422, "registry.pledge-over");
        (await registry.As(Accounts.Org1).Post(Partners, Body())).Expect(HttpStatusCode.Forbidden);
        var body = Body();
        var partner = (await buyer.Post(Partners, body)).Expect(HttpStatusCode.Created);
        (await registry.As(Accounts.Buyer2).Post(Partners, body)).Expect(409, "registry.industry-partner-exists");
        (await buyer.Post($"{Partners}/{partner.Id}/links", new { organisationId = Guid.CreateVersion7() })).Expect(
            422,
            "registry.organisation-not-registered"
        );
        (await registry.As(Accounts.Buyer2).Post($"{Partners}/{partner.Id}/links", new { organisationId = Guid.CreateVersion7() })).Expect(
            HttpStatusCode.NotFound
        );
    }

    private static object Body(string? ubn = null, string until = "2030-12-31") =>
        new
        {
            ubn = ubn ?? Samples.Ubn(),
            name = new { zh = "大公司" },
            pledge = new { zh = "每年採購一百萬" },
            until,
        };
}

using System.Net;
using System.Net.Http.Headers;
using Platform.Harness;

namespace Platform.Access.Tests;

/// <summary>Access and a Registry beside it, as two processes: what one issues the other checks by itself.</summary>
public sealed class IssuerTests
{
    private const string Applications = "/api/registry/v1/applications";

    [Fact]
    public async Task A_token_of_Access_counts_in_another_service_also_after_Access_has_gone()
    {
        await using var platform = new AccessAndRegistry();
        await platform.InitializeAsync();
        using var org = await platform.AsAsync(Accounts.Org1, "registry");
        var started = (await org.Post(Applications, Body)).Expect(HttpStatusCode.Created);
        using var other = await platform.AsAsync(Accounts.Org2, "registry");
        (await other.Get($"{Applications}/{started.Id}")).Expect(404, "request.not-found");

        using var reader = platform.Anonymous("registry");
        using var access = platform.Anonymous("access");
        var token = await AccessService.RequestTokenAsync(
            access,
            ("grant_type", "client_credentials"),
            ("client_id", "partner-app"),
            ("client_secret", "partner-app-secret"),
            ("scope", "registry.read")
        );
        reader.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token["access_token"]!.GetValue<string>());
        (await reader.Get(Applications)).Expect(HttpStatusCode.OK);
        (await reader.Post(Applications, Body)).Expect(403, "auth.forbidden");

        var late = await platform.TokenAsync(Accounts.Registrar);
        await platform.StopAsync("access");
        using var registrar = platform.Anonymous("registry");
        registrar.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", late);
        (await registrar.Get(Applications)).Expect(HttpStatusCode.OK);
        Assert.NotEmpty(
            Directory.GetFiles(Path.Combine(platform.FolderOf("registry"), "issuer"), "jwks.json", SearchOption.AllDirectories)
        );
    }

    [Fact]
    public async Task What_happens_in_a_service_is_in_the_feed_and_a_notice_of_whom_it_concerns()
    {
        await using var platform = new AccessAndRegistry();
        await platform.InitializeAsync();
        using var org = await platform.AsAsync(Accounts.Org1, "registry");
        var started = (await org.Post(Applications, Body)).Expect(HttpStatusCode.Created);
        (await org.Post($"{Applications}/{started.Id}/submit")).Expect(HttpStatusCode.OK);
        using var registrar = await platform.AsAsync(Accounts.Registrar, "access");
        var notice = await Eventually.ValueAsync(
            async () => (await registrar.Get("/api/access/v1/notices"))["items"]!.AsArray().SingleOrDefault(),
            "the registrars are told"
        );
        Assert.Equal("registry.application-submitted", notice["type"]!.GetValue<string>());
        using var someone = await platform.AsAsync(Accounts.Buyer1, "access");
        Assert.Empty((await someone.Get("/api/access/v1/events")).Expect(HttpStatusCode.OK)["items"]!.AsArray());
        using var owner = await platform.AsAsync(Accounts.Org1, "access");
        var seen = Assert.Single((await owner.Get("/api/access/v1/events")).Expect(HttpStatusCode.OK)["items"]!.AsArray())!;
        Assert.Equal(started.Id.ToString(), seen["subject"]!.GetValue<string>());
        Assert.Equal("花蓮縣", seen["data"]!["application"]!["county"]!.GetValue<string>());
    }

    private static object Body =>
        new
        {
            ubn = "04595257",
            legalForm = "company",
            name = new { zh = "好日子社會企業" },
            mission = new { zh = "讓偏鄉長者安心生活" },
            county = "花蓮縣",
            sdgs = new[] { 3 },
            stage = "diffusion",
        };

    private sealed class AccessAndRegistry() : TestPlatform([Modules.Of("Access"), Modules.Of("Registry")]);
}

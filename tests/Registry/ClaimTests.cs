using System.Net;
using Platform.Contracts.Registry.V1;
using Platform.Harness;
using static Platform.Registry.Tests.Registrations;

namespace Platform.Registry.Tests;

public sealed class ClaimTests(RegistryService registry) : IClassFixture<RegistryService>
{
    private static readonly object Evidence = new
    {
        evidence = new[] { new { name = "登記證.pdf", sha256 = new string('a', 64) } },
        text = "我們的協會",
    };

    [Fact]
    public async Task An_imported_organisation_is_handed_over_to_one_of_those_who_claim_it()
    {
        var id = await registry.ImportAsync(Samples.Ubn());
        var (org1, org2, registrar) = (registry.As(Accounts.Org1), registry.As(Accounts.Org2), registry.As(Accounts.Registrar));
        var mine = (await org1.Post($"{Organisations}/{id}/claims", Evidence)).Expect(HttpStatusCode.Created);
        (await org1.Post($"{Organisations}/{id}/claims", Evidence)).Expect(409, "registry.claim-exists");
        var theirs = (await org2.Post($"{Organisations}/{id}/claims", Evidence)).Expect(HttpStatusCode.Created);
        Assert.Contains((await registrar.Get("/api/registry/v1/claims?status=submitted&limit=200"))["items"]!.AsArray(), item =>
            item!["id"]!.GetValue<Guid>() == mine.Id
        );

        (await registrar.Post($"{Organisations}/{id}/claims/{mine.Id}/accept")).Expect(HttpStatusCode.OK);
        var changed = await registry.PublishedAsync<OrganisationOwnerChanged>(content => content.Organisation.OrganisationId == id);
        Assert.Equal(Accounts.Org1.Party, changed.Organisation.OwnerParty);
        Assert.False((await registry.PublishedAsync<ClaimDecided>(content => content.ClaimId == theirs.Id)).Accepted);
        Assert.Equal("declined", (await org2.Get($"{Organisations}/{id}/claims/{theirs.Id}"))["status"]!.GetValue<string>());
        (await registrar.Post($"{Organisations}/{id}/claims/{theirs.Id}/accept")).Expect(409, "registry.claim-decided");
        (await org2.Post($"{Organisations}/{id}/claims", Evidence)).Expect(409, "registry.organisation-owned");

        // Its owner changes it now, and an import does not any more.
        var read = await org1.Get($"{Organisations}/{id}");
        var body = Samples.Application(read["ubn"]!.GetValue<string>());
        (await org1.Put($"{Organisations}/{id}", body, read.ETag)).Expect(HttpStatusCode.OK);
        (await org2.Put($"{Organisations}/{id}", body, read.ETag)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Of_two_claims_accepted_at_once_exactly_one_wins()
    {
        var id = await registry.ImportAsync(Samples.Ubn());
        var claims = new[]
        {
            (await registry.As(Accounts.Org1).Post($"{Organisations}/{id}/claims", Evidence)).Expect(HttpStatusCode.Created).Id,
            (await registry.As(Accounts.Org2).Post($"{Organisations}/{id}/claims", Evidence)).Expect(HttpStatusCode.Created).Id,
        };
        var replies = await Task.WhenAll(
            claims.Select(claim => registry.As(Accounts.Registrar).Post($"{Organisations}/{id}/claims/{claim}/accept"))
        );
        Assert.Single(replies, reply => reply.Status == HttpStatusCode.OK);
        Assert.Single(replies, reply => reply.Status == HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_claim_is_declined_with_a_reason_nobody_else_sees_it_and_another_may_follow()
    {
        var id = await registry.ImportAsync(Samples.Ubn());
        var claim = (await registry.As(Accounts.Org1).Post($"{Organisations}/{id}/claims", Evidence)).Expect(HttpStatusCode.Created).Id;
        var path = $"{Organisations}/{id}/claims/{claim}";
        (await registry.As(Accounts.Org2).Get(path)).Expect(HttpStatusCode.NotFound);
        (await registry.As(Accounts.Org1).Post($"{path}/accept")).Expect(HttpStatusCode.Forbidden);
        (await registry.As(Accounts.Registrar).Post($"{path}/decline", new { })).Expect(400, "request.invalid");
        Assert.Equal(
            "證明不足",
            (await registry.As(Accounts.Registrar).Post($"{path}/decline", new { reason = "證明不足" })).Expect(HttpStatusCode.OK)[
                "reason"
            ]!.GetValue<string>()
        );
        (await registry.As(Accounts.Org1).Post($"{Organisations}/{id}/claims", Evidence)).Expect(HttpStatusCode.Created);
        (await registry.As(Accounts.Org1).Post($"{Organisations}/{id}/claims", new { evidence = Array.Empty<object>() })).Expect(
            400,
            "request.invalid"
        );
        (await registry.As(Accounts.Org1).Post($"{Organisations}/{Guid.CreateVersion7()}/claims", Evidence)).Expect(
            HttpStatusCode.NotFound
        );
    }
}

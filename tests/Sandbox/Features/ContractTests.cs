using System.Net;
using Platform.Harness;

namespace Platform.Sandbox.Tests.Features;

public sealed class ContractTests(SandboxService sandbox) : IClassFixture<SandboxService>
{
    [Fact]
    public void Every_type_of_the_api_has_a_name_of_its_own_because_openapi_knows_them_by_name()
    {
        var names = typeof(SandboxModule)
            .Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Body", StringComparison.Ordinal) || type.Name.EndsWith("View", StringComparison.Ordinal))
            .Select(type => type.Name)
            .ToArray();
        Assert.True(names.Length > 20);
        Assert.Equal(names.Distinct().Order(), names.Order());
        Assert.DoesNotContain("Body", names);
    }

    [Fact]
    public async Task The_openapi_document_is_served()
    {
        var document = (await sandbox.Anonymous.Get("/openapi/v1.json")).Expect(HttpStatusCode.OK);
        Assert.NotNull(document["paths"]!["/api/sandbox/v1/requests/{id}/meetings/{meetingId}.ics"]);
        Assert.NotNull(document["components"]!["schemas"]!["FilingBody"]!["properties"]!["provisions"]);
    }
}

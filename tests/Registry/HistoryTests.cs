using System.Net;
using Platform.Harness;
using static Platform.Registry.Tests.Registrations;

namespace Platform.Registry.Tests;

public sealed class HistoryTests(RegistryService registry) : IClassFixture<RegistryService>
{
    [Fact]
    public async Task Every_change_says_who_in_which_role_when_why_and_which_fields_and_the_public_sees_neither_names_nor_contact()
    {
        var id = await registry.RegisterAsync(Accounts.Org1);
        var owner = registry.As(Accounts.Org1);
        var read = await owner.Get($"{Organisations}/{id}");
        var body = Samples.Application(read["ubn"]!.GetValue<string>());
        body["county"] = "臺東縣";
        body["sdgs"] = new[] { 3 };
        body["contact"] = new { name = "王先生", email = "wang@gooddays.example" };
        (await owner.Put($"{Organisations}/{id}", body, read.ETag)).Expect(HttpStatusCode.OK);
        (await registry.As(Accounts.Registrar).Post($"{Organisations}/{id}/suspend", new { reason = "查核中" })).Expect(HttpStatusCode.OK);

        var open = (await registry.Anonymous.Get($"{Organisations}/{id}/history")).Expect(HttpStatusCode.OK);
        var changes = open["items"]!.AsArray();
        Assert.Equal(
            ["registered registrar", "updated organisation", "suspend registrar 查核中"],
            changes.Select(change => $"{change!["what"]} {change["byRole"]} {change["reason"]}".Trim())
        );
        Assert.Equal(
            ["county \"花蓮縣\" → \"臺東縣\"", "sdgs [3,11] → [3]"],
            changes[1]!["fields"]!
                .AsArray()
                .Select(field => $"{field!["field"]} {field["from"]!.ToJsonString(Plain)} → {field["to"]!.ToJsonString(Plain)}")
        );
        foreach (var secret in new[] { "王先生", "wang@", "林小姐", "lin@" })
        {
            Assert.DoesNotContain(secret, open.Text, StringComparison.Ordinal);
        }

        Assert.All(changes, change => Assert.Null(change!["by"]));
        (await registry.As(Accounts.Org2).Get($"{Organisations}/{id}/history")).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain(
            "王先生",
            (await registry.As(Accounts.Org2).Get($"{Organisations}/{id}/history")).Text,
            StringComparison.Ordinal
        );

        foreach (var entitled in new[] { Accounts.Org1, Accounts.Registrar })
        {
            var full = await registry.As(entitled).Get($"{Organisations}/{id}/history");
            Assert.Contains("wang@gooddays.example", full.Text, StringComparison.Ordinal);
            Assert.Equal("org1", full["items"]![1]!["by"]!.GetValue<string>());
        }

        (await registry.Anonymous.Get($"{Organisations}/{Guid.CreateVersion7()}/history")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_applications_history_is_for_its_owner_and_registrars()
    {
        var started = await registry.As(Accounts.Org1).Post("/api/registry/v1/applications", Samples.Application());
        var path = $"/api/registry/v1/applications/{started.Id}/history";
        Assert.Single((await registry.As(Accounts.Org1).Get(path)).Expect(HttpStatusCode.OK)["items"]!.AsArray());
        (await registry.As(Accounts.Org2).Get(path)).Expect(HttpStatusCode.NotFound);
        // A draft is nobody else's business yet.
        (await registry.As(Accounts.Registrar).Get(path)).Expect(HttpStatusCode.NotFound);
        (await registry.Anonymous.Get(path)).Expect(HttpStatusCode.Unauthorized);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

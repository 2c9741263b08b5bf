using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Harness;

namespace Platform.Registry.Tests;

public sealed class ExportTests(ExportTests.OwnService registry) : IClassFixture<ExportTests.OwnService>
{
    private const string Exports = "/api/registry/v1/exports/organisations";
    private const string Registry = "/api/registry/v1";

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("ndjson", "application/x-ndjson")]
    [InlineData("jsonld", "application/ld+json")]
    public async Task An_export_has_everything_public_and_no_contact_and_names_its_licence(string extension, string mediaType)
    {
        var body = Samples.Application();
        var id = await RegisterAsync(body);
        using var response = await registry.Anonymous.GetAsync($"{Exports}.{extension}");
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("<https://data.gov.tw/license>; rel=\"license\"", response.Headers.GetValues("Link").Single());
        Assert.Contains(id.ToString(), text);
        Assert.Contains((string)body["ubn"]!, text);
        Assert.Contains("好日子社會企業", text);
        Assert.DoesNotContain("林小姐", text);
        Assert.DoesNotContain("lin@gooddays.example", text);
        Assert.DoesNotContain("03-1234567", text);

        using var head = new HttpRequestMessage(HttpMethod.Head, $"{Exports}.{extension}");
        using var described = await registry.Anonymous.SendAsync(head);
        Assert.Equal(HttpStatusCode.OK, described.StatusCode);
        Assert.Empty(await described.Content.ReadAsByteArrayAsync());
        Assert.Equal(response.Content.Headers.ContentType.ToString(), described.Content.Headers.ContentType!.ToString());
        Assert.Equal(response.Headers.GetValues("Link"), described.Headers.GetValues("Link"));
    }

    [Fact]
    public async Task CSV_has_the_columns_of_an_import_a_mark_for_Excel_and_no_cell_that_begins_a_formula()
    {
        var body = Samples.Application();
        body["name"] = new { zh = "=HYPERLINK(\"http://x\",\"y\")", en = "+1, \"two\"\nthree" };
        body["products"] = new[] { "-1", "@x" };
        await RegisterAsync(body);
        var bytes = await registry.Anonymous.GetByteArrayAsync($"{Exports}.csv");
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes[3..]);
        Assert.StartsWith(
            "ubn,otherRegister,otherValue,legalForm,nameZh,nameEn,missionZh,missionEn,charterClause,county,sdgs,stage,products,website,contactName,contactEmail,contactPhone,"
                + "foundedOn,registeredFrom,organisationId,status,light,tier\r\n",
            text
        );
        Assert.Contains($"{body["ubn"]},,,company,\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",\"'+1, \"\"two\"\"\nthree\",", text);
        Assert.Contains(",'-1;@x,", text);
    }

    [Fact]
    public async Task JSON_LD_is_one_graph_of_organisations_in_the_words_of_schema_org()
    {
        var body = Samples.Application();
        var id = await RegisterAsync(body);
        var document = JsonNode.Parse(await registry.Anonymous.GetStringAsync($"{Exports}.jsonld"))!;
        Assert.Equal("https://schema.org/", document["@context"]!["@vocab"]!.GetValue<string>());
        Assert.Equal("https://data.gov.tw/license", document["license"]!.GetValue<string>());
        var organisation = Assert.Single(document["@graph"]!.AsArray(), one => one!["@id"]!.GetValue<string>() == $"urn:uuid:{id}")!;
        Assert.Equal("Organization", organisation["@type"]!.GetValue<string>());
        Assert.Contains(organisation["identifier"]!.AsArray(), one => one!["value"]!.GetValue<string>() == $"TW-CR-{body["ubn"]}");
        Assert.Equal(
            ["http://metadata.un.org/sdg/3", "http://metadata.un.org/sdg/11"],
            organisation["knowsAbout"]!.AsArray().Select(goal => goal!["@id"]!.GetValue<string>())
        );
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("ndjson", "application/x-ndjson")]
    public async Task What_was_exported_is_unchanged_when_it_is_imported_again(string extension, string mediaType)
    {
        var odd = Samples.Application();
        odd["name"] = new { zh = " '=1+1 ", en = "" };
        odd["mission"] = new { zh = "\"引號\"，逗號,\r\n換行" };
        odd["products"] = new[] { "茶;點心", " 送餐" };
        odd["charterClause"] = "";
        await RegisterAsync(odd);
        var gone = await RegisterAsync(Samples.Application());
        (await registry.As(Accounts.Registrar).Post($"{Registry}/organisations/{gone}/delist", new { reason = "解散" })).Expect(
            HttpStatusCode.OK
        );
        await ImportAsync(
            "ubn,legalForm,nameZh,missionZh,county,sdgs,stage,contactName,contactEmail,registeredFrom\n"u8
                .ToArray()
                .Concat(Encoding.UTF8.GetBytes($"{Samples.Ubn()},company,某社,某事,花蓮縣,3,diffusion,某人,x@y.example,2020-01-01\n"))
                .ToArray(),
            "text/csv"
        );

        var exported = await registry.Anonymous.GetByteArrayAsync($"{Exports}.{extension}");
        var progress = await ImportAsync(exported, mediaType);
        var errors = await registry.As(Accounts.Registrar).Get($"{Registry}/imports/{progress.Id}/errors");
        Assert.True(progress["total"]!.GetValue<int>() >= 3);
        Assert.True(progress["total"]!.GetValue<int>() == progress["unchanged"]!.GetValue<int>(), $"{progress.Text} {errors.Text}");
        Assert.Equal(exported, await registry.Anonymous.GetByteArrayAsync($"{Exports}.{extension}"));
    }

    private async Task<Reply> ImportAsync(byte[] file, string mediaType)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        var registrar = registry.As(Accounts.Registrar);
        var started = (await registrar.Call(HttpMethod.Post, $"{Registry}/imports", content)).Expect(HttpStatusCode.Accepted);
        return await Eventually.ValueAsync(
            async () =>
                await registrar.Get($"{Registry}/imports/{started.Id}") is { } progress
                && progress["status"]!.GetValue<string>() == "completed"
                    ? progress
                    : null,
            "the import ends",
            TimeSpan.FromSeconds(30)
        );
    }

    private async Task<Guid> RegisterAsync(Dictionary<string, object?> body)
    {
        var started = (await registry.As(Accounts.Org1).Post($"{Registry}/applications", body)).Expect(HttpStatusCode.Created);
        (await registry.As(Accounts.Org1).Post($"{Registry}/applications/{started.Id}/submit")).Expect(HttpStatusCode.OK);
        return Guid.Parse(
            (await registry.As(Accounts.Registrar).Post($"{Registry}/applications/{started.Id}/accept")).Expect(HttpStatusCode.OK)[
                "organisationId"
            ]!.GetValue<string>()
        );
    }

    /// <summary>A register of its own: others' organisations come and go meanwhile.</summary>
    public sealed class OwnService() : TestService(builder => builder.AddRegistry(), app => app.MapRegistry()), IAsyncLifetime;
}

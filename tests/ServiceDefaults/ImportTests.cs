using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Platform.Harness;

namespace Platform.ServiceDefaults.Tests;

/// <summary>A file that cannot be read is its sender's matter: it ends, with what is wrong, and holds up nobody else.</summary>
public sealed class ImportTests(RegistryService registry) : IClassFixture<RegistryService>
{
    private const string Imports = "/api/registry/v1/imports";
    private const string Header = "ubn,legalForm,nameZh,missionZh,county,sdgs,stage\n";

    [Theory]
    [InlineData("text/csv", "")]
    [InlineData("text/csv", "no,such,columns\n1,2,3\n")]
    [InlineData("text/csv", Header + "\"04595257,company,no end of the quote")]
    [InlineData("text/csv", Header + "04595257,comp\"any,a,b,花蓮縣,3,diffusion\n")]
    [InlineData("text/csv", Header + "04595257,company,a\0b,c,花蓮縣,3,diffusion\n")]
    [InlineData("text/csv", Header + "04595257\n,,,,,,,,,,,,,\n")]
    [InlineData("text/csv", Header + Header + "\u00ff\u00fe\n")]
    [InlineData("application/x-ndjson", "{\n[]\nnull\n42\n\"x\"\n{ \"sdgs\": [null], \"products\": [null] }\n")]
    [InlineData("application/x-ndjson", "{ \"otherIdentifier\": {}, \"contact\": {}, \"name\": {} }\n\0\n")]
    public async Task Whatever_is_in_a_file_its_import_ends_with_nothing_accepted_and_the_next_one_runs(string mediaType, string text)
    {
        var registrar = registry.As(Accounts.Registrar);
        var progress = await RunAsync(registrar, mediaType, text);
        Assert.Equal(0, progress["accepted"]!.GetValue<int>());
        var errors = (await registrar.Get($"{Imports}/{progress.Id}/errors?limit=200")).Expect(HttpStatusCode.OK)["items"]!.AsArray();
        Assert.Equal(progress["rejected"]!.GetValue<int>(), errors.Count);
        Assert.All(errors, error => Assert.StartsWith("registry.", error!["code"]!.GetValue<string>(), StringComparison.Ordinal));

        var ubn = (string)RegistryService.Application()["ubn"]!;
        var next = await RunAsync(registrar, "text/csv", $"{Header}{ubn},company,好日子,安心生活,花蓮縣,3;11,diffusion\n");
        Assert.Equal(1, next["accepted"]!.GetValue<int>());
    }

    private static async Task<Reply> RunAsync(HttpClient registrar, string mediaType, string text)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        body.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        var started = (await registrar.Call(HttpMethod.Post, Imports, body)).Expect(HttpStatusCode.Accepted);
        return await Eventually.ValueAsync(
            async () =>
                await registrar.Get($"{Imports}/{started.Id}") is { } progress
                && progress["status"]!.GetValue<string>() is "completed" or "failed"
                    ? progress
                    : null,
            "the import ends",
            TimeSpan.FromSeconds(15)
        );
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Harness;
using Platform.LocalServers;
using Platform.Samples;

namespace Platform.Registry.Tests;

/// <summary>SIGKILL in the middle of an import: the service, as a process of its own, goes on at the byte where it was.</summary>
public sealed class KilledImportTests : IAsyncLifetime
{
    private const int Rows = 40_000,
        Kills = 2;
    private const string Registry = "/api/registry/v1";

    private readonly string folder = Directory.CreateTempSubdirectory("platform-test-").FullName;
    private ServiceProcess? process;
    private HttpClient? registrar;

    public async ValueTask InitializeAsync()
    {
        var issuer = await TestIssuer.GetAsync();
        var environment = new Dictionary<string, string>
        {
            ["Platform__Data"] = folder,
            ["Identity__Issuer"] = TestIssuer.Issuer,
            ["services__access__http__0"] = issuer.Address,
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
        };
        if (TestServers.AreWanted)
        {
            environment["ConnectionStrings__registrydb"] = await (await TestServers.GetAsync()).CreateDatabaseAsync("registry");
        }

        process = new("registry", typeof(RegistryModule).Assembly.Location, environment);
        if (TestServers.AreWanted)
        {
            await process.RunOnceAsync("--migrate", TestContext.Current.CancellationToken);
        }

        await process.StartAsync(TestContext.Current.CancellationToken);
        var who = Accounts.Registrar;
        registrar = new HttpClient
        {
            BaseAddress = process.Address,
            DefaultRequestHeaders = { Authorization = new("Bearer", issuer.Token(who.Subject, who.Party, who.Roles)) },
        };
    }

    [Fact]
    public async Task Every_row_of_an_import_that_is_killed_again_and_again_is_there_exactly_once()
    {
        using var content = new ByteArrayContent(File()) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        var import = (await registrar!.Call(HttpMethod.Post, $"{Registry}/imports", content)).Expect(HttpStatusCode.Accepted).Id;
        for (int kill = 0, before = 0; kill < Kills; kill++)
        {
            await Eventually.TrueAsync(async () => await TotalAsync(import) > before, "the import gets on", TimeSpan.FromSeconds(60));
            await Task.Delay(Random.Shared.Next(0, 80), TestContext.Current.CancellationToken);
            before = await TotalAsync(import);
            Assert.True(before < Rows, "It was over before it was killed: more rows are needed.");
            await process!.KillAsync();
            await process.StartAsync(TestContext.Current.CancellationToken);
        }

        var progress = await Eventually.ValueAsync(
            async () =>
                await registrar!.Get($"{Registry}/imports/{import}") is { } read
                && read["status"]!.GetValue<string>() is "completed" or "failed"
                    ? read
                    : null,
            "the import ends",
            TimeSpan.FromSeconds(120)
        );
        Assert.Equal(
            ("completed", Rows, Rows, 0, 0, 0),
            (
                progress["status"]!.GetValue<string>(),
                Count("total"),
                Count("accepted"),
                Count("updated"),
                Count("unchanged"),
                Count("rejected")
            )
        );

        var exported = await registrar!.GetStringAsync($"{Registry}/exports/organisations.ndjson", TestContext.Current.CancellationToken);
        var names = exported
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!)
            .Select(line => line["ubn"]?.GetValue<string>() ?? line["otherIdentifier"]!["value"]!.GetValue<string>())
            .ToArray();
        Assert.Equal(Rows, names.Length);
        Assert.Equal(
            OrganisationGenerator.Generate(Rows).Select(row => row.Ubn ?? row.OtherValue!).Order(StringComparer.Ordinal),
            names.Order(StringComparer.Ordinal)
        );

        int Count(string name) => progress[name]!.GetValue<int>();
    }

    public async ValueTask DisposeAsync()
    {
        registrar?.Dispose();
        if (process is not null)
        {
            await process.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static byte[] File()
    {
        using var text = new StringWriter();
        OrganisationCsv.Write(text, OrganisationGenerator.Generate(Rows));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private async Task<int> TotalAsync(Guid import) =>
        (await registrar!.Get($"{Registry}/imports/{import}")).Expect(HttpStatusCode.OK)["total"]!.GetValue<int>();
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Platform.Harness;
using Platform.LocalServers;
using static Platform.Partnerships.Tests.Features.Steps;

namespace Platform.Partnerships.Tests.Features;

/// <summary>OR-Tools has 70 MB of native code, which a service that plans nothing does without.</summary>
public sealed class NativeLibraryTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("platform-partnerships-").FullName;

    [Fact]
    public async Task Or_tools_is_loaded_by_the_first_planning_and_not_before()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What a process has loaded is read from /proc.");
        var issuer = await TestIssuer.GetAsync();
        await using var service = new ServiceProcess(
            "partnerships",
            Topology.ProgramOf("partnerships"),
            new Dictionary<string, string>
            {
                ["Platform__Data"] = data,
                ["Identity__Issuer"] = TestIssuer.Issuer,
                ["services__access__http__0"] = issuer.Address,
            }
        );
        await service.StartAsync();
        using HttpClient manager = ClientOf(Accounts.Matchmaker),
            farm = ClientOf(Accounts.Org1),
            importer = ClientOf(Accounts.Partner1);
        var session = (await manager.Post(Sessions, SessionTests.Session(slots: 1, tables: 1))).Expect(HttpStatusCode.Created).Id;
        foreach (var (owner, body) in new[] { (farm, Farm()), (importer, Importer()) })
        {
            var profile = (await owner.Post(Profiles, body)).Expect(HttpStatusCode.Created).Id;
            var vetting = new { approve = true, reason = "Known from the summit" };
            (await manager.Post($"{Profiles}/{profile}/vet", vetting)).Expect(HttpStatusCode.OK);
            (await manager.Post($"{Sessions}/{session}/participants", new { profileId = profile })).Expect(HttpStatusCode.Created);
        }

        Assert.Empty(OrToolsIn(service));

        var schedule = $"{Sessions}/{session}/schedule";
        (await manager.Post(schedule)).Expect(HttpStatusCode.Accepted);
        await Eventually.TrueAsync(async () => (await manager.Get(schedule))["status"].Text() == "completed", "the schedule is complete");

        Assert.Contains(OrToolsIn(service), file => file.StartsWith("libortools", StringComparison.Ordinal));

        HttpClient ClientOf(Account account) =>
            new()
            {
                BaseAddress = service.Address,
                DefaultRequestHeaders =
                {
                    Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token(account.Subject, account.Party, account.Roles)),
                },
            };
    }

    public void Dispose() => Directory.Delete(data, recursive: true);

    private static List<string> OrToolsIn(ServiceProcess process) =>
        [
            .. File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.ProcessId}/maps"))
                .Select(line => Path.GetFileName(line[(line.LastIndexOf(' ') + 1)..]))
                .Where(file => file.Contains("ortools", StringComparison.OrdinalIgnoreCase))
                .Distinct(),
        ];
}

using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Platform.Harness;

namespace Platform.AppHost.Tests;

/// <summary>Whole starts of the AppHost with other settings than the usual ones.</summary>
public sealed class WholeRunTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("platform-apphost-").FullName;

    [Fact(Skip = Full.Reason, SkipUnless = nameof(Full.IsFull), SkipType = typeof(Full))]
    public async Task Two_replicas_of_every_service_and_gateway_answer_while_one_of_each_is_dead()
    {
        await using var process = new AppHostProcess(data, ("PLATFORM_REPLICAS", "2"));
        await process.PrintedAsync("is ready");
        string[] programs = ["Access", "Registry", "Rewards", "Sandbox", "Partnerships", "Gateway"];
        Assert.All(programs, program => Assert.Equal(2, process.ProgramsOf(program).Count));
        using var client = await ClientAsync(process.Address);
        (string Program, string Path)[] reads =
        [
            ("Registry", "/api/registry/v1/statistics"),
            ("Rewards", "/api/rewards/v1/totals"),
            ("Sandbox", "/api/sandbox/v1/statistics"),
            ("Partnerships", "/api/partnerships/v1/statistics"),
        ];
        foreach (var (program, path) in reads)
        {
            var victim = process.ProgramsOf(program)[0];
            using (var killed = Process.GetProcessById(victim.Id))
            {
                killed.Kill();
            }

            // One of the first requests may meet the dead replica before the gateway has noticed.
            await AnswersAsync(client, path);
            await Eventually.TrueAsync(
                () => Task.FromResult(process.ProgramsOf(program) is { Count: 2 } now && !now.Contains(victim)),
                $"{program} is started again",
                TimeSpan.FromMinutes(2)
            );
        }

        Assert.Equal(0, await process.StopAsync());
        await process.NothingIsLeftAsync(TimeSpan.FromMinutes(1));
    }

    [Fact(Skip = Full.Reason, SkipUnless = nameof(Full.IsFull), SkipType = typeof(Full))]
    public async Task Servers_in_containers_keep_their_data_and_their_password()
    {
        (string, string)[] containers = [("PLATFORM_SERVERS", "containers"), ("PLATFORM_SAMPLE", "")];
        (string, string)[] passwords =
        [
            ("Parameters__postgres_password", "first"),
            ("Parameters__messaging_password", "first"),
            ("Parameters__cache_password", "first"),
        ];
        try
        {
            await using (var first = new AppHostProcess(data, [.. containers, .. passwords]))
            {
                await first.PrintedAsync("is ready");
                Assert.Contains("organisations imported", first.Output, StringComparison.Ordinal);
                Assert.Equal(0, await first.StopAsync());
            }

            await using (var second = new AppHostProcess(data, [.. containers, .. passwords]))
            {
                await second.PrintedAsync("is ready");
                Assert.DoesNotContain("organisations imported", second.Output, StringComparison.Ordinal);
                using var client = await ClientAsync(second.Address);
                var page = (await client.Get("/api/registry/v1/organisations")).Expect(HttpStatusCode.OK);
                Assert.NotEmpty(page["items"]!.AsArray());
                Assert.Equal(0, await second.StopAsync());
            }

            await using var third = new AppHostProcess(
                data,
                [.. containers, ("Parameters__postgres_password", "another"), .. passwords[1..]]
            );
            Assert.Equal(1, await third.WaitForExitAsync());
            Assert.Matches(
                "The data volume platform-postgres-[0-9a-f]{8} was made with another password: set Parameters__postgres_password",
                third.Output
            );
        }
        finally
        {
            await RemoveVolumesAsync();
        }
    }

    public void Dispose() => Directory.Delete(data, recursive: true);

    private static async Task<HttpClient> ClientAsync(Uri address)
    {
        var client = new HttpClient { BaseAddress = address };
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "password",
                ["username"] = "ndc",
                ["password"] = "ndc",
            }
        );
        var token = (await client.Post("/connect/token", form)).Expect(HttpStatusCode.OK)["access_token"]!.GetValue<string>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static Task AnswersAsync(HttpClient client, string path) =>
        Eventually.TrueAsync(
            async () => (await client.Get(path)).Status == HttpStatusCode.OK,
            $"{path} answers",
            TimeSpan.FromSeconds(30)
        );

    /// <summary>Removes the volumes of this data folder.</summary>
    private async Task RemoveVolumesAsync()
    {
        var suffix = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(data)))[..8];
        using var remove = Process.Start(
            "docker",
            ["volume", "rm", "--force", $"platform-postgres-{suffix}", $"platform-messaging-{suffix}"]
        );
        await remove.WaitForExitAsync();
    }
}

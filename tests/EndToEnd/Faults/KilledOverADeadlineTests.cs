using System.Globalization;
using System.Net;
using Platform.Harness;

namespace Platform.EndToEnd.Tests.Faults;

/// <summary>SIGKILL of the service before a due date, once more while it tells of it, and once after.</summary>
[Collection(FaultTests.Name)]
public sealed class KilledOverADeadlineTests(FaultPlatform platform)
{
    private const int Requests = 20;

    [Fact]
    public async Task Dates_that_passed_while_the_service_was_dead_are_told_of_once_when_it_is_back()
    {
        var org = await platform.AsAsync("org1");
        var ids = new List<Guid>();
        for (var i = 0; i < Requests; i++)
        {
            ids.Add((await org.Post("/api/sandbox/v1/requests", Bodies.RegulatoryRequest())).Expect(HttpStatusCode.Created).Id);
        }

        var sandbox = platform.Topology.Services["sandbox"];
        var clock = Path.Combine(platform.Data, "clock");
        await sandbox.KillAsync();
        // Only this process travels: the others would read the file at their own start.
        await File.WriteAllTextAsync(clock, TimeSpan.FromDays(30).Ticks.ToString(CultureInfo.InvariantCulture));
        try
        {
            await sandbox.RestartAsync();
            await Eventually.TrueAsync(async () => await MissedAsync(ids) > 0, "the watcher looks", TimeSpan.FromSeconds(60));
            await sandbox.KillAsync();
            await sandbox.RestartAsync();
            // Acknowledgement and screening of each.
            await Eventually.TrueAsync(
                async () => await NoticesAsync(ids) >= 2 * Requests,
                "every date is told of",
                TimeSpan.FromSeconds(60)
            );
            await sandbox.KillAsync();
            await sandbox.RestartAsync();
            await Eventually.TrueAsync(
                async () => await platform.SqlAsync<long>("sandbox", """SELECT count(*) FROM "Outbox" """) == 0,
                "nothing waits",
                TimeSpan.FromSeconds(60)
            );
            Assert.Equal((2 * Requests, 2 * Requests), (await MissedAsync(ids), await NoticesAsync(ids)));
        }
        finally
        {
            File.Delete(clock);
            await sandbox.RestartAsync();
        }
    }

    private Task<long> MissedAsync(List<Guid> ids) =>
        platform.SqlAsync<long>(
            "sandbox",
            """SELECT count(*) FROM "Timeline" WHERE "Kind" = 'deadlineMissed' AND "RequestId" = ANY($1)""",
            ids.ToArray()
        );

    // What the officers of the NDC are told: one notice for each event.
    private Task<long> NoticesAsync(List<Guid> ids) =>
        platform.SqlAsync<long>(
            "access",
            """SELECT count(*) FROM "Notices" WHERE "Type" = 'sandbox.deadline-missed' AND "Recipient" = 'role:ndc-officer' AND "Subject" = ANY($1)""",
            [ids.Select(id => id.ToString()).ToArray()]
        );
}

using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Harness;
using Platform.Sandbox.Features.Deadlines;

namespace Platform.Sandbox.Tests.Features;

/// <summary>Three hosts of the service, each with a container and a watcher of its own, on one database.</summary>
public sealed class ReplicaTests(SandboxService sandbox) : IClassFixture<SandboxService>
{
    private const int Requests = 8;

    [Fact]
    public async Task Three_hosts_that_look_at_once_remind_miss_and_hand_over_each_once()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < Requests; i++)
        {
            ids.Add(await sandbox.ConfirmedAsync());
            await sandbox.StepAsync(sandbox.Ndc, ids[^1], "opinions", new { lead = "moea", coAuthorities = new[] { "mnd" } });
        }

        var admin = sandbox.As(Accounts.Admin);
        (await admin.Put("/api/sandbox/v1/authorities/mndnew", new { name = new { zh = "國防部門" } }, "*")).Expect(HttpStatusCode.OK);
        (
            await admin.Put(
                "/api/sandbox/v1/authorities/mnd",
                new
                {
                    name = new { zh = "國防部" },
                    validTo = sandbox.Today,
                    successor = "mndnew",
                },
                "*"
            )
        ).Expect(HttpStatusCode.OK);
        var opinion = SandboxService.Deadlines(await sandbox.ReadAsync(sandbox.Ndc, ids[0]), "opinion").First();
        var due = DateOnly.Parse(opinion["dueOn"]!.GetValue<string>(), CultureInfo.InvariantCulture);

        await ProcessDueOnAllAsync(due);
        await ProcessDueOnAllAsync(due.AddDays(1));
        await ProcessDueOnAllAsync(due.AddDays(2));

        string[] expected =
        [
            "sandbox.deadline-approaching",
            "sandbox.deadline-approaching",
            "sandbox.deadline-missed",
            "sandbox.deadline-missed",
            "sandbox.work-handed-over",
        ];
        foreach (var id in ids)
        {
            await Eventually.TrueAsync(() => Task.FromResult(About(id).Length >= expected.Length), "everything is told");
        }

        Assert.All(ids, id => Assert.Equal(expected, About(id)));
        foreach (var id in ids)
        {
            var lines = (await sandbox.Ndc.Get($"{SandboxService.Requests}/{id}/timeline"))["items"]!
                .AsArray()
                .Select(line => line!["kind"]!.GetValue<string>());
            Assert.Equal(
                (2, 2, 1),
                (
                    lines.Count(kind => kind == "deadlineApproaching"),
                    lines.Count(kind => kind == "deadlineMissed"),
                    lines.Count(kind => kind == "handedOver")
                )
            );
        }
    }

    // The clock moves for all three alike, and nobody wakes the first before the others are there.
    private async Task ProcessDueOnAllAsync(DateOnly today)
    {
        var ahead = sandbox.Clock.Offset + TimeSpan.FromDays(today.DayNumber - sandbox.Today.DayNumber);
        File.WriteAllText(sandbox.ClockFile, ahead.Ticks.ToString(CultureInfo.InvariantCulture));
        sandbox.Clock.Reread();
        await using var second = Host();
        await using var third = Host();
        await Task.WhenAll(
            new[] { sandbox.Services, second.Services, third.Services }.Select(services =>
                Task.Run(() =>
                    Assert.Single(services.GetServices<IHostedService>().OfType<WatchDeadlines>()).ProcessDueAsync(CancellationToken.None)
                )
            )
        );
    }

    private WebApplication Host()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.Configuration.AddInMemoryCollection(sandbox.Services.GetRequiredService<IConfiguration>().AsEnumerable());
        builder.AddSandbox();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        return builder.Build();
    }

    private string[] About(Guid id) =>
        [
            .. sandbox
                .Published.DistinctBy(published => published.Id)
                .Where(published =>
                    published.Subject == id.ToString()
                    && (
                        published.Type == "sandbox.work-handed-over"
                        || (
                            published.Type is "sandbox.deadline-approaching" or "sandbox.deadline-missed"
                            && published.Body.Contains("\"opinion\"", StringComparison.Ordinal)
                        )
                    )
                )
                .Select(published => published.Type)
                .Order(StringComparer.Ordinal),
        ];
}

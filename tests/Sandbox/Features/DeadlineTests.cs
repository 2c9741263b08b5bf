using Platform.Contracts.Sandbox.V1;
using Platform.Harness;
using Platform.Messaging;

namespace Platform.Sandbox.Tests.Features;

public sealed class DeadlineTests(SandboxService sandbox) : IClassFixture<SandboxService>
{
    [Fact]
    public async Task Passing_a_date_is_published_once_with_three_watchers_and_after_a_restart()
    {
        var id = await sandbox.FileAsync();
        sandbox.Advance(30);
        await sandbox.WatchAsync(replicas: 3);
        await sandbox.RestartAsync();
        await sandbox.WatchAsync();
        await sandbox.PublishedAsync<DeadlineMissed>(missed => missed.RequestId == id && missed.Kind == "screen");
        Assert.Equal(["acknowledge", "screen"], Missed(id));
    }

    [Fact]
    public async Task A_date_that_passed_while_the_service_was_down_is_noticed_when_it_is_back()
    {
        var id = await sandbox.FileAsync();
        File.WriteAllText(
            sandbox.ClockFile,
            (sandbox.Clock.Offset + TimeSpan.FromDays(30)).Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
        await sandbox.RestartAsync();
        await sandbox.PublishedAsync<DeadlineMissed>(missed => missed.RequestId == id && missed.Kind == "screen");
        Assert.Equal(["acknowledge", "screen"], Missed(id));
    }

    [Fact]
    public async Task An_officers_act_after_the_date_tells_of_it_itself_and_the_watcher_not_again()
    {
        var id = await sandbox.FileAsync();
        sandbox.Advance(30);
        await sandbox.StepAsync(sandbox.Ndc, id, "screen", new { decision = "accept", reason = "遲到但受理" });
        await sandbox.PublishedAsync<DeadlineMissed>(missed => missed.RequestId == id && missed.Kind == "screen");
        await sandbox.WatchAsync();
        Assert.Equal(["acknowledge", "screen"], Missed(id));
        var screen = SandboxService.Deadlines(await sandbox.ReadAsync(sandbox.Ndc, id), "screen").Single();
        Assert.Equal(
            ("missed", $"{sandbox.Today:yyyy-MM-dd}"),
            (screen["state"]!.GetValue<string>(), screen["endedOn"]!.GetValue<string>())
        );
    }

    [Fact]
    public async Task Asking_for_more_pauses_screening_and_lapses_the_decision_until_the_file_is_complete_again()
    {
        var id = await sandbox.FileAsync();
        var screened = await sandbox.StepAsync(sandbox.Ndc, id, "screen", new { decision = "needMore", reason = "缺營運計畫" });
        Assert.Equal("awaitingApplicant", screened["status"]!.GetValue<string>());
        Assert.Equal(["paused"], SandboxService.Deadlines(screened.Json!, "screen").Select(d => d["state"]!.GetValue<string>()));
        Assert.Equal(["lapsed"], SandboxService.Deadlines(screened.Json!, "decision").Select(d => d["state"]!.GetValue<string>()));

        var left = SandboxService.Deadlines(screened.Json!, "screen").Single()["businessDaysLeft"]!.GetValue<int>();
        sandbox.Advance(30);
        var paused = SandboxService.Deadlines(await sandbox.ReadAsync(sandbox.Org, id), "screen").Single();
        Assert.Equal(("paused", left), (paused["state"]!.GetValue<string>(), paused["businessDaysLeft"]!.GetValue<int>()));

        var back = await sandbox.StepAsync(sandbox.Org, id, "supplement", new { text = "補營運計畫", evidence = Array.Empty<object>() });
        Assert.Equal("received", back["status"]!.GetValue<string>());
        Assert.Equal(["lapsed", "running"], SandboxService.Deadlines(back.Json!, "decision").Select(d => d["state"]!.GetValue<string>()));
        Assert.Equal(left, SandboxService.Deadlines(back.Json!, "screen").Single()["businessDaysLeft"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_extension_is_announced_with_its_reason_and_moves_the_date()
    {
        var id = await sandbox.OpinionsRequestedAsync();
        var extended = await sandbox.StepAsync(
            sandbox.Ndc,
            id,
            "extend",
            new
            {
                kind = "opinion",
                businessDays = 5,
                reason = "案情複雜",
                authority = "mof",
            }
        );
        Assert.Equal([10, 15], SandboxService.Deadlines(extended.Json!, "opinion").Select(d => d["businessDaysLeft"]!.GetValue<int>()));
        var content = await sandbox.PublishedAsync<DeadlineExtended>(content => content.RequestId == id);
        Assert.Equal(("mof", 5, "案情複雜"), (content.Authority, content.BusinessDays, content.Reason));
        (
            await sandbox.Ndc.Post(
                $"{SandboxService.Requests}/{id}/extend",
                new
                {
                    kind = "screen",
                    businessDays = 5,
                    reason = "x",
                }
            )
        ).Expect(409, "sandbox.deadline-not-running");
        (
            await sandbox.Ndc.Post(
                $"{SandboxService.Requests}/{id}/extend",
                new
                {
                    kind = "opinion",
                    businessDays = 0,
                    reason = "x",
                }
            )
        ).Expect(422, "sandbox.extension-too-long");
    }

    // A relay that is stopped between sending and forgetting sends the same event again: consumers know it by its id.
    private IEnumerable<string> Missed(Guid id) =>
        sandbox
            .Published.DistinctBy(published => published.Id)
            .Where(published => published.Type == "sandbox.deadline-missed" && published.Subject == id.ToString())
            .Select(published => System.Text.Json.JsonSerializer.Deserialize<DeadlineMissed>(published.Body, EventTypes.Json)!.Kind)
            .Order();
}

using System.Globalization;
using System.Text.Json;
using Platform.Calendar;
using Platform.Contracts.Sandbox.V1;
using Platform.Harness;
using Platform.Messaging;
using Platform.Web.Identity;

namespace Platform.Sandbox.Tests.Features;

public sealed class ReminderTests(SandboxService sandbox) : IClassFixture<SandboxService>
{
    [Fact]
    public async Task An_authority_is_reminded_once_with_three_watchers_and_not_after_the_date()
    {
        var id = await sandbox.OpinionRequestedFromMoeaAsync();
        var due = await DueAsync(id, "opinion");
        sandbox.Advance(BusinessDaysBefore(due, 3).DayNumber - sandbox.Today.DayNumber);
        await sandbox.WatchAsync(replicas: 3);
        var content = await sandbox.PublishedAsync<DeadlineApproaching>(content => content.RequestId == id && content.Kind == "opinion");
        Assert.Equal(("moea", due, 3), (content.Authority, content.DueOn, content.BusinessDaysLeft));
        sandbox.Advance(30);
        await sandbox.PublishedAsync<DeadlineMissed>(missed => missed.RequestId == id && missed.Kind == "opinion");
        await sandbox.WatchAsync(replicas: 3);
        var once = Assert.Single(Reminders(id), reminder => reminder.Event.Kind == "opinion");
        Assert.Equal(["party:authority:moea"], once.Audience.Concerns);
        Assert.Equal([Audience.Role(Roles.NdcOfficer), "party:authority:moea"], once.Audience.Readers);

        var timeline = (await sandbox.Moea.Get($"{SandboxService.Requests}/{id}/timeline"))["items"]!.AsArray();
        Assert.Single(timeline, line =>
            line!["kind"]!.GetValue<string>() == "deadlineApproaching" && line["detail"]!.GetValue<string>() == "opinion"
        );
        var applicants = (await sandbox.Org.Get($"{SandboxService.Requests}/{id}/timeline"))["items"]!.AsArray();
        Assert.DoesNotContain(applicants, line => line!["kind"]!.GetValue<string>() == "deadlineApproaching");
    }

    [Fact]
    public async Task The_officers_clock_is_reminded_of_when_the_service_was_down_over_the_day_and_again_before_a_later_date()
    {
        var id = await sandbox.FileAsync();
        await sandbox.StepAsync(sandbox.Ndc, id, "assign", new { to = "ndc2" });
        var due = await DueAsync(id, "screen");
        var ahead = sandbox.Clock.Offset + TimeSpan.FromDays(due.DayNumber - sandbox.Today.DayNumber);
        File.WriteAllText(sandbox.ClockFile, ahead.Ticks.ToString(CultureInfo.InvariantCulture));
        await sandbox.RestartAsync();
        var content = await sandbox.PublishedAsync<DeadlineApproaching>(content => content.RequestId == id && content.Kind == "screen");
        Assert.Equal((null, due, 0, "ndc2"), (content.Authority, content.DueOn, content.BusinessDaysLeft, content.Assignee));

        await sandbox.StepAsync(
            sandbox.Ndc,
            id,
            "extend",
            new
            {
                kind = "screen",
                businessDays = 5,
                reason = "案情複雜",
            }
        );
        var later = await DueAsync(id, "screen");
        sandbox.Advance(BusinessDaysBefore(later, 1).DayNumber - sandbox.Today.DayNumber);
        await sandbox.PublishedAsync<DeadlineApproaching>(content => content.RequestId == id && content.DueOn == later);
        await sandbox.WatchAsync(replicas: 3);
        var reminders = Reminders(id).Where(reminder => reminder.Event.Kind == "screen").ToArray();
        Assert.Equal([due, later], reminders.Select(reminder => reminder.Event.DueOn));
        Assert.All(reminders, reminder => Assert.Equal([Audience.Role(Roles.NdcOfficer)], reminder.Audience.Concerns));
    }

    [Fact]
    public async Task The_applicant_is_reminded_of_a_trial_report()
    {
        var filing = SandboxService.Filing("無人機送餐試辦");
        filing["relief"] = "trial";
        filing["trial"] = new
        {
            participants = 50,
            months = 1,
            place = "花蓮縣",
        };
        var id = await sandbox.DecidedAsync(filing, SandboxService.Decision("trial"));
        sandbox.Advance(BusinessDaysBefore(await DueAsync(id, "trialReport"), 5).DayNumber - sandbox.Today.DayNumber);
        await sandbox.PublishedAsync<DeadlineApproaching>(content => content.RequestId == id && content.Kind == "trialReport");
        Assert.Equal(
            [$"party:{Accounts.Org1.Party}"],
            Reminders(id).Single(reminder => reminder.Event.Kind == "trialReport").Audience.Concerns
        );
    }

    private async Task<DateOnly> DueAsync(Guid id, string kind) =>
        DateOnly.Parse(
            SandboxService.Deadlines(await sandbox.ReadAsync(sandbox.Ndc, id), kind).Single()["dueOn"]!.GetValue<string>(),
            CultureInfo.InvariantCulture
        );

    private static DateOnly BusinessDaysBefore(DateOnly date, int count) =>
        Enumerable.Range(1, 60).Select(days => date.AddDays(-days)).Where(BusinessCalendar.BuiltIn.IsBusinessDay).ElementAt(count - 1);

    private IEnumerable<(DeadlineApproaching Event, Audience Audience)> Reminders(Guid id) =>
        sandbox
            .Published.DistinctBy(published => published.Id)
            .Where(published => published.Type == "sandbox.deadline-approaching" && published.Subject == id.ToString())
            .Select(published => (JsonSerializer.Deserialize<DeadlineApproaching>(published.Body, EventTypes.Json)!, published.Audience));
}

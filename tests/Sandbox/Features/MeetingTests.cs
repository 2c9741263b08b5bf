using System.Net;
using Platform.Contracts.Sandbox.V1;
using Platform.Harness;

namespace Platform.Sandbox.Tests.Features;

public sealed class MeetingTests(SandboxService sandbox) : IClassFixture<SandboxService>
{
    private static string Path(Guid id, string step) => $"{SandboxService.Requests}/{id}/{step}";

    [Fact]
    public async Task A_drafted_agenda_is_for_those_who_see_the_opinions()
    {
        var id = await sandbox.OpinionsRequestedAsync();
        await sandbox.StepAsync(sandbox.Mof, id, "opinions/mof", new { position = "object", text = "不同意" });
        var meeting = await sandbox.StepAsync(
            sandbox.Ndc,
            id,
            "meetings",
            new { at = sandbox.Clock.GetUtcNow().AddDays(7), attendees = new[] { "moea", "mof" } },
            HttpStatusCode.Created
        );
        Assert.Contains(
            "財政部反對 / Ministry of Finance: objects",
            meeting["agenda"]!.AsArray().Select(item => item!.GetValue<string>())
        );
        Assert.Equal(2, (await AgendaAsync(sandbox.Moea)).Count);
        Assert.Empty(await AgendaAsync(sandbox.Org));
        Assert.Contains("objects", (await CalendarAsync(sandbox.Moea)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("objects", (await CalendarAsync(sandbox.Org)).Text, StringComparison.Ordinal);

        var minuted = await sandbox.StepAsync(
            sandbox.Ndc,
            id,
            $"meetings/{meeting.Id}/minutes",
            new { text = "達成共識", attended = new[] { "經濟部 陳科長", "財政部 代理人" } }
        );
        Assert.Equal(2, minuted["meetings"]![0]!["attended"]!.AsArray().Count);
        await sandbox.StepAsync(sandbox.Ndc, id, "decision", SandboxService.Decision());
        Assert.Equal(2, (await AgendaAsync(sandbox.Org)).Count);

        async Task<System.Text.Json.Nodes.JsonArray> AgendaAsync(HttpClient who) =>
            (await sandbox.ReadAsync(who, id))["meetings"]![0]!["agenda"]!.AsArray();
        Task<Reply> CalendarAsync(HttpClient who) => who.Get(Path(id, $"meetings/{meeting.Id}.ics"));
    }

    [Fact]
    public async Task A_cancelled_meeting_is_told_of_and_replaces_itself_in_calendars()
    {
        var id = await sandbox.OpinionsRequestedAsync();
        var meeting = await sandbox.StepAsync(
            sandbox.Ndc,
            id,
            "meetings",
            new
            {
                at = sandbox.Clock.GetUtcNow().AddDays(7),
                agenda = "議題",
                attendees = new[] { "moea" },
            },
            HttpStatusCode.Created
        );
        var called = await sandbox.Org.Get(Path(id, $"meetings/{meeting.Id}.ics"));
        Assert.Contains("\r\nSEQUENCE:0\r\nSTATUS:CONFIRMED\r\n", called.Text, StringComparison.Ordinal);
        (await sandbox.Ndc.Post(Path(id, $"meetings/{meeting.Id}/cancel"), new { })).Expect(400, "request.invalid");
        (await sandbox.Ndc.Post(Path(id, $"meetings/{Guid.CreateVersion7()}/cancel"), new { reason = "改期" })).Expect(
            404,
            "sandbox.meeting-unknown"
        );
        var cancelled = await sandbox.StepAsync(sandbox.Ndc, id, $"meetings/{meeting.Id}/cancel", new { reason = "主席公出" });
        Assert.Equal(
            ("consulting", "主席公出"),
            (cancelled["status"]!.GetValue<string>(), cancelled["meetings"]![0]!["cancelledBecause"]!.GetValue<string>())
        );
        (await sandbox.Ndc.Post(Path(id, $"meetings/{meeting.Id}/cancel"), new { reason = "改期" })).Expect(409, "sandbox.wrong-state");

        var calendar = (await sandbox.Org.Get(Path(id, $"meetings/{meeting.Id}.ics"))).Text;
        Assert.Contains("\r\nSEQUENCE:1\r\nSTATUS:CANCELLED\r\n", calendar, StringComparison.Ordinal);
        Assert.Equal(Uid(called.Text), Uid(calendar));
        Assert.Equal("主席公出", (await sandbox.PublishedAsync<MeetingCancelled>(content => content.RequestId == id)).Reason);
        var published = sandbox.Published.First(one => one.Type == "sandbox.meeting-cancelled" && one.Subject == id.ToString());
        Assert.Equal([$"party:{Accounts.Org1.Party}", "party:authority:moea", "party:authority:mof"], published.Audience.Concerns);

        static string Uid(string text) => text.Split("\r\n").Single(line => line.StartsWith("UID:", StringComparison.Ordinal));
    }
}

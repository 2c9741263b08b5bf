using System.Net;
using Platform.Contracts.Sandbox.V1;
using Platform.Harness;

namespace Platform.Sandbox.Tests.Features;

/// <summary>What follows a decision: trials, follow-ups, acknowledgements, closing; and the meeting's iCalendar file.</summary>
public sealed class AftermathTests(SandboxService sandbox) : IClassFixture<SandboxService>
{
    private static string Path(Guid id, string step) => $"{SandboxService.Requests}/{id}/{step}";

    [Fact]
    public async Task A_trial_is_reported_on_suspended_and_ended_and_its_rule_is_reviewed_before_the_case_closes()
    {
        var filing = SandboxService.Filing("無人機送餐試辦");
        filing["relief"] = "trial";
        filing["trial"] = new
        {
            participants = 50,
            months = 6,
            place = "花蓮縣",
        };
        var id = await sandbox.DecidedAsync(filing, SandboxService.Decision("trial"));
        var running = await sandbox.ReadAsync(sandbox.Org, id);
        Assert.Equal(
            ("inTrial", 50),
            (running["status"]!.GetValue<string>(), running["permittedTrial"]!["conditions"]!["participants"]!.GetValue<int>())
        );
        Assert.Equal(50, (await sandbox.PublishedAsync<TrialStarted>(started => started.RequestId == id)).Participants);

        await sandbox.StepAsync(sandbox.Org, id, "trial/reports", new { text = "期末報告", incident = false }, HttpStatusCode.Created);
        Assert.Equal(
            "met",
            SandboxService.Deadlines(await sandbox.ReadAsync(sandbox.Org, id), "trialReport").Single()["state"]!.GetValue<string>()
        );
        await sandbox.StepAsync(sandbox.Ndc, id, "trial/suspend", new { reason = "事故" });
        (await sandbox.Ndc.Post(Path(id, "trial/suspend"), new { reason = "事故" })).Expect(409, "sandbox.trial-already-suspended");
        var ended = await sandbox.StepAsync(sandbox.Ndc, id, "trial/end", new { text = "提前結束" });
        Assert.Equal("followingUp", ended["status"]!.GetValue<string>());

        (await sandbox.Ndc.Post(Path(id, "close"))).Expect(409, "sandbox.follow-ups-open");
        var review = ended["followUps"]![0]!["id"]!.GetValue<Guid>();
        (await sandbox.Ndc.Call(HttpMethod.Patch, Path(id, $"follow-ups/{review}"), new { status = "done" })).Expect(
            428,
            "request.if-match-missing"
        );
        (
            await sandbox.Moea.Call(
                HttpMethod.Patch,
                Path(id, $"follow-ups/{review}"),
                new { status = "done", report = "已修正" },
                ("If-Match", ended.ETag)
            )
        ).Expect(HttpStatusCode.OK);
        await sandbox.StepAsync(sandbox.Ndc, id, "close");
        Assert.Equal("trial", (await sandbox.PublishedAsync<RequestClosed>(closed => closed.RequestId == id)).Outcome);
    }

    [Fact]
    public async Task A_follow_up_has_its_date_and_its_owner()
    {
        var id = await sandbox.DecidedAsync();
        var added = await sandbox.StepAsync(
            sandbox.Ndc,
            id,
            "follow-ups",
            new
            {
                text = "修正要點",
                owner = "moea",
                dueOn = sandbox.Today.AddDays(30),
            },
            HttpStatusCode.Created
        );
        Assert.Equal(("moea", "open"), (added["owner"]!.GetValue<string>(), added["status"]!.GetValue<string>()));
        Assert.Equal("followingUp", (await sandbox.ReadAsync(sandbox.Org, id))["status"]!.GetValue<string>());
        (
            await sandbox.Ndc.Post(
                Path(id, "follow-ups"),
                new
                {
                    text = "x",
                    owner = "moea",
                    dueOn = sandbox.Today.AddDays(-1),
                }
            )
        ).Expect(422, "sandbox.date-in-past");
        var done = (
            await sandbox.Ndc.Call(HttpMethod.Patch, Path(id, $"follow-ups/{added.Id}"), new { status = "done" }, ("If-Match", added.ETag))
        ).Expect(HttpStatusCode.OK);
        (
            await sandbox.Ndc.Call(HttpMethod.Patch, Path(id, $"follow-ups/{added.Id}"), new { status = "open" }, ("If-Match", done.ETag))
        ).Expect(409, "sandbox.follow-up-finished");
    }

    [Fact]
    public async Task Local_governments_acknowledge_a_published_answer_and_who_has_not_is_visible()
    {
        var id = await sandbox.PublishedAsync();
        var acknowledged = await sandbox.StepAsync(
            sandbox.As(SandboxService.Hualien),
            id,
            "acknowledgements",
            null,
            HttpStatusCode.Created
        );
        Assert.Equal(21, acknowledged["missing"]!.AsArray().Count);
        Assert.DoesNotContain("county-hualien", acknowledged["missing"]!.AsArray().Select(code => code!.GetValue<string>()));
        (await sandbox.As(SandboxService.Hualien).Post(Path(id, "acknowledgements"))).Expect(409, "sandbox.already-acknowledged");
        (await sandbox.As(SandboxService.Hualien).Post(Path(id, "acknowledgements"), new { authority = "county-taipei" })).Expect(
            403,
            "auth.forbidden"
        );
        (await sandbox.Ndc.Post(Path(id, "acknowledgements"), new { authority = "mof" })).Expect(422, "sandbox.not-a-local-government");
        (await sandbox.Ndc.Post(Path(id, "acknowledgements"), new { authority = "county-nowhere" })).Expect(
            422,
            "sandbox.not-a-local-government"
        );
        // The file itself stays closed to them.
        (await sandbox.As(SandboxService.Hualien).Get($"{SandboxService.Requests}/{id}")).Expect(404, "request.not-found");
    }

    [Fact]
    public async Task A_meeting_is_downloaded_as_icalendar_in_lines_of_at_most_75_octets()
    {
        var id = await sandbox.OpinionsRequestedAsync();
        var meeting = await sandbox.StepAsync(
            sandbox.Ndc,
            id,
            "meetings",
            new
            {
                at = "2099-03-02T02:00:00Z",
                agenda = new[] { "財政部意見;經濟部意見,及其他逗號很多很多很多很多很多很多很多很多的議題" },
                attendees = new[] { "moea" },
            },
            HttpStatusCode.Created
        );
        var file = (await sandbox.Mof.Get(Path(id, $"meetings/{meeting.Id}.ics"))).Expect(HttpStatusCode.OK);
        Assert.Equal("text/calendar", file.Message.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", file.Text, StringComparison.Ordinal);
        Assert.Contains("\r\nDTSTART:20990302T020000Z\r\n", file.Text, StringComparison.Ordinal);
        Assert.EndsWith("END:VEVENT\r\nEND:VCALENDAR\r\n", file.Text, StringComparison.Ordinal);
        Assert.All(file.Text.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75));
        Assert.Contains(@"財政部意見\;經濟部意見\,", file.Text.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        (await sandbox.Mof.Get(Path(id, $"meetings/{Guid.CreateVersion7()}.ics"))).Expect(404, "request.not-found");
    }

    [Fact]
    public async Task A_withdrawn_request_has_no_running_deadline()
    {
        var id = await sandbox.OpinionsRequestedAsync();
        var withdrawn = await sandbox.StepAsync(sandbox.Org, id, "withdraw", new { reason = "改變計畫" });
        Assert.Equal("withdrawn", withdrawn["status"]!.GetValue<string>());
        Assert.DoesNotContain(withdrawn["deadlines"]!.AsArray(), deadline =>
            deadline!["state"]!.GetValue<string>() is "running" or "paused"
        );
        await sandbox.PublishedAsync<RequestWithdrawn>(content => content.RequestId == id);
    }

    [Fact]
    public async Task The_events_of_a_request_name_the_applicants_organisation_once_it_is_registered()
    {
        var organisationId = Guid.CreateVersion7();
        await sandbox.DeliverAsync(
            new Contracts.Registry.V1.OrganisationRegistered
            {
                Organisation = new()
                {
                    OrganisationId = organisationId,
                    OwnerParty = Accounts.Org2.Party,
                    Name = new() { Zh = "好日子" },
                    LegalForm = "company",
                    County = "花蓮縣",
                    Sdgs = [3],
                    Stage = "ideation",
                    StatusPoints = [],
                    Light = "green",
                },
            },
            organisationId.ToString()
        );
        var id = await sandbox.FileAsync(by: Accounts.Org2);
        Assert.Equal(organisationId, (await sandbox.PublishedAsync<RequestReceived>(received => received.RequestId == id)).OrganisationId);
    }
}

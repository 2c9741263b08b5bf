using System.Net;
using Platform.Contracts.Sandbox.V1;
using Platform.Harness;

namespace Platform.Sandbox.Tests.Features;

/// <summary>
/// The whole case: filed, screened, worded, confirmed, two authorities asked, one late, a meeting, a decision, a precedent.
/// </summary>
public sealed class MainJobTests(SandboxService sandbox) : IClassFixture<SandboxService>
{
    [Fact]
    public async Task An_organisations_request_becomes_a_published_precedent()
    {
        var filed = (await sandbox.Org.Post(SandboxService.Requests, SandboxService.Filing())).Expect(HttpStatusCode.Created);
        var id = filed.Id;
        Assert.Equal(("received", "applicant"), (filed["status"]!.GetValue<string>(), filed["origin"]!.GetValue<string>()));
        Assert.Matches(@"^RA-\d{4}-\d{4}$", filed["caseNo"]!.GetValue<string>());
        Assert.Equal($"{SandboxService.Requests}/{id}", filed.Message.Headers.Location!.ToString());

        await sandbox.StepAsync(sandbox.Ndc, id, "assign", new { to = "ndc" });
        await sandbox.StepAsync(sandbox.Ndc, id, "screen", new { decision = "accept", reason = "屬法規調適事項" });
        var sent = await sandbox.StepAsync(sandbox.Ndc, id, "question", new { text = "社團法人得否為發起人?" });
        Assert.Equal("awaitingConfirmation", sent["status"]!.GetValue<string>());
        await sandbox.StepAsync(sandbox.Org, id, "question/confirm");
        var requested = await sandbox.StepAsync(sandbox.Ndc, id, "opinions", new { lead = "moea", coAuthorities = new[] { "mof" } });
        Assert.Equal("consulting", requested["status"]!.GetValue<string>());
        Assert.Equal(10, SandboxService.Deadlines(requested.Json!, "opinion").First()["businessDaysLeft"]!.GetValue<int>());
        await sandbox.StepAsync(sandbox.Moea, id, "opinions/moea", new { position = "agree", text = "同意" });

        sandbox.Advance(40);
        var missed = await sandbox.PublishedAsync<DeadlineMissed>(missed => missed.RequestId == id && missed.Kind == "opinion");
        Assert.Equal(("mof", true), (missed.Authority, missed.MeetingDue));
        var late = await sandbox.ReadAsync(sandbox.Ndc, id);
        Assert.Equal("lateOpinion", late["meetingDue"]!["because"]![0]!.GetValue<string>());
        var opinion = SandboxService.Deadlines(late, "opinion").Single(deadline => deadline["authority"]!.GetValue<string>() == "mof");
        Assert.Equal("missed", opinion["state"]!.GetValue<string>());
        Assert.True(opinion["businessDaysLeft"]!.GetValue<int>() < 0);

        var meeting = await sandbox.StepAsync(
            sandbox.Ndc,
            id,
            "meetings",
            new
            {
                at = sandbox.Clock.GetUtcNow().AddDays(7),
                agenda = new[] { "財政部意見" },
                attendees = new[] { "moea", "mof" },
            },
            HttpStatusCode.Created
        );
        Assert.Equal(
            ("meetingCalled", "lateOpinion"),
            (meeting["status"]!.GetValue<string>(), meeting["because"]![0]!.GetValue<string>())
        );
        Assert.Equal(["lateOpinion"], (await sandbox.PublishedAsync<MeetingCalled>(called => called.RequestId == id)).Because);
        var minuted = await sandbox.StepAsync(
            sandbox.Ndc,
            id,
            $"meetings/{meeting.Id}/minutes",
            new
            {
                text = "財政部無意見",
                resolutions = new[]
                {
                    new
                    {
                        text = "發函各地方政府",
                        owner = "moea",
                        dueOn = sandbox.Today.AddDays(60),
                    },
                },
            }
        );
        Assert.Equal("deciding", minuted["status"]!.GetValue<string>());

        var decided = await sandbox.StepAsync(sandbox.Ndc, id, "decision", SandboxService.Decision());
        Assert.Equal("decided", decided["status"]!.GetValue<string>());
        await sandbox.StepAsync(sandbox.Ndc, id, "publish");
        var caseNo = decided["caseNo"]!.GetValue<string>();
        var precedent = (await sandbox.Anonymous.Get($"/api/sandbox/v1/precedents/{caseNo}")).Expect(HttpStatusCode.OK);
        Assert.Equal("interpretation", precedent["outcome"]!.GetValue<string>());
        Assert.Equal(caseNo, (await sandbox.PublishedAsync<DecisionPublished>(published => published.RequestId == id)).CaseNo);

        var timeline = (await sandbox.Ndc.Get($"{SandboxService.Requests}/{id}/timeline")).Expect(HttpStatusCode.OK);
        Assert.Equal(
            [
                "received",
                "assigned",
                "screened",
                "questionSent",
                "questionConfirmed",
                "opinionRequested",
                "opinionRequested",
                "opinionGiven",
                "deadlineMissed",
                "meetingDue",
                "meetingCalled",
                "minutesRecorded",
                "decided",
                "published",
            ],
            timeline["items"]!.AsArray().Select(item => item!["kind"]!.GetValue<string>())
        );
        Assert.Contains("followUp", timeline["deadlines"]!.AsArray().Select(deadline => deadline!["kind"]!.GetValue<string>()));
        var applicants = (await sandbox.Org.Get($"{SandboxService.Requests}/{id}/timeline")).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain(applicants["items"]!.AsArray(), item => item!["kind"]!.GetValue<string>() is "assigned" or "meetingDue");
    }

    [Fact]
    public async Task Who_says_the_same_again_is_heard_again()
    {
        var id = (await sandbox.Org.Post(SandboxService.Requests, SandboxService.Filing())).Expect(HttpStatusCode.Created).Id;
        var first = await sandbox.StepAsync(sandbox.Ndc, id, "assign", new { to = "moea" });
        var second = await sandbox.StepAsync(sandbox.Ndc, id, "assign", new { to = "moea" });
        Assert.Equal(first["version"]!.GetValue<long>() + 1, second["version"]!.GetValue<long>());
        var timeline = (await sandbox.Ndc.Get($"{SandboxService.Requests}/{id}/timeline")).Expect(HttpStatusCode.OK);
        Assert.Equal(["received", "assigned", "assigned"], timeline["items"]!.AsArray().Select(item => item!["kind"]!.GetValue<string>()));
    }
}

using System.Net;
using Platform.Contracts.Sandbox.V1;
using Platform.Harness;

namespace Platform.Sandbox.Tests.Features;

public sealed class TrialTests(SandboxService sandbox) : IClassFixture<SandboxService>
{
    private static string Path(Guid id, string step) => $"{SandboxService.Requests}/{id}/{step}";

    [Fact]
    public async Task An_incident_suspends_the_trial_by_itself_and_the_ndc_resumes_and_extends_it()
    {
        var id = await PermittedAsync();
        (await sandbox.Ndc.Post(Path(id, "trial/resume"), new { reason = "無" })).Expect(409, "sandbox.trial-not-suspended");
        var reported = await sandbox.StepAsync(
            sandbox.Org,
            id,
            "trial/reports",
            new { text = "無人機墜落", incident = true },
            HttpStatusCode.Created
        );
        Assert.Equal(("suspended", "無人機墜落"), (Trial(reported, "status"), Trial(reported, "suspendedBecause")));
        Assert.Equal("無人機墜落", (await sandbox.PublishedAsync<TrialSuspended>(content => content.RequestId == id)).Reason);
        Assert.Contains(
            "role:ndc-officer",
            sandbox.Published.First(one => one.Type == "sandbox.trial-suspended" && one.Subject == id.ToString()).Audience.Concerns
        );

        var resumed = await sandbox.StepAsync(sandbox.Ndc, id, "trial/resume", new { reason = "改善完成" });
        Assert.Equal("running", Trial(resumed, "status"));
        Assert.Equal("改善完成", (await sandbox.PublishedAsync<TrialResumed>(content => content.RequestId == id)).Reason);

        (await sandbox.Ndc.Post(Path(id, "trial/extend"), new { months = 31, reason = "樣本不足" })).Expect(422, "sandbox.trial-too-long");
        (await sandbox.Ndc.Post(Path(id, "trial/extend"), new { months = 0, reason = "樣本不足" })).Expect(400, "request.invalid");
        (await sandbox.Org.Post(Path(id, "trial/extend"), new { months = 3, reason = "樣本不足" })).Expect(403, "auth.forbidden");
        var extended = await sandbox.StepAsync(sandbox.Ndc, id, "trial/extend", new { months = 3, reason = "樣本不足" });
        var content = await sandbox.PublishedAsync<TrialExtended>(content => content.RequestId == id);
        Assert.Equal((3, Trial(extended, "endsOn"), "樣本不足"), (content.Months, $"{content.EndsOn:yyyy-MM-dd}", content.Reason));
        Assert.Equal(
            Trial(extended, "endsOn"),
            SandboxService.Deadlines(extended.Json!, "trialReport").Last()["dueOn"]!.GetValue<string>()
        );
        (await sandbox.Ndc.Post(Path(id, "trial/extend"), new { months = 1, reason = "再延" })).Expect(
            409,
            "sandbox.trial-already-extended"
        );
    }

    [Fact]
    public async Task More_participants_than_permitted_are_recorded_and_suspend_the_trial()
    {
        var id = await PermittedAsync();
        var within = await sandbox.StepAsync(
            sandbox.Org,
            id,
            "trial/reports",
            new { text = "第一期", participants = 50 },
            HttpStatusCode.Created
        );
        Assert.Equal("running", Trial(within, "status"));
        var beyond = await sandbox.StepAsync(
            sandbox.Org,
            id,
            "trial/reports",
            new { text = "第二期", participants = 60 },
            HttpStatusCode.Created
        );
        Assert.Equal("suspended", Trial(beyond, "status"));
        Assert.Equal([50, 60], beyond["permittedTrial"]!["reports"]!.AsArray().Select(report => report!["participants"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_decision_beyond_the_cap_or_with_reports_outside_of_the_term_is_refused()
    {
        var id = await sandbox.ConfirmedAsync();
        Task<Reply> DecideAsync(object trial) =>
            sandbox.Ndc.Post(
                Path(id, "decision"),
                new
                {
                    outcome = "trial",
                    text = "准予試辦",
                    trial,
                    @public = (object?)null,
                }
            );
        (await DecideAsync(new { participants = 10_001, months = 6 })).Expect(422, "sandbox.trial-too-large");
        var refused = (
            await DecideAsync(
                new
                {
                    participants = 50,
                    months = 6,
                    reportDates = new[] { sandbox.Today.AddYears(1) },
                }
            )
        ).Expect(422, "sandbox.report-outside-of-trial");
        Assert.Equal("$.trial.reportDates[0]", refused["errors"]!.AsObject().Single().Key);
    }

    private async Task<Guid> PermittedAsync()
    {
        var filing = SandboxService.Filing("無人機送餐試辦");
        filing["relief"] = "trial";
        filing["trial"] = new
        {
            participants = 50,
            months = 6,
            place = "花蓮縣",
        };
        return await sandbox.DecidedAsync(filing, SandboxService.Decision("trial"));
    }

    private static string? Trial(Reply request, string member) => request["permittedTrial"]![member]?.GetValue<string>();
}

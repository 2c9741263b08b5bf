using System.Net;
using Platform.Harness;

namespace Platform.Sandbox.Tests.Features;

/// <summary>A confidential request is seen by its parties and leaks nowhere else. Every text of it holds a word that is searched for.</summary>
public sealed class ConfidentialityTests(SandboxService sandbox) : IClassFixture<SandboxService>
{
    private const string Secret = "密匙甲乙丙";

    [Fact]
    public async Task A_confidential_request_is_not_in_precedents_statistics_other_peoples_lists_or_events()
    {
        var open = await sandbox.PublishedAsync();
        var before = await FiguresAsync();

        var filing = SandboxService.Filing($"{Secret}標題");
        foreach (var member in new[] { "businessModel", "obstacle", "question", "publicBenefit", "risks" })
            filing[member] = $"{Secret}{member}";
        filing["provisions"] = new[] { new { law = $"{Secret}法", article = "第1條", authority = "moea" } };
        filing["confidential"] = true;
        var id = await sandbox.FileAsync(filing);
        await sandbox.StepAsync(sandbox.Ndc, id, "screen", new { decision = "needMore", reason = $"{Secret}理由" });
        await sandbox.StepAsync(sandbox.Org, id, "supplement", new { text = $"{Secret}補件" });
        await sandbox.StepAsync(sandbox.Ndc, id, "screen", new { decision = "accept", reason = $"{Secret}理由" });
        await sandbox.StepAsync(sandbox.Ndc, id, "question", new { text = $"{Secret}問題" });
        await sandbox.StepAsync(sandbox.Org, id, "question/confirm");
        await sandbox.StepAsync(sandbox.Ndc, id, "opinions", new { lead = "moea" });
        await sandbox.StepAsync(sandbox.Ndc, id, "extend", new { kind = "opinion", businessDays = 3, reason = $"{Secret}展期" });
        await sandbox.StepAsync(sandbox.Moea, id, "opinions/moea", new { position = "agree", text = $"{Secret}意見" });
        await sandbox.StepAsync(sandbox.Ndc, id, "decision", new
        {
            outcome = "trial",
            text = $"{Secret}決定",
            reference = $"{Secret}字號",
            trial = new { participants = 10, months = 3, place = $"{Secret}地點" },
            @public = new { summary = $"{Secret}摘要", answer = $"{Secret}答復" },
        });
        (await sandbox.Ndc.Post($"{SandboxService.Requests}/{id}/publish")).Expect(422, "sandbox.confidential");
        await sandbox.StepAsync(sandbox.Ndc, id, "trial/suspend", new { reason = $"{Secret}事故" });
        await sandbox.StepAsync(sandbox.Ndc, id, "trial/end", new { text = $"{Secret}結束" });
        var caseNo = (await sandbox.ReadAsync(sandbox.Org, id))["caseNo"]!.GetValue<string>();

        Assert.Equal(before, await FiguresAsync());
        (await sandbox.Anonymous.Get($"/api/sandbox/v1/precedents/{caseNo}")).Expect(404, "request.not-found");
        foreach (var query in new[] { "", $"?q={Secret}", $"?law={Secret}", $"?q={caseNo}" })
        {
            var found = (await sandbox.Anonymous.Get($"/api/sandbox/v1/precedents{query}")).Expect(HttpStatusCode.OK);
            Assert.DoesNotContain(caseNo, found.Text, StringComparison.Ordinal);
        }

        Assert.Empty((await sandbox.As(Accounts.Org2).Get($"{SandboxService.Requests}?q={Secret}"))["items"]!.AsArray());
        Assert.Single((await sandbox.Ndc.Get($"{SandboxService.Requests}?q={Secret}"))["items"]!.AsArray());
        Assert.Empty((await sandbox.Mof.Get($"{SandboxService.Requests}?q={Secret}"))["items"]!.AsArray());

        await sandbox.PublishedAsync<Contracts.Sandbox.V1.TrialEnded>(ended => ended.RequestId == id);
        var events = sandbox.Published.Where(published => published.Subject == id.ToString()).ToArray();
        Assert.True(events.Length >= 9);
        Assert.All(events, published =>
        {
            Assert.DoesNotContain(Secret, published.Body, StringComparison.Ordinal);
            Assert.False(published.Audience.IsPublic);
            Assert.False(published.Audience.Includes(Accounts.Org2.Party, Accounts.Org2.Roles));
            Assert.False(published.Audience.Includes(Accounts.Mof.Party, Accounts.Mof.Roles));
        });
        Assert.NotEqual(open, id);
    }

    /// <summary>The open figures without the moment of which they are.</summary>
    private async Task<string> FiguresAsync()
    {
        var figures = (await sandbox.Anonymous.Get("/api/sandbox/v1/statistics")).Json!.AsObject();
        Assert.True(figures.Remove("asOf"));
        return figures.ToJsonString();
    }
}

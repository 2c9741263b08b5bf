using System.Net;
using Platform.Harness;

namespace Platform.Sandbox.Tests.Features;

public sealed class SearchTests(SandboxService sandbox) : IClassFixture<SandboxService>
{
    [Fact]
    public async Task Precedents_are_found_by_words_law_and_case_number_by_anyone()
    {
        var filing = SandboxService.Filing("ＳＨＡＲＥＤ Parking 共享停車");
        filing["provisions"] = new[] { new { law = "停車場法", article = "第26條", authority = "motc" } };
        var id = await sandbox.PublishedAsync(filing);
        var caseNo = (await sandbox.ReadAsync(sandbox.Ndc, id))["caseNo"]!.GetValue<string>();
        foreach (var query in new[] { "q=shared", "q=共享停車", "law=停車場", $"q={caseNo}" })
        {
            var found = (await sandbox.Anonymous.Get($"/api/sandbox/v1/precedents?{query}")).Expect(HttpStatusCode.OK);
            Assert.Equal([caseNo], found["items"]!.AsArray().Select(item => item!["caseNo"]!.GetValue<string>()));
        }

        Assert.Empty((await sandbox.Anonymous.Get("/api/sandbox/v1/precedents?q=%25"))["items"]!.AsArray());
        var precedent = await sandbox.Anonymous.Get($"/api/sandbox/v1/precedents/{caseNo}");
        // The obstacle and the business model are the file's, not the open layer's.
        Assert.DoesNotContain("發起人並不明確", precedent.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified,
            (await sandbox.Anonymous.Get($"/api/sandbox/v1/precedents/{caseNo}", ("If-None-Match", precedent.ETag))).Status);
    }

    [Fact]
    public async Task Similar_cases_are_ranked_and_the_fast_lane_halves_the_authoritys_time()
    {
        var same = await sandbox.PublishedAsync();
        var otherArticle = SandboxService.Filing("有限公司組織變更");
        otherArticle["provisions"] = new[] { new { law = "公司法", article = "第106條", authority = "moea" } };
        await sandbox.DecidedAsync(otherArticle);
        var precedent = (await sandbox.ReadAsync(sandbox.Ndc, same))["caseNo"]!.GetValue<string>();

        var filing = SandboxService.Filing();
        filing["identicalTo"] = precedent;
        var id = await sandbox.AskedAsync(filing);
        Assert.All(SandboxService.Deadlines(await sandbox.ReadAsync(sandbox.Ndc, id), "opinion"),
            deadline => Assert.Equal(5, deadline["businessDaysLeft"]!.GetValue<int>()));
        var similar = (await sandbox.Ndc.Get($"{SandboxService.Requests}/{id}/similar")).Expect(HttpStatusCode.OK)["items"]!.AsArray();
        Assert.True(similar.Count >= 2);
        Assert.Equal("第356條之3", similar[0]!["sharedProvisions"]![0]!["article"]!.GetValue<string>());
        var scores = similar.Select(item => item!["score"]!.GetValue<int>()).ToArray();
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.True(scores[0] > scores[^1]);
    }

    [Fact]
    public async Task The_queue_is_filtered_by_status_authority_assignee_lateness_and_words_and_walked_by_cursor()
    {
        var filing = SandboxService.Filing("勞動合作事業公平參與政府標案");
        filing["provisions"] = new[] { new { law = "政府採購法", article = "第36條", authority = "pcc" } };
        var ids = new List<Guid>();
        for (var n = 0; n < 5; n++)
            ids.Add(await sandbox.FileAsync(filing));
        await sandbox.StepAsync(sandbox.Ndc, ids[0], "assign", new { to = "ndc" });
        async Task<Guid[]> Found(string query) => [.. (await sandbox.Ndc.Get($"{SandboxService.Requests}?limit=200&{query}")).Expect(HttpStatusCode.OK)["items"]!
            .AsArray().Select(item => item!["id"]!.GetValue<Guid>())];
        Assert.Equal(ids, await Found("authority=pcc"));
        Assert.Equal(ids, await Found("authority=pcc&status=received"));
        Assert.Equal([ids[0]], await Found("authority=pcc&assignee=me"));
        Assert.Equal(ids, await Found("q=勞動合作"));
        Assert.Empty(await Found("authority=pcc&overdue=true"));
        Assert.Equal(ids, await Found("authority=pcc&overdue=false"));
        (await sandbox.Ndc.Get($"{SandboxService.Requests}?status=nowhere")).Expect(400, "request.malformed");

        var walked = new List<Guid>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await sandbox.Ndc.Get($"{SandboxService.Requests}?authority=pcc&limit=2{cursor}")).Expect(HttpStatusCode.OK);
            walked.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<Guid>()));
            cursor = page["nextCursor"] is { } next ? $"&cursor={next.GetValue<string>()}" : null;
        }

        Assert.Equal(ids, walked);
        sandbox.Advance(30);
        Assert.Equal(ids, await Found("authority=pcc&overdue=true"));
    }

    [Fact]
    public async Task Statistics_count_outcomes_laws_and_authorities()
    {
        var filing = SandboxService.Filing("統計用案件");
        filing["provisions"] = new[] { new { law = "統計測試法", article = "第1條", authority = "dgbas" }, new { law = "統計測試法", article = "第2條", authority = "dgbas" } };
        await sandbox.DecidedAsync(filing, SandboxService.Decision("statute"));
        var statistics = (await sandbox.Anonymous.Get("/api/sandbox/v1/statistics")).Expect(HttpStatusCode.OK);
        int Of(string group, string key) => statistics[group]!.AsArray().Single(count => count!["key"]!.GetValue<string>() == key)!["requests"]!.GetValue<int>();
        Assert.Equal((1, 1, 1), (Of("byOutcome", "statute"), Of("byLaw", "統計測試法"), Of("byAuthority", "dgbas")));
        Assert.True(statistics["medianBusinessDays"]!.GetValue<int>() <= statistics["p90BusinessDays"]!.GetValue<int>());
    }

    [Fact]
    public async Task Anyone_reads_the_authorities()
    {
        var authorities = (await sandbox.Anonymous.Get("/api/sandbox/v1/authorities")).Expect(HttpStatusCode.OK)["items"]!.AsArray();
        Assert.Equal("財政部", authorities.Single(authority => authority!["code"]!.GetValue<string>() == "mof")!["name"]!["zh"]!.GetValue<string>());
    }
}

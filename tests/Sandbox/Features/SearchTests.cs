using System.Net;
using System.Text.Json.Nodes;
using Platform.Harness;

namespace Platform.Sandbox.Tests.Features;

public sealed class SearchTests(SandboxService sandbox) : IClassFixture<SandboxService>
{
    [Fact]
    public async Task Precedents_are_found_by_words_law_and_case_number_by_anyone()
    {
        var filing = SandboxService.Filing("ＳＨＡＲＥＤ Parking 共享停車");
        filing["provisions"] = new[]
        {
            new
            {
                law = "停車場法",
                article = "第26條",
                authority = "motc",
            },
        };
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
        Assert.Equal(
            HttpStatusCode.NotModified,
            (await sandbox.Anonymous.Get($"/api/sandbox/v1/precedents/{caseNo}", ("If-None-Match", precedent.ETag))).Status
        );
    }

    [Fact]
    public async Task Similar_cases_are_ranked_and_the_fast_lane_halves_the_authoritys_time()
    {
        var same = await sandbox.PublishedAsync();
        var otherArticle = SandboxService.Filing("有限公司組織變更");
        otherArticle["provisions"] = new[]
        {
            new
            {
                law = "公司法",
                article = "第106條",
                authority = "moea",
            },
        };
        await sandbox.DecidedAsync(otherArticle);
        var precedent = (await sandbox.ReadAsync(sandbox.Ndc, same))["caseNo"]!.GetValue<string>();

        var filing = SandboxService.Filing();
        filing["identicalTo"] = precedent;
        var id = await sandbox.OpinionsRequestedAsync(filing);
        Assert.All(SandboxService.Deadlines(await sandbox.ReadAsync(sandbox.Ndc, id), "opinion"), deadline =>
            Assert.Equal(5, deadline["businessDaysLeft"]!.GetValue<int>())
        );
        var similar = (await sandbox.Ndc.Get($"{SandboxService.Requests}/{id}/similar")).Expect(HttpStatusCode.OK)["items"]!.AsArray();
        Assert.True(similar.Count >= 2);
        Assert.Equal("第356條之3", similar[0]!["sharedProvisions"]![0]!["article"]!.GetValue<string>());
        var scores = similar.Select(item => item!["score"]!.GetValue<int>()).ToArray();
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.True(scores[0] > scores[^1]);
        Assert.StartsWith("相同條文 1 項,同一法規 1 項", similar[0]!["why"]!["zh"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_of_other_laws_in_much_the_same_words_is_similar_and_one_of_other_words_is_not()
    {
        const string SharedText = "機構以共享廚房供數家小農輪流製作果醬並聯名銷售,得否以一張食品業者登錄字號涵蓋各使用人之製造行為";
        var alike = SandboxService.Filing("共享廚房之食品業者登錄");
        (alike["question"], alike["obstacle"]) = (SharedText, $"{SharedText},各縣市衛生局見解不一");
        alike["provisions"] = new[]
        {
            new
            {
                law = "食品安全衛生管理法",
                article = "第8條",
                authority = "mohw",
            },
        };
        var decided = await sandbox.DecidedAsync(alike);
        var unlike = SandboxService.Filing("無障礙計程車之夜間派遣");
        foreach (var member in new[] { "businessModel", "obstacle", "question", "publicBenefit" })
        {
            unlike[member] = "計程車合作社夜間派車服務行動不便者";
        }

        unlike["provisions"] = new[]
        {
            new
            {
                law = "公路法",
                article = "第56條",
                authority = "motc",
            },
        };
        var other = await sandbox.DecidedAsync(unlike);

        var requested = SandboxService.Filing("共享廚房之登錄");
        (requested["question"], requested["obstacle"]) = ($"{SharedText}?", $"{SharedText},業者無所適從");
        requested["provisions"] = new[]
        {
            new
            {
                law = "商業登記法",
                article = "第5條",
                authority = "moea",
            },
        };
        var id = await sandbox.FileAsync(requested);
        var similar = (await sandbox.Ndc.Get($"{SandboxService.Requests}/{id}/similar")).Expect(HttpStatusCode.OK)["items"]!.AsArray();
        var found = similar.Single(item => item!["requestId"]!.GetValue<Guid>() == decided)!;
        Assert.Empty(found["sharedProvisions"]!.AsArray());
        Assert.InRange(found["textLikeness"]!.GetValue<int>(), 400, 999);
        Assert.DoesNotContain(similar, item => item!["requestId"]!.GetValue<Guid>() == other);
    }

    [Fact]
    public async Task A_precedent_is_found_by_the_article_of_its_law_and_not_by_that_article_of_another()
    {
        var filing = SandboxService.Filing("條號測試");
        filing["provisions"] = new[]
        {
            new
            {
                law = "合作社法",
                article = "第９９條",
                authority = "moi",
            },
            new
            {
                law = "信用合作社法",
                article = "第1條",
                authority = "fsc",
            },
        };
        await sandbox.PublishedAsync(filing);
        async Task<int> Found(string query) =>
            (await sandbox.Anonymous.Get($"/api/sandbox/v1/precedents?{query}")).Expect(HttpStatusCode.OK)["items"]!.AsArray().Count;
        Assert.Equal(
            (1, 1, 0),
            (await Found("article=第99條"), await Found("law=合作社法&article=第99條"), await Found("law=信用合作社法&article=第99條"))
        );
    }

    [Fact]
    public async Task The_queue_is_filtered_by_status_authority_assignee_lateness_and_words_and_walked_by_cursor()
    {
        var filing = SandboxService.Filing("勞動合作事業公平參與政府標案");
        filing["provisions"] = new[]
        {
            new
            {
                law = "政府採購法",
                article = "第36條",
                authority = "pcc",
            },
        };
        var ids = new List<Guid>();
        for (var n = 0; n < 5; n++)
        {
            ids.Add(await sandbox.FileAsync(filing));
        }

        await sandbox.StepAsync(sandbox.Ndc, ids[0], "assign", new { to = "ndc" });
        async Task<Guid[]> Found(string query) =>
            [
                .. (await sandbox.Ndc.Get($"{SandboxService.Requests}?limit=200&{query}")).Expect(HttpStatusCode.OK)["items"]!
                    .AsArray()
                    .Select(item => item!["id"]!.GetValue<Guid>()),
            ];
        Assert.Equal(ids, await Found("authority=pcc"));
        Assert.Equal(ids, await Found("authority=pcc&status=received"));
        Assert.Equal([ids[0]], await Found("authority=pcc&assignee=me"));
        Assert.Equal(ids, await Found("q=勞動合作"));
        Assert.Empty(await Found("authority=pcc&overdue=true"));
        Assert.Equal(ids, await Found("authority=pcc&overdue=false"));
        (await sandbox.Ndc.Get($"{SandboxService.Requests}?status=nowhere")).Expect(400, "request.malformed");

        var walked = new List<Guid>();
        for (string? cursor = ""; cursor is not null; )
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
    public async Task Words_must_all_be_there_in_any_order_and_leave_the_list_in_its_own()
    {
        var filing = SandboxService.Filing("台灣藍鵲 Bluebird 觀測之合作營運");
        filing["provisions"] = new[]
        {
            new
            {
                law = "野生動物保育法",
                article = "第18條",
                authority = "moa",
            },
        };
        filing["businessModel"] = "以藍鵲足環收費";
        var (requested, fresh) = (await sandbox.ConfirmedAsync(filing), await sandbox.FileAsync(filing));
        async Task<Guid[]> Found(string query) =>
            [
                .. (await sandbox.Ndc.Get($"{SandboxService.Requests}?{query}")).Expect(HttpStatusCode.OK)["items"]!
                    .AsArray()
                    .Select(item => item!["id"]!.GetValue<Guid>()),
            ];
        foreach (var text in new[] { "臺灣藍鵲", "blue 藍鵲", "合作營運 ＢＬＵＥＢＩＲＤ", "足環", "野生動物保育法 第18條", "鵲" })
        {
            Assert.Equal([requested, fresh], await Found($"q={text}"));
            // The acknowledgement of the new one is due first.
            Assert.Equal([fresh, requested], await Found($"q={text}&sort=due"));
            Assert.Equal([fresh], await Found($"q={text}&status=received"));
        }

        foreach (var text in new[] { "bird 藍鵲", "藍鵲 足環 綠繡眼", "鵲藍", "、", "%" })
        {
            Assert.Empty(await Found($"q={text}"));
        }

        var (first, second) = (
            await sandbox.Ndc.Get($"{SandboxService.Requests}?q=藍鵲&sort=due&limit=1"),
            await sandbox.Ndc.Get($"{SandboxService.Requests}?q=藍鵲&limit=1")
        );
        Assert.Equal([requested], await Found($"q=藍鵲&sort=due&limit=1&cursor={first["nextCursor"]}"));
        Assert.Equal([fresh], await Found($"q=藍鵲&limit=1&cursor={second["nextCursor"]}"));
        (await sandbox.Ndc.Get($"{SandboxService.Requests}?q={new string('鵲', 201)}")).Expect(400, "sandbox.query-too-long");
        (await sandbox.Anonymous.Get($"/api/sandbox/v1/precedents?q={new string('鵲', 201)}")).Expect(400, "sandbox.query-too-long");
    }

    [Fact]
    public async Task Anyone_finds_a_precedent_by_its_open_layer_from_when_it_is_published_and_never_by_the_rest_of_its_file()
    {
        var filing = SandboxService.Filing("水黽共乘");
        filing["businessModel"] = "石蠶收費模式";
        var id = await sandbox.DecidedAsync(filing);
        async Task<int> Found(string text) =>
            (await sandbox.Anonymous.Get($"/api/sandbox/v1/precedents?q={text}")).Expect(HttpStatusCode.OK)["items"]!.AsArray().Count;
        Assert.Equal(0, await Found("水黽"));
        await sandbox.StepAsync(sandbox.Ndc, id, "publish");
        Assert.Equal((1, 0), (await Found("水黽共乘"), await Found("石蠶")));
        Assert.Equal(
            [id],
            (await sandbox.Ndc.Get($"{SandboxService.Requests}?q=石蠶"))["items"]!.AsArray().Select(item => item!["id"]!.GetValue<Guid>())
        );
    }

    [Fact]
    public async Task Due_first_begins_with_what_is_late_ends_with_what_owes_nothing_and_is_walked_by_cursor()
    {
        var filing = SandboxService.Filing("期限排序");
        filing["provisions"] = new[]
        {
            new
            {
                law = "所得稅法",
                article = "第4條",
                authority = "vac",
            },
        };
        var late = await sandbox.FileAsync(filing);
        sandbox.Advance(20);
        var (requested, over, fresh) = (
            await sandbox.ConfirmedAsync(filing),
            await sandbox.FileAsync(filing),
            await sandbox.FileAsync(filing)
        );
        await sandbox.StepAsync(sandbox.Org, over, "withdraw");
        var walked = new List<Guid>();
        for (string? cursor = ""; cursor is not null; )
        {
            var page = (await sandbox.Ndc.Get($"{SandboxService.Requests}?authority=vac&sort=due&limit=1{cursor}")).Expect(
                HttpStatusCode.OK
            );
            walked.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<Guid>()));
            cursor = page["nextCursor"] is { } next ? $"&cursor={next.GetValue<string>()}" : null;
        }

        // The acknowledgement of the new one is due in three business days, the question of the confirmed one in a month.
        Assert.Equal([late, fresh, requested, over], walked);
        foreach (var cursor in new[] { "x", "20260101.x", "20261301.AAAAAAAAAAAAAAAAAAAAAA" })
        {
            (await sandbox.Ndc.Get($"{SandboxService.Requests}?sort=due&cursor={cursor}")).Expect(400, "request.cursor-invalid");
        }

        (await sandbox.Ndc.Get($"{SandboxService.Requests}?sort=age")).Expect(400, "request.malformed");
    }

    [Fact]
    public async Task Statistics_say_how_many_business_days_each_phase_took_without_waiting_for_the_applicant()
    {
        JsonObject Phase(Reply statistics, string phase) =>
            statistics["phases"]!.AsArray().Single(item => item!["phase"]!.GetValue<string>() == phase)!.AsObject();
        async Task<Reply> Figures() => (await sandbox.Anonymous.Get("/api/sandbox/v1/statistics")).Expect(HttpStatusCode.OK);
        await sandbox.PublishedAsync();
        var before = await Figures();
        var id = await sandbox.FileAsync();
        await sandbox.StepAsync(sandbox.Ndc, id, "screen", new { decision = "needMore", reason = "缺營運計畫" });
        sandbox.Advance(70);
        await sandbox.StepAsync(sandbox.Org, id, "supplement", new { text = "營運計畫" });
        await sandbox.StepAsync(sandbox.Ndc, id, "screen", new { decision = "accept", reason = "受理" });
        var after = await Figures();
        var (was, @is) = (Phase(before, "screen"), Phase(after, "screen"));
        Assert.Equal(was["done"]!.GetValue<int>() + 1, @is["done"]!.GetValue<int>());
        Assert.Equal(was["tooLate"]!.GetValue<int>(), @is["tooLate"]!.GetValue<int>());
        Assert.Equal(0, @is["p90BusinessDays"]!.GetValue<int>());
        Assert.Contains(after["backlog"]!.AsArray(), count => count!["key"]!.GetValue<string>() == "questionDrafted");
    }

    [Fact]
    public async Task The_timeline_is_exported_as_each_may_see_it_in_both_languages()
    {
        var id = await sandbox.OpinionsRequestedAsync();
        await sandbox.StepAsync(sandbox.Ndc, id, "notes", new { text = "=內部,註記" }, HttpStatusCode.Created);
        async Task<string[]> Lines(HttpClient who) =>
            (await who.Get($"{SandboxService.Requests}/{id}/timeline.csv"))
                .Expect(HttpStatusCode.OK)
                .Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var (ndc, applicant) = (await Lines(sandbox.Ndc), await Lines(sandbox.Org));
        Assert.EndsWith("at,kind,zh,en,byRole,by,authority,about,detail,dueOn", ndc[0], StringComparison.Ordinal);
        Assert.Contains(ndc, line => line.Contains(",noted,內部註記,Internal note,ndc,ndc,,,\"'=內部,註記\",", StringComparison.Ordinal));
        Assert.Equal(ndc.Length - 1, applicant.Length);
        Assert.DoesNotContain(applicant, line => line.Contains("註記", StringComparison.Ordinal));
        Assert.All(ndc.Skip(1), line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00,", line));
    }

    [Fact]
    public async Task Statistics_count_outcomes_laws_and_authorities()
    {
        var filing = SandboxService.Filing("統計用案件");
        filing["provisions"] = new[]
        {
            new
            {
                law = "統計測試法",
                article = "第1條",
                authority = "dgbas",
            },
            new
            {
                law = "統計測試法",
                article = "第2條",
                authority = "dgbas",
            },
        };
        await sandbox.DecidedAsync(filing, SandboxService.Decision("statute"));
        var statistics = (await sandbox.Anonymous.Get("/api/sandbox/v1/statistics")).Expect(HttpStatusCode.OK);
        int Of(string group, string key) =>
            statistics[group]!.AsArray().Single(count => count!["key"]!.GetValue<string>() == key)!["requests"]!.GetValue<int>();
        Assert.Equal((1, 1, 1), (Of("byOutcome", "statute"), Of("byLaw", "統計測試法"), Of("byAuthority", "dgbas")));
        Assert.True(statistics["medianBusinessDays"]!.GetValue<int>() <= statistics["p90BusinessDays"]!.GetValue<int>());
    }

    [Fact]
    public async Task Anyone_reads_the_authorities()
    {
        var authorities = (await sandbox.Anonymous.Get("/api/sandbox/v1/authorities")).Expect(HttpStatusCode.OK)["items"]!.AsArray();
        Assert.Equal(
            "財政部",
            authorities.Single(authority => authority!["code"]!.GetValue<string>() == "mof")!["name"]!["zh"]!.GetValue<string>()
        );
    }
}

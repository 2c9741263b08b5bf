using System.Globalization;
using System.Net;
using Platform.Contracts.Sandbox.V1;
using Platform.Harness;
using Platform.Web.Identity;

namespace Platform.Sandbox.Tests.Features;

/// <summary>Agencies are renamed and reorganised while requests are open. Each test ends an authority of its own.</summary>
public sealed class AuthorityTests(SandboxService sandbox) : IClassFixture<SandboxService>
{
    private const string Authorities = "/api/sandbox/v1/authorities";

    [Fact]
    public async Task An_operator_replaces_and_adds_authorities_and_everybody_sees_them()
    {
        var built = (await sandbox.Anonymous.Get($"{Authorities}/hakka")).Expect(HttpStatusCode.OK);
        Assert.Equal(("客家委員會", 0), (built["name"]!["zh"]!.GetValue<string>(), built["version"]!.GetValue<int>()));
        var admin = sandbox.As(Accounts.Admin);
        var renamed = new { name = new { zh = "客家事務部", en = "Ministry of Hakka Affairs" } };
        (await admin.Call(HttpMethod.Put, $"{Authorities}/hakka", renamed)).Expect(428, "request.if-match-missing");
        (await sandbox.Ndc.Put($"{Authorities}/hakka", renamed, built.ETag)).Expect(403, "auth.forbidden");
        var replaced = (await admin.Put($"{Authorities}/hakka", renamed, built.ETag)).Expect(HttpStatusCode.OK);
        (await admin.Put($"{Authorities}/hakka", renamed, built.ETag)).Expect(412, "request.stale");
        Assert.Equal(replaced.ETag, (await sandbox.Anonymous.Get($"{Authorities}/hakka")).ETag);

        (await sandbox.Anonymous.Get($"{Authorities}/mode")).Expect(404, "request.not-found");
        await ReplaceAsync("mode", new { name = new { en = "Ministry of Everything" }, validFrom = "2099-01-01" });
        var all = (await sandbox.Anonymous.Get(Authorities)).Expect(HttpStatusCode.OK)["items"]!.AsArray();
        Assert.Equal("客家事務部", all.Single(one => one!["code"]!.GetValue<string>() == "hakka")!["name"]!["zh"]!.GetValue<string>());
        Assert.Equal("2099-01-01", all.Single(one => one!["code"]!.GetValue<string>() == "mode")!["validFrom"]!.GetValue<string>());
        var id = await sandbox.ConfirmedAsync();
        (await sandbox.Ndc.Post($"{SandboxService.Requests}/{id}/opinions", new { lead = "mode" })).Expect(
            422,
            "sandbox.authority-not-yet"
        );

        (await admin.Put($"{Authorities}/Mode", renamed, "\"0\"")).Expect(400, "sandbox.authority-code-invalid");
        (await admin.Put($"{Authorities}/mode", new { name = new { } }, "*")).Expect(400, "request.invalid");
        (
            await admin.Put(
                $"{Authorities}/mode",
                new
                {
                    renamed.name,
                    validFrom = "2026-02-01",
                    validTo = "2026-01-01",
                },
                "*"
            )
        ).Expect(422, "sandbox.validity-invalid");
        (await admin.Put($"{Authorities}/mode", new { renamed.name, successor = "nowhere" }, "*")).Expect(
            422,
            "sandbox.authority-unknown"
        );
        (await admin.Put($"{Authorities}/mode", new { renamed.name, successor = "mode" }, "*")).Expect(422, "sandbox.successor-cycle");
    }

    [Fact]
    public async Task Of_two_operators_who_name_each_others_authority_as_successor_one_is_refused()
    {
        var admin = sandbox.As(Accounts.Admin);
        var replies = await Task.WhenAll(
            new[] { ("oac", "ocac"), ("ocac", "oac") }.Select(pair =>
                admin.Put(
                    $"{Authorities}/{pair.Item1}",
                    new
                    {
                        name = new { en = pair.Item1 },
                        validTo = "2098-12-31",
                        successor = pair.Item2,
                    },
                    "*"
                )
            )
        );
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity], replies.Select(reply => reply.Status).Order());
    }

    [Fact]
    public async Task An_ended_authoritys_open_work_is_its_successors_once_and_its_officers_still_see_what_they_were_asked()
    {
        var (former, heir) = (Officer("ftc"), Officer("ftcnew"));
        var id = await sandbox.ConfirmedAsync();
        await sandbox.StepAsync(sandbox.Ndc, id, "opinions", new { lead = "moea", coAuthorities = new[] { "ftc" } });
        (await sandbox.As(heir).Get($"{SandboxService.Requests}/{id}")).Expect(404, "request.not-found");
        await ReplaceAsync("ftcnew", new { name = new { zh = "公平競爭部" } });
        await ReplaceAsync(
            "ftc",
            new
            {
                name = new { zh = "公平交易委員會" },
                validTo = sandbox.Today.AddDays(-1),
                successor = "ftcnew",
            }
        );

        var content = await sandbox.PublishedAsync<WorkHandedOver>(content => content.RequestId == id);
        Assert.Equal(("ftc", "ftcnew", 0), (content.From, content.To, content.FollowUps));
        await sandbox.WatchAsync(replicas: 3);
        var published = Assert.Single(sandbox.Published.DistinctBy(one => one.Id), one =>
            one.Type == "sandbox.work-handed-over" && one.Subject == id.ToString()
        );
        Assert.Equal(["party:authority:ftcnew"], published.Audience.Concerns);

        var seen = await sandbox.ReadAsync(sandbox.As(heir), id);
        Assert.Equal(["ftcnew"], seen["opinions"]!.AsArray().Select(opinion => opinion!["authority"]!.GetValue<string>()));
        Assert.Equal(
            $"{content.OpinionDueOn:yyyy-MM-dd}",
            SandboxService.Deadlines(seen, "opinion").Single()["dueOn"]!.GetValue<string>()
        );
        var history = await sandbox.ReadAsync(sandbox.As(former), id);
        Assert.Equal(["ftcnew"], history["opinions"]!.AsArray().Select(opinion => opinion!["handedOverTo"]!.GetValue<string>()));
        foreach (var who in new[] { former, heir, Accounts.Org1, Accounts.Ndc })
        {
            var timeline = (await sandbox.As(who).Get($"{SandboxService.Requests}/{id}/timeline"))["items"]!.AsArray();
            Assert.Equal(
                "ftc → ftcnew",
                timeline.Single(line => line!["kind"]!.GetValue<string>() == "handedOver")!["detail"]!.GetValue<string>()
            );
        }

        (await sandbox.As(former).Post($"{SandboxService.Requests}/{id}/opinions/ftc", new { position = "agree", text = "同意" })).Expect(
            409,
            "sandbox.opinion-handed-over"
        );
        await sandbox.StepAsync(sandbox.As(heir), id, "opinions/ftcnew", new { position = "agree", text = "only for the successor" });
        Assert.DoesNotContain(
            "only for the successor",
            (await sandbox.ReadAsync(sandbox.As(former), id)).ToString(),
            StringComparison.Ordinal
        );
        var next = await sandbox.ConfirmedAsync();
        (await sandbox.Ndc.Post($"{SandboxService.Requests}/{next}/opinions", new { lead = "ftc" })).Expect(
            422,
            "sandbox.authority-retired"
        );
    }

    [Fact]
    public async Task An_end_that_came_while_the_service_was_down_hands_every_open_case_over()
    {
        await ReplaceAsync("nccnew", new { name = new { zh = "數位通訊部" } });
        var last = sandbox.Today.AddDays(5);
        await ReplaceAsync(
            "ncc",
            new
            {
                name = new { zh = "國家通訊傳播委員會" },
                validTo = last,
                successor = "nccnew",
            }
        );
        var requests = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            requests.Add(await sandbox.ConfirmedAsync());
            await sandbox.StepAsync(sandbox.Ndc, requests[^1], "opinions", new { lead = "ncc", dueOn = sandbox.Today.AddDays(60) });
        }

        var following = await sandbox.DecidedAsync();
        await sandbox.StepAsync(
            sandbox.Ndc,
            following,
            "follow-ups",
            new
            {
                text = "修正要點",
                owner = "ncc",
                dueOn = sandbox.Today.AddDays(90),
            },
            HttpStatusCode.Created
        );
        sandbox.Advance(5);
        await sandbox.WatchAsync(replicas: 3);
        Assert.DoesNotContain(sandbox.Published, one =>
            one.Type == "sandbox.work-handed-over" && requests.Contains(Guid.Parse(one.Subject))
        );
        File.WriteAllText(sandbox.ClockFile, (sandbox.Clock.Offset + TimeSpan.FromDays(1)).Ticks.ToString(CultureInfo.InvariantCulture));
        await sandbox.RestartAsync();
        foreach (var id in requests)
        {
            Assert.Equal(0, (await sandbox.PublishedAsync<WorkHandedOver>(content => content.RequestId == id)).FollowUps);
        }

        var moved = await sandbox.PublishedAsync<WorkHandedOver>(content => content.RequestId == following);
        Assert.Equal((null, 1), (moved.OpinionDueOn, moved.FollowUps));
        var seen = await sandbox.ReadAsync(sandbox.As(Officer("nccnew")), following);
        Assert.Equal("nccnew", seen["followUps"]![0]!["owner"]!.GetValue<string>());
        Assert.Equal(
            "nccnew",
            (await sandbox.ReadAsync(sandbox.As(Officer("ncc")), following))["followUps"]![0]!["owner"]!.GetValue<string>()
        );
    }

    private static Account Officer(string code) => new(code, $"authority:{code}", Roles.AuthorityOfficer);

    private async Task ReplaceAsync(string code, object authority) =>
        (await sandbox.As(Accounts.Admin).Put($"{Authorities}/{code}", authority, "\"0\"")).Expect(HttpStatusCode.OK);
}

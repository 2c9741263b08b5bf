using System.Net;
using Platform.Harness;

namespace Platform.Sandbox.Tests.Features;

public sealed class RefusalTests(SandboxService sandbox) : IClassFixture<SandboxService>
{
    private static string Path(Guid id, string step) => $"{SandboxService.Requests}/{id}/{step}";

    public static TheoryData<string, object?, int, string, string> BadFilings =>
        new()
        {
            {
                "provisions",
                new[]
                {
                    new
                    {
                        law = "公司法",
                        article = "",
                        authority = "moea",
                    },
                },
                400,
                "sandbox.article-missing",
                "$.provisions[0].article"
            },
            {
                "provisions",
                new[] { new { law = "公司法", authority = "moea" } },
                400,
                "sandbox.article-missing",
                "$.provisions[0].article"
            },
            { "provisions", new[] { new { article = "第1條", authority = "moea" } }, 400, "sandbox.law-missing", "$.provisions[0].law" },
            {
                "provisions",
                new[]
                {
                    new
                    {
                        law = "公司法",
                        article = "第1條",
                        authority = "moeaa",
                    },
                },
                422,
                "sandbox.authority-unknown",
                "$.provisions[0].authority"
            },
            {
                "provisions",
                new[]
                {
                    new
                    {
                        law = "農業法",
                        article = "第1條",
                        authority = "coa",
                    },
                },
                422,
                "sandbox.authority-retired",
                "$.provisions[0].authority"
            },
            { "provisions", Array.Empty<object>(), 400, "sandbox.provision-missing", "$.provisions" },
            { "relief", "trial", 400, "sandbox.trial-missing", "$.trial" },
            { "relief", "magic", 400, "request.malformed", "$.relief" },
            {
                "trial",
                new
                {
                    participants = 10,
                    months = 37,
                    place = "臺北市",
                },
                422,
                "sandbox.trial-too-long",
                "$.trial.months"
            },
            { "title", null, 400, "request.invalid", "$.title" },
            { "title", new string('長', 301), 400, "request.invalid", "$.title" },
            { "evidence", new[] { new { name = "plan.pdf" } }, 400, "request.invalid", "$.evidence[0]" },
            { "identicalTo", "RA-1999-0001", 422, "sandbox.precedent-unknown", "$.identicalTo" },
            { "unheardOf", "x", 400, "request.malformed", "$.unheardOf" },
        };

    [Theory]
    [MemberData(nameof(BadFilings))]
    public async Task A_bad_filing_gets_its_documented_problem(string member, object? value, int status, string code, string path)
    {
        var filing = SandboxService.Filing();
        filing[member] = value;
        var refused = (await sandbox.Org.Post(SandboxService.Requests, filing)).Expect(status, code);
        Assert.Contains(path, refused["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task An_unknown_authority_is_answered_with_the_nearest_one()
    {
        var id = await sandbox.ConfirmedAsync();
        var refused = (await sandbox.Ndc.Post(Path(id, "opinions"), new { lead = "moee" })).Expect(422, "sandbox.authority-unknown");
        Assert.Contains("\"moe", refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_in_the_wrong_state_is_409_and_names_what_is_allowed()
    {
        var id = await sandbox.FileAsync();
        var refused = (await sandbox.Ndc.Post(Path(id, "decision"), SandboxService.Decision())).Expect(409, "sandbox.wrong-state");
        Assert.Equal(
            ["assign", "note", "screen", "extend", "withdraw"],
            refused["allowed"]!.AsArray().Select(command => command!.GetValue<string>())
        );
    }

    [Fact]
    public async Task Only_the_applicant_takes_the_applicants_steps()
    {
        var id = await sandbox.FileAsync();
        (await sandbox.Ndc.Post(Path(id, "withdraw"))).Expect(403, "sandbox.applicant-only");
        (await sandbox.Org.Post(Path(id, "screen"), new { decision = "accept", reason = "x" })).Expect(403, "auth.forbidden");
        (await sandbox.Ndc.Post(Path(id, "screen"), new { decision = "referOut", reason = "屬他機關" })).Expect(
            400,
            "sandbox.referral-target-missing"
        );
    }

    [Fact]
    public async Task What_the_ndc_raised_any_officer_of_the_ndc_takes_on()
    {
        var filing = SandboxService.Filing("聯繫會議蒐集之案件");
        filing["onBehalfOf"] = "全國社會創新組織";
        var id = await sandbox.ConfirmedAsync(filing, Accounts.Ndc2);
        var request = await sandbox.ReadAsync(sandbox.Ndc, id);
        Assert.Equal(("ndc", "全國社會創新組織"), (request["origin"]!.GetValue<string>(), request["onBehalfOf"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_opinion_is_given_once_and_by_its_own_authority()
    {
        var id = await sandbox.OpinionsRequestedAsync();
        (await sandbox.Mof.Post(Path(id, "opinions/moea"), new { position = "agree", text = "x" })).Expect(404, "request.not-found");
        await sandbox.StepAsync(sandbox.Mof, id, "opinions/mof", new { position = "object", text = "不同意" });
        (await sandbox.Mof.Post(Path(id, "opinions/mof"), new { position = "agree", text = "改口" })).Expect(
            409,
            "sandbox.opinion-already-given"
        );
        (await sandbox.Ndc.Post(Path(id, "opinions"), new { lead = "moea", coAuthorities = new[] { "mof" } })).Expect(
            409,
            "sandbox.authority-already-asked"
        );
    }

    [Fact]
    public async Task A_meeting_in_the_past_is_refused()
    {
        var id = await sandbox.OpinionsRequestedAsync();
        (
            await sandbox.Ndc.Post(
                Path(id, "meetings"),
                new
                {
                    at = sandbox.Clock.GetUtcNow().AddMinutes(-1),
                    agenda = "議題",
                    attendees = Array.Empty<string>(),
                }
            )
        ).Expect(422, "sandbox.meeting-in-past");
        (await sandbox.Ndc.Post(Path(id, $"meetings/{Guid.CreateVersion7()}/minutes"), new { text = "紀錄" })).Expect(
            409,
            "sandbox.wrong-state"
        );
    }

    [Fact]
    public async Task A_decision_says_what_of_it_is_public_or_that_nothing_is()
    {
        var id = await sandbox.ConfirmedAsync();
        (await sandbox.Ndc.Post(Path(id, "decision"), new { outcome = "noRestriction", text = "無限制" })).Expect(
            400,
            "sandbox.public-layer-missing"
        );
        (await sandbox.Ndc.Post(Path(id, "decision"), """{"outcome":"noRestriction","text":"無限制","public":{"summary":"x"}}""")).Expect(
            400,
            "request.invalid"
        );
        (await sandbox.Ndc.Post(Path(id, "decision"), """{"outcome":"noRestriction","text":"無限制","public":null}""")).Expect(
            HttpStatusCode.OK
        );
        (await sandbox.Ndc.Post(Path(id, "publish"))).Expect(422, "sandbox.no-public-layer");
    }

    [Fact]
    public async Task Of_two_officers_who_decide_at_once_one_wins()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = await sandbox.ConfirmedAsync();
            var etag = (await sandbox.Ndc.Get($"{SandboxService.Requests}/{id}")).ETag;
            using var start = new Barrier(2);
            var replies = await Task.WhenAll(
                new[] { Accounts.Ndc, Accounts.Ndc2 }.Select(officer =>
                    Task.Run(() =>
                    {
                        start.SignalAndWait();
                        return sandbox.As(officer).Post(Path(id, "decision"), SandboxService.Decision(), ("If-Match", etag));
                    })
                )
            );
            Assert.Equal(
                [(HttpStatusCode.OK, null), (HttpStatusCode.PreconditionFailed, "request.stale")],
                replies.Select(reply => (reply.Status, reply.Code)).Order()
            );
            (await sandbox.Ndc.Post(Path(id, "decision"), SandboxService.Decision())).Expect(409, "sandbox.wrong-state");
            var timeline = (await sandbox.Ndc.Get(Path(id, "timeline")))["items"]!.AsArray();
            Assert.Single(timeline, line => line!["kind"]!.GetValue<string>() == "decided");
        }
    }

    [Fact]
    public async Task Case_numbers_have_no_gap_when_filings_are_refused_and_come_at_once()
    {
        var bad = SandboxService.Filing();
        bad["identicalTo"] = "RA-1999-0001";
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(n => sandbox.Org.Post(SandboxService.Requests, n % 4 == 0 ? bad : SandboxService.Filing()))
        );
        var numbers = replies
            .Where(reply => reply.Status == HttpStatusCode.Created)
            .Select(reply => int.Parse(reply["caseNo"]!.GetValue<string>()[^4..], System.Globalization.CultureInfo.InvariantCulture))
            .Order()
            .ToArray();
        Assert.Equal(Enumerable.Range(numbers[0], 15), numbers);
    }

    [Fact]
    public async Task A_repeated_filing_with_one_idempotency_key_is_one_case()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var filing = SandboxService.Filing();
        var first = (await sandbox.Org.Post(SandboxService.Requests, filing, key)).Expect(HttpStatusCode.Created);
        Assert.Equal(first.Id, (await sandbox.Org.Post(SandboxService.Requests, filing, key)).Expect(HttpStatusCode.Created).Id);
    }
}

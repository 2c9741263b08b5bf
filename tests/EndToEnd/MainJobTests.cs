using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Platform.Harness;

namespace Platform.EndToEnd.Tests;

/// <summary>The main job in one process, on embedded storage.</summary>
public sealed class StandaloneMainJobTests(StandalonePlatform platform) : MainJobTests(platform), IClassFixture<StandalonePlatform>;

/// <summary>The main job on separate processes with PostgreSQL, RabbitMQ and Redis.</summary>
public sealed class ServicesMainJobTests(ServicesPlatform platform) : MainJobTests(platform), IClassFixture<ServicesPlatform>;

/// <summary>The main job of the platform, through the gateway only. Each test registers an organisation of its own.</summary>
public abstract class MainJobTests(RunningPlatform platform)
{
    private const string Registry = "/api/registry/v1",
        Rewards = "/api/rewards/v1",
        Sandbox = "/api/sandbox/v1",
        Partnerships = "/api/partnerships/v1";

    [Fact]
    public async Task A_thousand_organisations_are_imported_and_the_same_file_again_changes_nothing()
    {
        var first = await ImportAsync();
        Assert.Equal(1000, Number(first["total"]));
        Assert.Equal(0, Number(first["rejected"]));
        var again = await ImportAsync();
        Assert.Equal(1000, Number(again["unchanged"]));
        Assert.NotEmpty((await platform.Anonymous.Get($"{Registry}/organisations?q=社會&limit=5"))["items"]!.AsArray());
    }

    [Fact]
    public async Task An_application_is_returned_once_submitted_again_and_registered_from_today()
    {
        var ubn = "22099131";
        var (org, registrar) = (await platform.AsAsync("org1"), await platform.AsAsync("registrar"));
        var application = (await org.Post($"{Registry}/applications", Bodies.Application(ubn))).Expect(HttpStatusCode.Created);
        (await org.Post($"{Registry}/applications/{application.Id}/submit")).Expect(HttpStatusCode.OK);
        (await registrar.Post($"{Registry}/applications/{application.Id}/return", new { reason = "請補章程條款" })).Expect(
            HttpStatusCode.OK
        );
        await NoticeAsync("org1", "registry.application-returned", application.Id);
        (await org.Post($"{Registry}/applications/{application.Id}/submit")).Expect(HttpStatusCode.OK);
        (await registrar.Post($"{Registry}/applications/{application.Id}/accept")).Expect(HttpStatusCode.OK);

        var today = await TodayAsync();
        Assert.True(
            Flag((await platform.Anonymous.Get($"{Registry}/organisations/by-ubn/{ubn}/status?on={today:yyyy-MM-dd}"))["registered"])
        );
        Assert.False(
            Flag(
                (await platform.Anonymous.Get($"{Registry}/organisations/by-ubn/{ubn}/status?on={today.AddDays(-1):yyyy-MM-dd}"))[
                    "registered"
                ]
            )
        );
    }

    [Fact]
    public async Task A_purchase_is_declared_confirmed_accepted_and_stands_in_the_years_standings()
    {
        var (ubn, organisation) = ("04595257", await RegisterAsync("org2", "04595257"));
        var (buyer, supplier, reviewer) = (
            await platform.AsAsync("buyer1"),
            await platform.AsAsync("org2"),
            await platform.AsAsync("rewardreviewer")
        );
        var registered = (
            await buyer.Post(
                $"{Rewards}/buyers",
                new
                {
                    ubn = "10458574",
                    name = new { zh = "大安股份有限公司", en = "Da An Ltd" },
                    kind = "company",
                    isSme = true,
                    affiliates = Array.Empty<string>(),
                }
            )
        ).Expect(HttpStatusCode.Created);
        var today = await TodayAsync();
        var purchase = await DeclareWhenTrackedAsync(buyer, registered.Id, ubn, today);
        (await supplier.Post($"{Rewards}/purchases/{purchase.Id}/confirm")).Expect(HttpStatusCode.OK);
        (await reviewer.Post($"{Rewards}/purchases/{purchase.Id}/accept", new { })).Expect(HttpStatusCode.OK);

        var standings = (await platform.Anonymous.Get($"{Rewards}/years/{today.Year}/standings")).Expect(HttpStatusCode.OK);
        var line = Assert.Single(standings["items"]!.AsArray(), item => item!["buyerId"]!.GetValue<Guid>() == registered.Id)!;
        Assert.Equal(6_000_000, line["totalTwd"]!.GetValue<long>());
        Assert.NotNull(line["award"]);
        Assert.NotNull(line["explanation"]);
        await Eventually.TrueAsync(
            async () =>
                (await platform.Anonymous.Get($"{Registry}/organisations/{organisation}")).Text.Contains(
                    "6000000",
                    StringComparison.Ordinal
                ),
            "the supplier's public record shows the amount"
        );
    }

    [Fact]
    public async Task A_regulatory_request_goes_from_receipt_to_a_published_precedent_with_its_deadlines_on_record()
    {
        await RegisterAsync("org1", "04595252");
        var (org, ndc, mof) = (await platform.AsAsync("org1"), await platform.AsAsync("ndc"), await platform.AsAsync("mof"));
        var filed = (await org.Post($"{Sandbox}/requests", Bodies.RegulatoryRequest())).Expect(HttpStatusCode.Created);
        var request = $"{Sandbox}/requests/{filed.Id}";
        Assert.Matches(@"^RA-\d{4}-\d{4,}$", filed["caseNo"]!.GetValue<string>());
        (await ndc.Post($"{request}/screen", new { decision = "accept", reason = "屬法規調適範圍" })).Expect(HttpStatusCode.OK);
        (await ndc.Post($"{request}/question", new { text = "社團法人得否成立閉鎖性公司？" })).Expect(HttpStatusCode.OK);
        (await org.Post($"{request}/question/confirm")).Expect(HttpStatusCode.OK);
        (await ndc.Post($"{request}/opinions", new { lead = "moea", coAuthorities = new[] { "mof" } })).Expect(HttpStatusCode.OK);
        (await mof.Post($"{request}/opinions/mof", new { position = "noObjection", text = "無意見" })).Expect(HttpStatusCode.OK);

        // The lead authority is late: three weeks pass, and the case says that a meeting is due.
        (await platform.Anonymous.Post("/dev/clock", new { advance = "P21D" })).Expect(HttpStatusCode.OK);
        await Eventually.TrueAsync(
            async () =>
                (await ndc.Get(request))["deadlines"]!
                    .AsArray()
                    .Any(deadline => Text(deadline!["kind"]) == "opinion" && Text(deadline["state"]) == "missed"),
            "the lead's opinion is missed"
        );
        await NoticeAsync("ndc", "sandbox.deadline-missed", filed.Id);
        var at = (await ClockAsync()).AddDays(7);
        var meeting = (
            await ndc.Post(
                $"{request}/meetings",
                new
                {
                    at,
                    agenda = "主管機關逾期未回復",
                    attendees = new[] { "moea", "mof" },
                }
            )
        ).Expect(HttpStatusCode.Created);
        Assert.NotNull(meeting.Json);
        (
            await ndc.Post(
                $"{request}/decision",
                new
                {
                    outcome = "interpretation",
                    text = "得成立",
                    reference = "經商字第1150000001號",
                    @public = new { summary = "社團法人成立閉鎖性公司", answer = "現行法並無限制" },
                }
            )
        ).Expect(HttpStatusCode.OK);
        (await ndc.Post($"{request}/publish")).Expect(HttpStatusCode.OK);

        var caseNo = filed["caseNo"]!.GetValue<string>();
        (await platform.Anonymous.Get($"{Sandbox}/precedents/{caseNo}")).Expect(HttpStatusCode.OK);
        var timeline = (await org.Get($"{request}/timeline")).Expect(HttpStatusCode.OK);
        Assert.True(timeline["items"]!.AsArray().Count >= 8, timeline.Text);
        var deadlines = (await org.Get(request))["deadlines"]!.AsArray();
        Assert.Contains(deadlines, deadline => Text(deadline!["kind"]) == "decision" && Text(deadline["state"]) == "met");
    }

    [Fact]
    public async Task Contact_details_appear_to_both_only_after_the_partner_accepts_the_introduction()
    {
        var organisation = await RegisterAsync("org2", "10458570");
        var (org, partner, manager) = (
            await platform.AsAsync("org2"),
            await platform.AsAsync("partner1"),
            await platform.AsAsync("matchmaker")
        );
        var vocabulary = (await platform.Anonymous.Get($"{Partnerships}/vocabulary")).Expect(HttpStatusCode.OK);
        var tag = FirstCode(vocabulary.Json!);
        var theirs = (
            await partner.Post(
                $"{Partnerships}/profiles",
                Bodies.Profile("company", "PH", "Manila Impact", "ana@manila.example", offers: [], needs: [tag], intent: "buy")
            )
        ).Expect(HttpStatusCode.Created);
        var ours = await Eventually.ValueAsync(
            async () =>
            {
                var body = Bodies.Profile(
                    "organisation",
                    "TW",
                    "好日子",
                    "lin@gooddays.example",
                    offers: [tag],
                    needs: [],
                    intent: "sell"
                );
                body["organisationId"] = organisation;
                var reply = await org.Post($"{Partnerships}/profiles", body);
                return reply.Status == HttpStatusCode.Created ? reply : null;
            },
            "the organisation is known to partnerships"
        );
        foreach (var profile in new[] { theirs, ours })
        {
            (await manager.Post($"{Partnerships}/profiles/{profile.Id}/vet", new { approve = true, reason = "ok" })).Expect(
                HttpStatusCode.OK
            );
        }

        var matches = (await org.Get($"{Partnerships}/profiles/{ours.Id}/matches?limit=20")).Expect(HttpStatusCode.OK);
        Assert.Contains(theirs.Id.ToString(), matches.Text, StringComparison.Ordinal);
        Assert.Contains("why", matches.Text, StringComparison.Ordinal);
        var introduction = (
            await org.Post(
                $"{Partnerships}/introductions",
                new
                {
                    from = ours.Id,
                    to = theirs.Id,
                    message = "Shall we talk?",
                }
            )
        ).Expect(HttpStatusCode.Created);
        foreach (var reader in new[] { org, partner })
        {
            Assert.DoesNotContain(
                "@",
                (await reader.Get($"{Partnerships}/introductions/{introduction.Id}")).Expect(HttpStatusCode.OK).Text,
                StringComparison.Ordinal
            );
        }

        (await partner.Post($"{Partnerships}/introductions/{introduction.Id}/accept")).Expect(HttpStatusCode.OK);
        Assert.Contains(
            "ana@manila.example",
            (await org.Get($"{Partnerships}/introductions/{introduction.Id}")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "lin@gooddays.example",
            (await partner.Get($"{Partnerships}/introductions/{introduction.Id}")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_humans_page_the_documentation_and_the_merged_description_are_served()
    {
        Assert.Contains("社會創新平臺", (await platform.Anonymous.Get("/")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        (await platform.Anonymous.Get("/docs/index.html")).Expect(HttpStatusCode.OK);
        var paths = (await platform.Anonymous.Get("/openapi.json")).Expect(HttpStatusCode.OK)["paths"]!.AsObject();
        foreach (var service in new[] { "access", "registry", "rewards", "sandbox", "partnerships" })
        {
            Assert.Contains(paths, path => path.Key.StartsWith($"/api/{service}/v1/", StringComparison.Ordinal));
        }
    }

    private async Task<JsonNode> ImportAsync()
    {
        var registrar = await platform.AsAsync("registrar");
        using var file = new StreamContent(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "organisations.csv")));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var started = (await registrar.Post($"{Registry}/imports", file)).Expect(HttpStatusCode.Accepted);
        return await Eventually.ValueAsync(
            async () =>
            {
                var progress = (await registrar.Get($"{Registry}/imports/{started.Id}")).Expect(HttpStatusCode.OK);
                return Text(progress["status"]) == "completed" ? progress.Json : null;
            },
            "the import is completed",
            TimeSpan.FromSeconds(60)
        );
    }

    private async Task<Guid> RegisterAsync(string account, string ubn)
    {
        var (org, registrar) = (await platform.AsAsync(account), await platform.AsAsync("registrar"));
        var application = (await org.Post($"{Registry}/applications", Bodies.Application(ubn))).Expect(HttpStatusCode.Created);
        (await org.Post($"{Registry}/applications/{application.Id}/submit")).Expect(HttpStatusCode.OK);
        return (await registrar.Post($"{Registry}/applications/{application.Id}/accept")).Expect(HttpStatusCode.OK)[
            "organisationId"
        ]!.GetValue<Guid>();
    }

    /// <summary>Rewards learns of the registration by an event: until then it answers that the supplier is not registered.</summary>
    private static async Task<Reply> DeclareWhenTrackedAsync(HttpClient buyer, Guid buyerId, string ubn, DateOnly on) =>
        await Eventually.ValueAsync(
            async () =>
            {
                var reply = await buyer.Post($"{Rewards}/purchases", Bodies.Purchase(buyerId, ubn, on, "AB-12345678", 6_000_000));
                if (reply.Code != "rewards.supplier-not-registered")
                {
                    reply.Expect(HttpStatusCode.Created);
                }

                return reply.Status == HttpStatusCode.Created ? reply : null;
            },
            "rewards knows the supplier"
        );

    private async Task NoticeAsync(string account, string type, Guid subject)
    {
        var client = await platform.AsAsync(account);
        await Eventually.TrueAsync(
            async () =>
                (await client.Get("/api/access/v1/notices?limit=200"))["items"]!
                    .AsArray()
                    .Any(notice => Text(notice!["type"]) == type && Text(notice["subject"]) == subject.ToString()),
            $"{account} has a notice {type}"
        );
    }

    private async Task<DateTimeOffset> ClockAsync() =>
        (await platform.Anonymous.Get("/dev/clock")).Expect(HttpStatusCode.OK)["now"]!.GetValue<DateTimeOffset>();

    private async Task<DateOnly> TodayAsync() => DateOnly.FromDateTime((await ClockAsync()).ToOffset(TimeSpan.FromHours(8)).DateTime);

    private static string? FirstCode(JsonNode vocabulary) =>
        vocabulary.AsObject().Select(list => list.Value).OfType<JsonArray>().First()[0]!["code"]!.GetValue<string>();

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    private static int Number(JsonNode? node) => node!.GetValue<int>();

    private static bool Flag(JsonNode? node) => node!.GetValue<bool>();
}

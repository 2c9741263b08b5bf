using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MimeKit;
using Platform.Domain;
using Platform.Harness;

namespace Platform.EndToEnd.Tests.Replicas;

/// <summary>Two of every service and two gateways: what shall happen once happens once.</summary>
[Collection(ReplicaCollection.Name)]
public sealed class SingleEffectTests(ReplicatedPlatform platform)
{
    private const string Sandbox = "/api/sandbox/v1/requests",
        Partnerships = "/api/partnerships/v1";

    [Fact]
    public async Task The_same_key_sent_to_both_gateways_and_both_replicas_at_once_has_one_effect_and_one_answer()
    {
        var ways = await Task.WhenAll(
            platform
                .Topology.Gateways.Concat(platform.Topology.Replicas["sandbox"])
                .Select(process => platform.AtAsync(process.Address, "org2"))
        );
        var filed = new List<Guid>();
        for (var round = 0; round < 15; round++)
        {
            var key = Guid.NewGuid().ToString();
            if (round % 3 == 0)
            {
                await LoseTheAnswerAsync(ways[round % 2], key);
            }

            var answers = await Task.WhenAll(ways.Concat(ways).Select(way => UntilAnsweredAsync(way, key)));
            Assert.All(answers, answer => answer.Expect(HttpStatusCode.Created));
            Assert.InRange(answers.Count(answer => !answer.Message.Headers.Contains("Idempotency-Replayed")), round % 3 == 0 ? 0 : 1, 1);
            filed.Add(Assert.Single(answers.Select(answer => answer.Id).Distinct()));
        }

        Assert.Equal(
            filed.Order(),
            (await ways[0].Get($"{Sandbox}?limit=200")).Expect(HttpStatusCode.OK)["items"]!
                .AsArray()
                .Select(item => item!["id"]!.GetValue<Guid>())
                .Order()
        );
        var events = await InFeedAsync("ndc", "sandbox.request-received", filed);
        Assert.Equal(filed.Count, events.Count);
        foreach (var way in ways)
        {
            way.Dispose();
        }
    }

    [Fact]
    public async Task Deadlines_are_missed_introductions_expire_and_mail_is_sent_once()
    {
        var org = await platform.AsAsync("org1");
        var requests = new List<Guid>();
        for (var i = 0; i < 10; i++)
        {
            requests.Add((await org.Post(Sandbox, Bodies.RegulatoryRequest())).Expect(HttpStatusCode.Created).Id);
        }

        var introduction = await IntroduceAsync();
        // Told by one gateway, known to the other.
        var (one, other) = (platform.Topology.Gateways[0].Address, platform.Topology.Gateways[1].Address);
        using var moving = await platform.AtAsync(one, "org1");
        using var looking = await platform.AtAsync(other, "org1");
        (await moving.Post("/dev/clock", new { advance = "P40D" })).Expect(HttpStatusCode.OK);
        Assert.Equal("P40D", (await looking.Get("/dev/clock"))["ahead"]!.GetValue<string>());

        var missed = await InFeedAsync("ndc", "sandbox.deadline-missed", requests);
        Assert.All(missed.GroupBy(found => (found.Subject, found.Data["kind"]!.GetValue<string>())), once => Assert.Single(once));
        Assert.Single(await InFeedAsync("partner1", "partnerships.introduction-expired", [introduction]));
        // One mail to each officer who is told: as many as there are people, for each request alike.
        await Eventually.TrueAsync(
            () => Task.FromResult(requests.All(request => MailsAbout("sandbox.request-received", request).Count > 0)),
            "mail is sent",
            TimeSpan.FromSeconds(60)
        );
        await Eventually.TrueAsync(
            async () => await platform.CountAsync("access", "SELECT count(*) FROM \"Notices\" WHERE NOT \"Mailed\"") == 0,
            "all mail is sent",
            TimeSpan.FromSeconds(60)
        );
        Assert.All(requests, request =>
            Assert.All(MailsAbout("sandbox.request-received", request).CountBy(to => to), to => Assert.Equal(1, to.Value))
        );
        Assert.Equal(1, await platform.CountAsync("access", "SELECT count(*) FROM \"SigningKeys\""));
    }

    [Fact]
    public async Task An_import_is_worked_through_once()
    {
        const int Rows = 2_000;
        var csv = new StringBuilder("ubn,legalForm,nameZh,missionZh,county,sdgs,stage\n");
        var ubns = Enumerable
            .Range(50_000_000, int.MaxValue - 50_000_000)
            .Select(number => number.ToString(CultureInfo.InvariantCulture))
            .Where(Ubn.IsValid)
            .Take(Rows);
        foreach (var ubn in ubns)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{ubn},company,名稱{ubn},安心生活,花蓮縣,3,diffusion\n");
        }

        using var file = new StringContent(csv.ToString());
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var registrar = await platform.AsAsync("registrar");
        var import = (await registrar.Post("/api/registry/v1/imports", file)).Expect(HttpStatusCode.Accepted).Id;
        var done = await Eventually.ValueAsync(
            async () =>
            {
                var progress = (await registrar.Get($"/api/registry/v1/imports/{import}")).Expect(HttpStatusCode.OK);
                return progress["status"]!.GetValue<string>() == "completed" ? progress : null;
            },
            "the import is completed",
            TimeSpan.FromSeconds(60)
        );
        Assert.Equal(
            (Rows, Rows, 0),
            (done["total"]!.GetValue<int>(), done["accepted"]!.GetValue<int>(), done["unchanged"]!.GetValue<int>())
        );
        string[] imported = [];
        await Eventually.TrueAsync(
            async () =>
            {
                imported =
                [
                    .. (await platform.FeedAsync("admin"))
                        .Where(found =>
                            found.Type == "registry.organisations-imported" && found.Data["importId"]!.GetValue<Guid>() == import
                        )
                        .SelectMany(found => found.Data["organisations"]!.AsArray())
                        .Select(found => found!["organisation"]!["ubn"]!.GetValue<string>()),
                ];
                return imported.Length >= Rows;
            },
            "all are in the feed",
            TimeSpan.FromSeconds(60)
        );
        Assert.Equal(ubns.Order(), imported.Order());
    }

    private async Task<List<FeedItem>> InFeedAsync(string account, string type, List<Guid> subjects)
    {
        var wanted = subjects.Select(subject => subject.ToString()).ToHashSet();
        List<FeedItem> found = [];
        await Eventually.TrueAsync(
            async () =>
            {
                found = [.. (await platform.FeedAsync(account)).Where(item => item.Type == type && wanted.Contains(item.Subject))];
                return wanted.All(subject => found.Any(item => item.Subject == subject));
            },
            $"{type} is in the feed",
            TimeSpan.FromSeconds(60)
        );
        return found;
    }

    /// <summary>To whom mails about an event were written.</summary>
    private List<string> MailsAbout(string type, Guid subject) =>
        [
            .. Directory
                .GetFiles(Path.Combine(platform.Data, "mail"), "*.eml")
                .Select(file => MimeMessage.Load(file))
                .Where(mail => mail.TextBody!.Contains($"{type}: {subject}", StringComparison.Ordinal))
                .Select(mail => mail.To.Mailboxes.Single().Address),
        ];

    /// <summary>The caller goes away at a random moment of the request.</summary>
    private static async Task LoseTheAnswerAsync(HttpClient way, string key)
    {
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 25)));
        using var request = new HttpRequestMessage(HttpMethod.Post, Sandbox)
        {
            Content = System.Net.Http.Json.JsonContent.Create(Bodies.RegulatoryRequest()),
        };
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await way.SendAsync(request, gone.Token);
        }
        catch (OperationCanceledException)
        {
            // That is the point.
        }
    }

    private static async Task<Reply> UntilAnsweredAsync(HttpClient way, string key) =>
        await Eventually.ValueAsync(
            async () =>
            {
                var reply = await way.Post(
                    Sandbox,
                    System.Text.Json.JsonSerializer.Serialize(Bodies.RegulatoryRequest()),
                    ("Idempotency-Key", key)
                );
                return reply.Code == "idempotency.in-progress" ? null : reply;
            },
            "an answer"
        );

    private async Task<Guid> IntroduceAsync()
    {
        var (one, other, manager) = (
            await platform.AsAsync("partner1"),
            await platform.AsAsync("partner2"),
            await platform.AsAsync("matchmaker")
        );
        var vocabulary = (await platform.Anonymous.Get($"{Partnerships}/vocabulary")).Expect(HttpStatusCode.OK).Json!;
        var tag = vocabulary.AsObject().Select(list => list.Value).OfType<System.Text.Json.Nodes.JsonArray>().First()[0]![
            "code"
        ]!.GetValue<string>();
        var from = (
            await one.Post(
                $"{Partnerships}/profiles",
                Bodies.Profile("company", "PH", "Manila Impact", "ana@manila.example", [], [tag], "buy")
            )
        ).Expect(HttpStatusCode.Created);
        var to = (
            await other.Post(
                $"{Partnerships}/profiles",
                Bodies.Profile("company", "TW", "Taipei Impact", "lin@taipei.example", [tag], [], "sell")
            )
        ).Expect(HttpStatusCode.Created);
        foreach (var profile in new[] { from, to })
        {
            (await manager.Post($"{Partnerships}/profiles/{profile.Id}/vet", new { approve = true, reason = "ok" })).Expect(
                HttpStatusCode.OK
            );
        }

        return (
            await one.Post(
                $"{Partnerships}/introductions",
                new
                {
                    from = from.Id,
                    to = to.Id,
                    message = "Shall we talk?",
                }
            )
        ).Expect(HttpStatusCode.Created).Id;
    }
}

using System.Net;
using Platform.Calendar;
using Platform.Contracts.Partnerships.V1;
using Platform.Harness;
using Platform.Messaging;
using static Platform.Partnerships.Tests.Features.Steps;

namespace Platform.Partnerships.Tests.Features;

public sealed class IntroductionTests(PartnershipsService service) : IClassFixture<PartnershipsService>
{
    [Fact]
    public async Task Contact_details_appear_after_both_agreed_and_nowhere_before()
    {
        await using var own = new PartnershipsService();
        await own.InitializeAsync();
        var (farm, importer) = await own.PairAsync();
        var (org, partner) = (own.As(Accounts.Org1), own.As(Accounts.Partner1));
        var requested = (await own.RequestAsync(Accounts.Org1, farm, importer)).Expect(HttpStatusCode.Created);

        async Task<IReadOnlyList<string>> SeenByOthersAsync() =>
            [
                (await org.Get($"{Profiles}/{importer}")).Text,
                (await partner.Get($"{Profiles}/{farm}")).Text,
                (await org.Get($"{Profiles}/{farm}/matches")).Text,
                (await partner.Get($"{Profiles}/{importer}/matches")).Text,
                (await org.Get($"{Introductions}/{requested.Id}")).Text,
                (await partner.Get($"{Introductions}/{requested.Id}")).Text,
                (await org.Get(Introductions)).Text,
                (await partner.Get(Introductions)).Text,
            ];

        async Task<IReadOnlyList<string>> SeenByStrangersAsync() =>
            [
                .. await Task.WhenAll(
                    new[] { own.Anonymous, own.As(Accounts.Partner2), own.As(Accounts.Matchmaker), own.As(Accounts.Admin) }
                        .SelectMany(client =>
                            new[]
                            {
                                client.Get($"{Profiles}/{farm}"),
                                client.Get($"{Profiles}/{importer}"),
                                client.Get($"{Profiles}?limit=200"),
                                client.Get($"{Profiles}/{farm}/matches"),
                                client.Get($"{Introductions}/{requested.Id}"),
                            }
                        )
                        .Select(async reply => (await reply).Text)
                ),
            ];

        bool ShowsContact(string text, bool ofFarm) =>
            text.Contains(ofFarm ? FarmMail : ImporterMail, StringComparison.Ordinal)
            || text.Contains(ofFarm ? "王小姐" : "Nguyễn Linh", StringComparison.Ordinal)
            || (ofFarm && text.Contains("1234567", StringComparison.Ordinal));

        Assert.DoesNotContain("contact\":{", requested.Text);
        var before = await SeenByOthersAsync();
        Assert.All(before.Where((_, i) => i % 2 == 0), text => Assert.False(ShowsContact(text, ofFarm: false), text));
        Assert.All(before.Where((_, i) => i % 2 == 1), text => Assert.False(ShowsContact(text, ofFarm: true), text));
        Assert.All(await SeenByStrangersAsync(), text => Assert.False(ShowsContact(text, true) || ShowsContact(text, false), text));

        var accepted = (await partner.Post($"{Introductions}/{requested.Id}/accept")).Expect(HttpStatusCode.OK);
        Assert.Equal(FarmMail, accepted["contact"]!["email"].Text());
        Assert.Equal(ImporterMail, (await org.Get($"{Introductions}/{requested.Id}"))["contact"]!["email"].Text());
        Assert.Equal(ImporterMail, (await org.Get($"{Profiles}/{importer}"))["contact"]!["email"].Text());
        Assert.Equal(FarmMail, (await partner.Get($"{Profiles}/{farm}"))["contact"]!["email"].Text());
        Assert.All(await SeenByStrangersAsync(), text => Assert.False(ShowsContact(text, true) || ShowsContact(text, false), text));

        await Eventually.TrueAsync(
            () => Task.FromResult(own.Published.Count == 4),
            "two vettings, a request and its acceptance are published"
        );
        Assert.All(own.Published, published =>
            Assert.False(ShowsContact(published.Body, true) || ShowsContact(published.Body, false), published.Body)
        );
    }

    [Fact]
    public async Task No_log_shows_contact_details_whatever_is_logged()
    {
        await using var own = new LoggingPartnershipsService();
        await own.InitializeAsync();
        var logs = LoggingPartnershipsService.Logs.Lines;
        var ids = new List<Guid>();
        foreach (var (by, body) in new[] { (Accounts.Org1, Farm()), (Accounts.Partner1, Importer()) })
        {
            var id = (await own.As(by).Post(Profiles, body)).Expect(HttpStatusCode.Created).Id;
            (await own.As(Accounts.Matchmaker).Post($"{Profiles}/{id}/vet", new { approve = true })).Expect(HttpStatusCode.OK);
            ids.Add(id);
        }

        (
            await own.As(Accounts.Org1)
                .Post(
                    Profiles,
                    Farm()
                        .With(
                            "contact",
                            System.Text.Json.Nodes.JsonNode.Parse($$"""{ "name": "王小姐", "email": "{{FarmMail}} {{FarmMail}}" }""")
                        )
                )
        ).Expect(422, "partnerships.email-invalid");
        var requested = (
            await own.As(Accounts.Org1)
                .Post(
                    Introductions,
                    new
                    {
                        from = ids[0],
                        to = ids[1],
                        message = "Tea",
                    }
                )
        ).Expect(HttpStatusCode.Created).Id;
        Assert.Contains(
            ImporterMail,
            (await own.As(Accounts.Partner1).Post($"{Introductions}/{requested}/accept"))
                .Expect(HttpStatusCode.OK)
                .Text.Replace(FarmMail, ImporterMail, StringComparison.Ordinal),
            StringComparison.Ordinal
        );

        Assert.Contains(logs, line => line.Contains("/introductions", StringComparison.Ordinal));
        Assert.All(logs, line =>
            Assert.False(
                line.Contains(FarmMail, StringComparison.Ordinal)
                    || line.Contains(ImporterMail, StringComparison.Ordinal)
                    || line.Contains("王小姐", StringComparison.Ordinal)
                    || line.Contains("1234567", StringComparison.Ordinal),
                line
            )
        );
    }

    [Fact]
    public async Task Of_many_requests_at_once_no_more_stay_open_than_allowed_and_nobody_is_asked_more_often_than_the_cap()
    {
        await using var cramped = new CrampedPartnershipsService();
        await cramped.InitializeAsync();
        var farm = await cramped.VettedAsync(Accounts.Org1, Farm());
        var importers = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            importers.Add(await cramped.VettedAsync(Accounts.Partner1, Importer()));
        }

        var replies = await Task.WhenAll(importers.Select(importer => cramped.RequestAsync(Accounts.Org1, farm, importer)));

        Assert.Equal(2, replies.Count(reply => reply.Status == HttpStatusCode.Created));
        Assert.All(replies.Where(reply => reply.Status != HttpStatusCode.Created), reply =>
            reply.Expect(422, "partnerships.too-many-open-introductions")
        );

        var requested = await cramped.VettedAsync(Accounts.Partner2, Importer());
        var farms = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            farms.Add(await cramped.VettedAsync(Accounts.Org2, Farm()));
        }

        var across = await Task.WhenAll(farms.Select(one => cramped.RequestAsync(Accounts.Org2, one, requested)));
        Assert.Equal(3, across.Count(reply => reply.Status == HttpStatusCode.Created));
        Assert.All(across.Where(reply => reply.Status != HttpStatusCode.Created), reply =>
            reply.Expect(422, "partnerships.profile-at-exposure-cap")
        );
    }

    [Fact]
    public async Task A_no_thanks_at_the_very_moment_of_another_request_still_counts()
    {
        for (var round = 0; round < 5; round++)
        {
            var (farm, importer) = await service.PairAsync();
            var id = await service.RequestedAsync(farm, importer);
            var replies = await Task.WhenAll(
                service.As(Accounts.Partner1).Post($"{Introductions}/{id}/decline", new { reason = "We buy rice only." }),
                service.RequestAsync(Accounts.Org1, farm, importer),
                service.RequestAsync(Accounts.Partner1, importer, farm)
            );
            replies[0].Expect(HttpStatusCode.OK);
            Assert.All(replies[1..], reply =>
                Assert.Contains(
                    reply["code"].Text(),
                    new[] { "partnerships.introduction-exists", "partnerships.introduction-declined-before" }
                )
            );
        }
    }

    [Fact]
    public async Task A_new_contact_shows_at_once_where_it_is_revealed()
    {
        var (farm, importer) = await service.PairAsync();
        var id = await service.AcceptedAsync(farm, importer);
        var before = await service.As(Accounts.Org1).Get($"{Introductions}/{id}");
        var read = await service.As(Accounts.Partner1).Get($"{Profiles}/{importer}");
        var body = Importer();
        body["contact"]!["email"] = "new@mekong.example";
        (await service.As(Accounts.Partner1).Put($"{Profiles}/{importer}", body, read.ETag)).Expect(HttpStatusCode.OK);

        var after = (await service.As(Accounts.Org1).Get($"{Introductions}/{id}", ("If-None-Match", before.ETag))).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal("new@mekong.example", after["contact"]!["email"].Text());
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "/accept")]
    [InlineData("POST", "/decline")]
    [InlineData("POST", "/withdraw")]
    [InlineData("POST", "/outcomes")]
    [InlineData("POST", "/commitments")]
    [InlineData("POST", "/commitments/0198c0de-0000-7000-8000-000000000001/reports")]
    public async Task Another_party_does_not_see_an_introduction(string method, string verb)
    {
        var (farm, importer) = await service.PairAsync();
        var id = await service.RequestedAsync(farm, importer);
        object? body = verb switch
        {
            "/commitments" => new { text = "We send samples.", dueOn = service.Today() },
            "/commitments/0198c0de-0000-7000-8000-000000000001/reports" => new { on = service.Today(), note = "Sent" },
            "/decline" => new { reason = "no" },
            "/outcomes" => new
            {
                stage = "met",
                on = service.Today(),
                note = "",
            },
            _ => null,
        };
        foreach (var stranger in new[] { Accounts.Partner2, Accounts.Org2 })
        {
            (await service.As(stranger).Call(new(method), $"{Introductions}/{id}{verb}", body)).Expect(404, "request.not-found");
        }

        (await service.Anonymous.Call(new(method), $"{Introductions}/{id}{verb}", body)).Expect(401, "auth.token-missing");
    }

    [Theory]
    [InlineData("PUT", "")]
    [InlineData("GET", "/matches")]
    public async Task Another_party_cannot_touch_a_profile(string method, string verb)
    {
        var id = await service.VettedAsync(Accounts.Partner1, Importer());
        (
            await service
                .As(Accounts.Partner2)
                .Call(new(method), $"{Profiles}/{id}{verb}", method == "PUT" ? Importer() : null, ("If-Match", "*"))
        ).Expect(404, "request.not-found");
        (await service.As(Accounts.Partner1).Post($"{Profiles}/{id}/vet", new { approve = true })).Expect(403, "auth.forbidden");
        (await service.RequestAsync(Accounts.Partner2, id, await service.VettedAsync(Accounts.Org1, Farm()))).Expect(
            404,
            "request.not-found"
        );
    }

    [Fact]
    public async Task Requests_that_may_not_be_are_refused_with_their_codes()
    {
        var (farm, importer) = await service.PairAsync();
        (await service.RequestAsync(Accounts.Org1, farm, farm)).Expect(422, "partnerships.self-introduction");
        (await service.RequestAsync(Accounts.Org1, farm, Guid.NewGuid())).Expect(404, "request.not-found");
        var pending = await service.ProfileAsync(Accounts.Partner1, Importer());
        Assert.Equal(
            "$.to",
            (await service.RequestAsync(Accounts.Org1, farm, pending)).Expect(422, "partnerships.profile-not-vetted")["errors"]!
                .AsObject()
                .Single()
                .Key
        );
        var elsewhere = await service.VettedAsync(Accounts.Partner1, Importer().With("economy", "CL"));
        (await service.RequestAsync(Accounts.Org1, farm, elsewhere)).Expect(422, "partnerships.introduction-outside-markets");
        await service.RequestedAsync(farm, importer);
        (await service.RequestAsync(Accounts.Org1, farm, importer)).Expect(409, "partnerships.introduction-exists");
        (await service.RequestAsync(Accounts.Partner1, importer, farm)).Expect(409, "partnerships.introduction-exists");
        (await service.As(Accounts.Org1).Post(Introductions, new { from = farm, to = importer })).Expect(400, "request.invalid");
    }

    [Fact]
    public async Task Of_two_requests_across_at_once_exactly_one_wins()
    {
        var (farm, importer) = await service.PairAsync();
        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    i % 2 == 0
                        ? service.RequestAsync(Accounts.Org1, farm, importer)
                        : service.RequestAsync(Accounts.Partner1, importer, farm)
                )
        );
        Assert.Single(replies, reply => reply.Status == HttpStatusCode.Created);
        Assert.All(replies.Where(reply => reply.Status != HttpStatusCode.Created), reply =>
            reply.Expect(409, "partnerships.introduction-exists")
        );
    }

    [Fact]
    public async Task An_answer_is_given_once_by_the_side_that_was_asked()
    {
        var (farm, importer) = await service.PairAsync();
        var id = await service.RequestedAsync(farm, importer);
        (await service.As(Accounts.Org1).Post($"{Introductions}/{id}/accept")).Expect(403, "partnerships.only-recipient-answers");
        (await service.As(Accounts.Partner1).Post($"{Introductions}/{id}/withdraw")).Expect(403, "partnerships.only-sender-withdraws");
        (await service.As(Accounts.Partner1).Post($"{Introductions}/{id}/decline", new { })).Expect(400, "partnerships.reason-required");
        (await service.As(Accounts.Partner1).Post($"{Introductions}/{id}/accept", null, ("If-Match", "\"99\""))).Expect(
            412,
            "request.stale"
        );

        var replies = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => service.As(Accounts.Partner1).Post($"{Introductions}/{id}/accept"))
        );

        Assert.Single(replies, reply => reply.Status == HttpStatusCode.OK);
        Assert.All(replies.Where(reply => reply.Status != HttpStatusCode.OK), reply =>
            Assert.Equal(HttpStatusCode.Conflict, reply.Status)
        );
        var late = (await service.As(Accounts.Partner1).Post($"{Introductions}/{id}/decline", new { reason = "Changed my mind" })).Expect(
            409,
            "partnerships.introduction-wrong-state"
        );
        Assert.Equal("outcomes", late["allowed"]![0].Text());
    }

    [Fact]
    public async Task An_unanswered_introduction_expires_exactly_once_when_its_business_days_are_over()
    {
        await using var own = new PartnershipsService();
        await own.InitializeAsync();
        var (farm, importer) = await own.PairAsync();
        var requested = (await own.RequestAsync(Accounts.Org1, farm, importer)).Expect(HttpStatusCode.Created);
        var lastDay = BusinessCalendar.BuiltIn.AddBusinessDays(own.Today(), 10);
        Assert.Equal(lastDay.ToString("O", System.Globalization.CultureInfo.InvariantCulture), requested["expiresOn"].Text());

        own.Clock.MoveTo(TimeSpan.FromDays(lastDay.DayNumber - own.Today().DayNumber + 1));

        await Eventually.TrueAsync(
            async () => (await own.As(Accounts.Org1).Get($"{Introductions}/{requested.Id}"))["status"].Text() == "expired",
            "it expires",
            TimeSpan.FromSeconds(10)
        );
        (await own.As(Accounts.Partner1).Post($"{Introductions}/{requested.Id}/accept")).Expect(409, "partnerships.introduction-expired");
        var expired = await own.PublishedAsync<IntroductionExpired>(content => content.IntroductionId == requested.Id);
        Assert.Equal(lastDay.AddDays(1), expired.ExpiredOn);

        // Nobody said no: the two may be introduced again. Once that has expired too, the watcher has looked again, after a restart, and
        // left the first alone.
        var again = await own.RequestedAsync(farm, importer);
        await own.RestartAsync();
        own.Clock.MoveTo(own.Clock.Offset + TimeSpan.FromDays(40));
        await own.PublishedAsync<IntroductionExpired>(content => content.IntroductionId == again);
        Assert.Single(own.Published, published =>
            published.Type == "partnerships.introduction-expired" && published.Subject == requested.Id.ToString()
        );
    }

    [Fact]
    public async Task An_acceptance_after_the_last_day_is_refused_also_before_the_watcher_has_looked()
    {
        await using var own = new PartnershipsService();
        await own.InitializeAsync();
        var (farm, importer) = await own.PairAsync();
        var id = await own.RequestedAsync(farm, importer);
        own.Clock.MoveTo(TimeSpan.FromDays(60));
        (await own.As(Accounts.Partner1).Post($"{Introductions}/{id}/accept")).Expect(409, "partnerships.introduction-expired");
    }

    [Fact]
    public async Task Outcomes_are_followed_in_order_and_the_memorandum_is_on_the_public_record()
    {
        var (farm, importer) = await service.PairAsync();
        var id = await service.RequestedAsync(farm, importer);
        var today = service.Today();
        Task<Reply> RecordAsync(Account by, string stage, DateOnly on) =>
            service
                .As(by)
                .Post(
                    $"{Introductions}/{id}/outcomes",
                    new
                    {
                        stage,
                        on,
                        note = "at the summit",
                    }
                );
        (await RecordAsync(Accounts.Org1, "met", today)).Expect(409, "partnerships.introduction-wrong-state");
        (await service.As(Accounts.Partner1).Post($"{Introductions}/{id}/accept")).Expect(HttpStatusCode.OK);

        (await RecordAsync(Accounts.Org1, "memorandum", today)).Expect(409, "partnerships.outcome-wrong-order");
        (await RecordAsync(Accounts.Org1, "met", today.AddDays(1))).Expect(422, "partnerships.outcome-date");
        (await RecordAsync(Accounts.Org1, "met", today)).Expect(HttpStatusCode.Created);
        (await RecordAsync(Accounts.Partner1, "memorandum", today)).Expect(HttpStatusCode.Created);

        var seen = await service.As(Accounts.Partner1).Get($"{Introductions}/{id}");
        Assert.Equal(["met", "memorandum"], seen["outcomes"]!.AsArray().Select(outcome => outcome!["stage"].Text()));
        var recorded = await service.PublishedAsync<OutcomeRecorded>(content =>
            content.IntroductionId == id && content.Stage == "memorandum"
        );
        Assert.Equal((farm, importer), (recorded.From.ProfileId, recorded.To.ProfileId));
        EventEnvelope Envelope(string stage) =>
            service.Published.Single(published =>
                published.Subject == id.ToString()
                && published.Type == "partnerships.outcome-recorded"
                && published.Body.Contains($"\"{stage}\"", StringComparison.Ordinal)
            );
        Assert.True(Envelope("memorandum").Audience.IsPublic);
        Assert.False(Envelope("met").Audience.Includes(Accounts.Partner2.Party, []));
        Assert.True(Envelope("met").Audience.Includes(Accounts.Org1.Party, []));
    }

    [Fact]
    public async Task A_request_is_told_to_the_side_that_was_asked_and_seen_by_the_two_only()
    {
        var (farm, importer) = await service.PairAsync();
        var id = await service.RequestedAsync(farm, importer);
        await service.PublishedAsync<IntroductionRequested>(content => content.IntroductionId == id);
        var audience = service.Published.Single(published => published.Subject == id.ToString()).Audience;
        Assert.Equal([$"party:{Accounts.Partner1.Party}"], audience.Concerns);
        Assert.False(audience.Includes(Accounts.Partner2.Party, Accounts.Partner2.Roles));
    }
}

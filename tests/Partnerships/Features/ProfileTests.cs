using System.Net;
using System.Text.Json.Nodes;
using Platform.Contracts.Partnerships.V1;
using Platform.Contracts.Registry.V1;
using Platform.Harness;
using static Platform.Partnerships.Tests.Features.Steps;

namespace Platform.Partnerships.Tests.Features;

public sealed class ProfileTests(PartnershipsService service) : IClassFixture<PartnershipsService>
{
    [Fact]
    public async Task A_profile_waits_to_be_vetted_and_is_then_public()
    {
        var created = (await service.As(Accounts.Partner1).Post(Profiles, Importer())).Expect(HttpStatusCode.Created);
        Assert.Equal($"{Profiles}/{created.Id}", created.Message.Headers.Location!.ToString());
        Assert.Equal("pending", created["status"].Text());
        (await service.Anonymous.Get($"{Profiles}/{created.Id}")).Expect(404, "request.not-found");
        Assert.DoesNotContain(created.Id.ToString(), (await service.Anonymous.Get($"{Profiles}?limit=200")).Text);

        var queue = await service.As(Accounts.Matchmaker).Get($"{Profiles}?status=pending&limit=200");
        Assert.Contains(created.Id.ToString(), queue.Text);
        (await service.As(Accounts.Matchmaker).Post($"{Profiles}/{created.Id}/vet", new { approve = true, reason = "Known" })).Expect(
            HttpStatusCode.OK
        );

        var seen = (await service.Anonymous.Get($"{Profiles}/{created.Id}")).Expect(HttpStatusCode.OK);
        Assert.Equal("vetted", seen["status"].Text());
        Assert.Equal(
            HttpStatusCode.NotModified,
            (await service.Anonymous.Get($"{Profiles}/{created.Id}", ("If-None-Match", seen.ETag))).Status
        );
        Assert.Contains(
            created.Id.ToString(),
            (
                await service.Anonymous.Get(
                    $"{Profiles}?economy=vn&kind=company&offer=distribution&sdg=12&intent=buy&language=vi&limit=200"
                )
            ).Text
        );
        Assert.DoesNotContain(created.Id.ToString(), (await service.Anonymous.Get($"{Profiles}?need=distribution&limit=200")).Text);
        var vetted = await service.PublishedAsync<ProfileVetted>(content => content.ProfileId == created.Id);
        Assert.True(vetted.Approved);
    }

    [Fact]
    public async Task A_returned_profile_says_why_to_its_owner_alone_and_waits_again_once_changed()
    {
        var id = await service.ProfileAsync(Accounts.Partner1, Importer());
        (await service.As(Accounts.Matchmaker).Post($"{Profiles}/{id}/vet", new { approve = false })).Expect(
            400,
            "partnerships.reason-required"
        );
        (
            await service.As(Accounts.Matchmaker).Post($"{Profiles}/{id}/vet", new { approve = false, reason = "Say what you import." })
        ).Expect(HttpStatusCode.OK);

        var own = await service.As(Accounts.Partner1).Get($"{Profiles}/{id}");
        Assert.Equal("Say what you import.", own["reason"].Text());
        (await service.Anonymous.Get($"{Profiles}/{id}")).Expect(404, "request.not-found");
        var changed = (
            await service.As(Accounts.Partner1).Put($"{Profiles}/{id}", Importer().With("summary", "茶葉進口商"), own.ETag)
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("pending", changed["status"].Text());
        Assert.Equal("茶葉進口商", changed["summary"]!["zh"].Text());
    }

    [Fact]
    public async Task A_change_needs_the_current_version_and_a_new_name_is_vetted_anew()
    {
        var id = await service.VettedAsync(Accounts.Partner1, Importer());
        var read = await service.As(Accounts.Partner1).Get($"{Profiles}/{id}");
        (await service.As(Accounts.Partner1).Call(HttpMethod.Put, $"{Profiles}/{id}", Importer())).Expect(428, "request.if-match-missing");
        var changed = (
            await service.As(Accounts.Partner1).Put($"{Profiles}/{id}", Importer().With("needs", new JsonArray("training")), read.ETag)
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("vetted", changed["status"].Text());
        (await service.As(Accounts.Partner1).Put($"{Profiles}/{id}", Importer(), read.ETag)).Expect(412, "request.stale");
        var renamed = await service
            .As(Accounts.Partner1)
            .Put($"{Profiles}/{id}", Importer().With("name", "Somebody Else Ltd"), changed.ETag);
        Assert.Equal("pending", renamed.Expect(HttpStatusCode.OK)["status"].Text());
    }

    [Fact]
    public async Task Vetting_runs_out_after_a_year()
    {
        await using var later = new PartnershipsService();
        await later.InitializeAsync();
        var id = await later.VettedAsync(Accounts.Partner1, Importer());
        later.Clock.MoveTo(TimeSpan.FromDays(367));

        (await later.Anonymous.Get($"{Profiles}/{id}")).Expect(404, "request.not-found");
        (await later.As(Accounts.Partner1).Get($"{Profiles}/{id}/matches")).Expect(422, "partnerships.profile-not-vetted");
        (await later.As(Accounts.Matchmaker).Post($"{Profiles}/{id}/vet", new { approve = true })).Expect(HttpStatusCode.OK);
        (await later.Anonymous.Get($"{Profiles}/{id}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_organisations_profile_is_filled_in_from_the_registry_and_there_is_one_of_it()
    {
        var organisation = Guid.CreateVersion7();
        await service.DeliverAsync(
            new OrganisationRegistered { Organisation = Snapshot(organisation, Accounts.Org1.Party, service.Today()) },
            organisation.ToString(),
            3
        );
        // An older snapshot that arrives late changes nothing.
        await service.DeliverAsync(
            new OrganisationUpdated { Organisation = Snapshot(organisation, Accounts.Org2.Party, service.Today(), "舊名") },
            organisation.ToString(),
            2
        );
        var sparse = Farm().With("organisationId", organisation);
        foreach (var member in new[] { "name", "economy", "timeZone", "languages", "sdgs", "stage" })
        {
            sparse.Remove(member);
        }

        (await service.As(Accounts.Org2).Post(Profiles, sparse)).Expect(422, "partnerships.organisation-unknown");
        (await service.As(Accounts.Org1).Post(Profiles, ((JsonObject)sparse.DeepClone()).With("kind", "company"))).Expect(
            422,
            "partnerships.organisation-kind-mismatch"
        );
        (await service.As(Accounts.Org1).Post(Profiles, ((JsonObject)sparse.DeepClone()).With("organisationId", Guid.NewGuid()))).Expect(
            422,
            "partnerships.organisation-unknown"
        );
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.As(Accounts.Org1).Post(Profiles, sparse.DeepClone())));

        var created = Assert.Single(replies, reply => reply.Status == HttpStatusCode.Created);
        Assert.All(replies.Where(reply => reply != created), reply => reply.Expect(409, "partnerships.profile-exists"));
        Assert.Equal("後山小農合作社", created["name"]!["zh"].Text());
        Assert.Equal(
            ("TW", "Asia/Taipei", "fieldExperiment"),
            (created["economy"].Text(), created["timeZone"].Text(), created["stage"].Text())
        );
        Assert.Equal([2, 12], created["sdgs"]!.AsArray().Select(sdg => sdg!.GetValue<int>()));
    }

    [Fact]
    public async Task A_profile_follows_its_organisation_out_of_the_lists_and_to_a_new_owner()
    {
        var (organisation, since) = (Guid.CreateVersion7(), service.Today().AddDays(-10));
        await service.DeliverAsync(
            new OrganisationsImported
            {
                ImportId = Guid.CreateVersion7(),
                Organisations =
                [
                    new ImportedOrganisation { Version = 1, Organisation = Snapshot(organisation, Accounts.Org1.Party, since) },
                ],
            }
        );
        var id = await service.VettedAsync(Accounts.Org1, Farm().With("organisationId", organisation));
        (await service.Anonymous.Get($"{Profiles}/{id}")).Expect(HttpStatusCode.OK);

        await service.DeliverAsync(
            new OrganisationSuspended { Organisation = Snapshot(organisation, Accounts.Org1.Party, since, nowStatus: "suspended") },
            organisation.ToString(),
            2
        );
        (await service.Anonymous.Get($"{Profiles}/{id}")).Expect(404, "request.not-found");
        (await service.As(Accounts.Org1).Get($"{Profiles}/{id}/matches")).Expect(422, "partnerships.profile-not-vetted");

        await service.DeliverAsync(
            new OrganisationReinstated { Organisation = Snapshot(organisation, Accounts.Org2.Party, since) },
            organisation.ToString(),
            3
        );
        (await service.Anonymous.Get($"{Profiles}/{id}")).Expect(HttpStatusCode.OK);
        Assert.NotNull((await service.As(Accounts.Org2).Get($"{Profiles}/{id}"))["contact"]);
        Assert.Null((await service.As(Accounts.Org1).Get($"{Profiles}/{id}"))["contact"]);
    }

    [Fact]
    public async Task An_organisation_that_is_not_registered_gets_no_profile()
    {
        var (organisation, since) = (Guid.CreateVersion7(), service.Today().AddDays(-10));
        await service.DeliverAsync(
            new OrganisationDelisted { Organisation = Snapshot(organisation, Accounts.Org1.Party, since, nowStatus: "delisted") },
            organisation.ToString()
        );
        (await service.As(Accounts.Org1).Post(Profiles, Farm().With("organisationId", organisation))).Expect(
            422,
            "partnerships.organisation-not-registered"
        );
    }

    [Theory]
    [InlineData("economy", "\"XX\"", 422, "partnerships.economy-unknown", "$.economy")]
    [InlineData("timeZone", "\"Asia/Atlantis\"", 422, "partnerships.time-zone-unknown", "$.timeZone")]
    [InlineData("languages", "[\"zh_TW\"]", 422, "partnerships.language-unknown", "$.languages[0]")]
    [InlineData("sdgs", "[18]", 422, "partnerships.sdg-unknown", "$.sdgs[0]")]
    [InlineData("offers", "[\"marketing\", \"distributoin\"]", 422, "partnerships.tag-unknown", "$.offers[1]")]
    [InlineData("sectors", "[\"wizardry\"]", 422, "partnerships.sector-unknown", "$.sectors[0]")]
    [InlineData("marketsSought", "[\"TW\", \"ZZ\"]", 422, "partnerships.economy-unknown", "$.marketsSought[1]")]
    [InlineData("vetoes", "{\"economies\": [\"ZZ\"]}", 422, "partnerships.economy-unknown", "$.vetoes.economies[0]")]
    [InlineData(
        "availability",
        "[{\"day\": \"monday\", \"from\": \"12:00\", \"to\": \"09:00\"}]",
        422,
        "partnerships.availability-invalid",
        "$.availability[0]"
    )]
    [InlineData("contact", "{\"name\": \"x\", \"email\": \"nobody\"}", 422, "partnerships.email-invalid", "$.contact.email")]
    [InlineData("languages", "[null]", 400, "request.invalid", "$.languages[0]")]
    [InlineData("contact", "null", 400, "request.invalid", "$.contact")]
    [InlineData("name", "{}", 400, "request.invalid", "$.name")]
    [InlineData("name", "7", 400, "request.malformed", "$.name")]
    [InlineData("name", "{\"de\": \"x\"}", 400, "request.malformed", "$.name")]
    [InlineData("kind", "\"wizard\"", 400, "request.malformed", "$.kind")]
    [InlineData("intent", "[\"steal\"]", 400, "request.malformed", "$.intent[0]")]
    [InlineData("unheardOf", "1", 400, "request.malformed", "$.unheardOf")]
    public async Task Bad_input_gets_its_documented_problem(string member, string json, int status, string code, string path)
    {
        var refused = (await service.As(Accounts.Partner1).Post(Profiles, Importer().With(member, JsonNode.Parse(json)))).Expect(
            status,
            code
        );
        Assert.Equal(path, refused["errors"]!.AsObject().Single().Key);
    }

    [Fact]
    public async Task An_unknown_tag_names_the_nearest_in_the_language_of_the_request()
    {
        var body = Importer().With("offers", new JsonArray("distributoin"));
        Assert.Contains("'distribution'", (await service.As(Accounts.Partner1).Post(Profiles, body))["detail"].Text());
        Assert.Contains(
            "「distribution」",
            (await service.As(Accounts.Partner1).Post(Profiles, body, ("Accept-Language", "zh-TW")))["detail"].Text()
        );
    }

    [Fact]
    public async Task The_vocabulary_is_public_and_has_both_languages()
    {
        var vocabulary = (await service.Anonymous.Get($"{Api}/vocabulary")).Expect(HttpStatusCode.OK);
        Assert.All(new[] { "tags", "sectors", "intents", "economies" }, list => Assert.All(vocabulary[list]!.AsArray(), term =>
            {
                Assert.NotEqual("", term!["code"].Text());
                Assert.NotEqual("", term["name"]!["zh"].Text());
                Assert.NotEqual("", term["name"]!["en"].Text());
            }));
    }
}

using System.Net;
using Platform.Contracts.Registry.V1;
using Platform.Harness;

namespace Platform.Registry.Tests;

public sealed class ApplicationTests(RegistryService registry) : IClassFixture<RegistryService>
{
    private const string Applications = "/api/registry/v1/applications";

    [Fact]
    public async Task An_application_that_is_returned_and_submitted_again_becomes_a_registered_organisation()
    {
        var body = Samples.Application();
        var (org, registrar) = (registry.As(Accounts.Org1), registry.As(Accounts.Registrar));
        var started = (await org.Post(Applications, body)).Expect(HttpStatusCode.Created);
        Assert.Equal("draft", started["status"]!.GetValue<string>());
        Assert.Equal($"{Applications}/{started.Id}", started.Message.Headers.Location!.ToString());

        (await org.Post($"{Applications}/{started.Id}/submit")).Expect(HttpStatusCode.OK);
        (await registrar.Post($"{Applications}/{started.Id}/return", new { reason = "請補章程" })).Expect(HttpStatusCode.OK);
        var returned = (await org.Get($"{Applications}/{started.Id}")).Expect(HttpStatusCode.OK);
        Assert.Equal("請補章程", returned["reason"]!.GetValue<string>());
        body["charterClause"] = "第三條之一";
        (await org.Put($"{Applications}/{started.Id}", body, returned.ETag)).Expect(HttpStatusCode.OK);
        (await org.Post($"{Applications}/{started.Id}/submit")).Expect(HttpStatusCode.OK);
        var accepted = (await registrar.Post($"{Applications}/{started.Id}/accept")).Expect(HttpStatusCode.OK);

        var organisationId = Guid.Parse(accepted["organisationId"]!.GetValue<string>());
        var today = Platform.Calendar.TaipeiTime.Today(registry.Clock);
        var ubn = (string)body["ubn"]!;
        Assert.True(
            (await registry.Anonymous.Get($"/api/registry/v1/organisations/by-ubn/{ubn}/status?on={today:yyyy-MM-dd}"))[
                "registered"
            ]!.GetValue<bool>()
        );
        Assert.False(
            (await registry.Anonymous.Get($"/api/registry/v1/organisations/by-ubn/{ubn}/status?on={today.AddDays(-1):yyyy-MM-dd}"))[
                "registered"
            ]!.GetValue<bool>()
        );
        var @event = await registry.PublishedAsync<OrganisationRegistered>(content =>
            content.Organisation.OrganisationId == organisationId
        );
        Assert.Equal(Accounts.Org1.Party, @event.Organisation.OwnerParty);
        Assert.Equal([3, 11], @event.Organisation.Sdgs);
    }

    [Fact]
    public async Task Of_two_applications_for_one_number_at_once_exactly_one_wins()
    {
        var body = Samples.Application();
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(n => registry.As(n % 2 == 0 ? Accounts.Org1 : Accounts.Org2).Post(Applications, body))
        );
        Assert.Single(replies, reply => reply.Status == HttpStatusCode.Created);
        Assert.All(replies.Where(reply => reply.Status != HttpStatusCode.Created), reply =>
            reply.Expect(409, "registry.already-registered")
        );
    }

    [Fact]
    public async Task A_command_that_the_state_does_not_allow_is_refused_and_names_what_is_allowed()
    {
        var started = await registry.As(Accounts.Org1).Post(Applications, Samples.Application());
        (await registry.As(Accounts.Org1).Post($"{Applications}/{started.Id}/withdraw")).Expect(HttpStatusCode.OK);
        var refused = (await registry.As(Accounts.Org1).Post($"{Applications}/{started.Id}/submit")).Expect(
            409,
            "registry.application-state"
        );
        Assert.Empty(refused["allowed"]!.AsArray());
    }

    [Fact]
    public async Task The_registrars_have_a_queue_an_assignee_and_notes_that_the_applicant_never_sees()
    {
        var started = await registry.As(Accounts.Org1).Post(Applications, Samples.Application());
        await registry.As(Accounts.Org1).Post($"{Applications}/{started.Id}/submit");
        var registrar = registry.As(Accounts.Registrar);
        (await registrar.Post($"{Applications}/{started.Id}/assign", new { to = "registrar" })).Expect(HttpStatusCode.OK);
        (await registrar.Post($"{Applications}/{started.Id}/notes", new { text = "先查章程" })).Expect(HttpStatusCode.Created);
        var queue = await registrar.Get($"{Applications}?status=submitted&assignee=me&limit=200");
        var mine = Assert.Single(queue["items"]!.AsArray(), item => item!["id"]!.GetValue<Guid>() == started.Id)!;
        Assert.Equal("先查章程", mine["notes"]![0]!["text"]!.GetValue<string>());
        var seen = await registry.As(Accounts.Org1).Get($"{Applications}/{started.Id}");
        Assert.DoesNotContain("先查章程", seen.Text);
        Assert.Contains("assigned", (await registrar.Get($"{Applications}/{started.Id}/history")).Text);
        Assert.DoesNotContain(
            "assigned",
            (await registry.As(Accounts.Org1).Get($"{Applications}/{started.Id}/history")).Expect(HttpStatusCode.OK).Text
        );
    }

    [Fact]
    public async Task An_idempotency_key_makes_a_repetition_harmless()
    {
        var body = Samples.Application();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var first = (await registry.As(Accounts.Org1).Post(Applications, body, key)).Expect(HttpStatusCode.Created);
        var again = (await registry.As(Accounts.Org1).Post(Applications, body, key)).Expect(HttpStatusCode.Created);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal("true", again.Message.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(first.ETag, again.ETag);
        (await registry.As(Accounts.Org1).Post(Applications, Samples.Application(), key)).Expect(422, "idempotency.mismatch");
        // A business refusal is repeated as well.
        var other = ("Idempotency-Key", Guid.NewGuid().ToString());
        (await registry.As(Accounts.Org2).Post(Applications, body, other)).Expect(409, "registry.already-registered");
        Assert.True(
            (await registry.As(Accounts.Org2).Post(Applications, body, other))
                .Expect(409, "registry.already-registered")
                .Message.Headers.Contains("Idempotency-Replayed")
        );
    }

    [Fact]
    public async Task A_change_needs_the_current_version()
    {
        var body = Samples.Application();
        var started = await registry.As(Accounts.Org1).Post(Applications, body);
        (await registry.As(Accounts.Org1).Call(HttpMethod.Put, $"{Applications}/{started.Id}", body)).Expect(
            428,
            "request.if-match-missing"
        );
        body["charterClause"] = "第四條";
        (await registry.As(Accounts.Org1).Put($"{Applications}/{started.Id}", body, started.ETag)).Expect(HttpStatusCode.OK);
        (await registry.As(Accounts.Org1).Put($"{Applications}/{started.Id}", body, started.ETag)).Expect(412, "request.stale");
        (await registry.As(Accounts.Org1).Post($"{Applications}/{started.Id}/submit", null, ("If-Match", started.ETag))).Expect(
            412,
            "request.stale"
        );
        var read = await registry.As(Accounts.Org1).Get($"{Applications}/{started.Id}");
        Assert.Equal(
            HttpStatusCode.NotModified,
            (await registry.As(Accounts.Org1).Get($"{Applications}/{started.Id}", ("If-None-Match", read.ETag))).Status
        );
    }

    [Theory]
    [InlineData("ubn", "10458571", 422, "registry.ubn-invalid")]
    [InlineData("county", "花連縣", 422, "registry.county-unknown")]
    [InlineData("foundedOn", "2999-01-01", 422, "registry.founded-in-future")]
    [InlineData("stage", "nowhere", 400, "request.malformed")]
    [InlineData("legalForm", null, 400, "request.invalid")]
    [InlineData("unheardOf", "x", 400, "request.malformed")]
    [InlineData("charterClause", "a\0b", 400, "request.malformed")]
    [InlineData("ubn", "\ud800", 400, "request.malformed")]
    public async Task Bad_input_gets_its_documented_problem(string member, string? value, int status, string code)
    {
        var body = Samples.Application();
        body[member] = value;
        var json = System.Text.Json.JsonSerializer.Serialize(body).Replace("\\uFFFD", "\\ud800", StringComparison.Ordinal);
        var refused = (await registry.As(Accounts.Org1).Post(Applications, json)).Expect(status, code);
        Assert.Contains("$", refused["errors"]!.AsObject().Single().Key, StringComparison.Ordinal);
        Assert.Equal("application/problem+json", refused.Message.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Problems_speak_the_language_of_the_request()
    {
        var body = Samples.Application("10458571");
        var zh = await registry.As(Accounts.Org1).Post(Applications, body, ("Accept-Language", "zh-TW,zh;q=0.9"));
        Assert.Contains("統一編號", zh["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        var missing = await registry.As(Accounts.Org1).Post(Applications, "{}", ("Accept-Language", "zh-TW"));
        Assert.Matches("[\u4e00-\u9fff]", missing["errors"]!["$.county"]![0]!.GetValue<string>());
        var en = await registry.As(Accounts.Org1).Post(Applications, body);
        Assert.Contains("unified business number", en["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PUT", "")]
    [InlineData("POST", "/submit")]
    [InlineData("POST", "/withdraw")]
    public async Task Another_party_does_not_see_an_application(string method, string verb)
    {
        var started = await registry.As(Accounts.Org1).Post(Applications, Samples.Application());
        var reply = await registry
            .As(Accounts.Org2)
            .Call(new(method), $"{Applications}/{started.Id}{verb}", method == "PUT" ? Samples.Application() : null, ("If-Match", "*"));
        reply.Expect(404, "request.not-found");
    }

    [Theory]
    [InlineData("/accept")]
    [InlineData("/return")]
    [InlineData("/decline")]
    [InlineData("/assign")]
    [InlineData("/notes")]
    public async Task Nobody_works_a_draft_that_is_not_submitted(string verb)
    {
        var started = await registry.As(Accounts.Org1).Post(Applications, Samples.Application());
        (
            await registry
                .As(Accounts.Registrar)
                .Post(
                    $"{Applications}/{started.Id}{verb}",
                    verb switch
                    {
                        "/assign" => new { to = "registrar" },
                        "/notes" => new { text = "x" },
                        "/accept" => null,
                        _ => new { reason = "x" },
                    }
                )
        ).Expect(404, "request.not-found");
        (await registry.As(Accounts.Org2).Post($"{Applications}/{started.Id}{verb}")).Expect(403, "auth.forbidden");
    }
}

using System.Net;
using Platform.Contracts.Registry.V1;
using Platform.Harness;
using static Platform.Registry.Tests.Registrations;

namespace Platform.Registry.Tests;

/// <summary>A registered organisation: its status on any date, and what its owner and others may do and see.</summary>
public sealed class OrganisationTests(RegistryService registry) : IClassFixture<RegistryService>
{
    [Fact]
    public async Task A_suspension_recorded_today_with_effect_from_last_month_changes_what_was_true_since_then_and_nothing_before()
    {
        var (ubn, registrar, today) = (Samples.Ubn(), registry.As(Accounts.Registrar), registry.Today());
        var id = await registry.ImportAsync(ubn, "2020-01-01");
        var (from, until) = (today.AddMonths(-1), today.AddDays(-7));
        Assert.Equal("registered", await OnAsync(ubn, from));
        (await registrar.Post($"{Organisations}/{id}/suspend", new { reason = "查核中", effectiveOn = from.Text() })).Expect(
            HttpStatusCode.OK
        );
        (await registrar.Post($"{Organisations}/{id}/reinstate", new { reason = "查無不法", effectiveOn = until.Text() })).Expect(
            HttpStatusCode.OK
        );

        Assert.Null(await OnAsync(ubn, new DateOnly(2019, 12, 31)));
        Assert.Equal("registered", await OnAsync(ubn, new DateOnly(2020, 1, 1)));
        Assert.Equal("registered", await OnAsync(ubn, from.AddDays(-1)));
        Assert.Equal("suspended", await OnAsync(ubn, from));
        Assert.Equal("suspended", await OnAsync(ubn, until.AddDays(-1)));
        Assert.Equal("registered", await OnAsync(ubn, until));
        Assert.Equal("registered", await OnAsync(ubn, new DateOnly(9999, 12, 31)));

        // The others judge each of their dates by all points.
        var reinstated = await registry.PublishedAsync<OrganisationReinstated>(content => content.Organisation.OrganisationId == id);
        Assert.Equal(
            [("2020-01-01", "registered"), (from.Text(), "suspended"), (until.Text(), "registered")],
            reinstated.Organisation.StatusPoints.Select(point => (point.EffectiveOn.Text(), point.Status))
        );
        var history = (await registry.Anonymous.Get($"{Organisations}/{id}/history"))["items"]!.AsArray();
        Assert.Equal(
            [$"status registered suspended", $"effectiveOn  {from.Text()}"],
            history[1]!["fields"]!.AsArray().Select(field => $"{field!["field"]} {field["from"]} {field["to"]}")
        );
    }

    [Fact]
    public async Task A_status_is_told_for_a_number_that_nobody_knows_and_a_date_that_is_none_is_refused()
    {
        var unknown = await registry.Anonymous.Get($"{Organisations}/by-ubn/{Samples.Ubn()}/status?on=2026-01-01");
        Assert.False(unknown.Expect(HttpStatusCode.OK)["registered"]!.GetValue<bool>());
        Assert.Null(unknown["organisationId"]);
        (await registry.Anonymous.Get($"{Organisations}/by-ubn/{Samples.Ubn()}")).Expect(404, "request.not-found");
        (await registry.Anonymous.Get($"{Organisations}/by-ubn/{Samples.Ubn()}/status?on=2026-02-30")).Expect(HttpStatusCode.BadRequest);
        Assert.InRange((int)(await registry.Anonymous.Get($"{Organisations}/by-ubn/a%00b/status")).Status, 200, 404);
    }

    [Fact]
    public async Task Nothing_takes_effect_before_the_registration_and_nothing_follows_a_delisting()
    {
        var (ubn, registrar, today) = (Samples.Ubn(), registry.As(Accounts.Registrar), registry.Today());
        var id = await registry.ImportAsync(ubn, "2020-01-01");
        (await registrar.Post($"{Organisations}/{id}/suspend", new { reason = "x", effectiveOn = "2019-12-31" })).Expect(
            422,
            "registry.before-registration"
        );
        (await registrar.Post($"{Organisations}/{id}/suspend", new { reason = "x", effectiveOn = today.AddDays(-7).Text() })).Expect(
            HttpStatusCode.OK
        );
        (await registrar.Post($"{Organisations}/{id}/delist", new { reason = "未揭露", effectiveOn = today.AddMonths(-1).Text() })).Expect(
            HttpStatusCode.OK
        );

        Assert.Equal("delisted", await OnAsync(ubn, today));
        Assert.Equal("delisted", await OnAsync(ubn, today.AddDays(30)));
        Assert.Equal("delisted", (await registry.Anonymous.Get($"{Organisations}/{id}"))["status"]!.GetValue<string>());
        Assert.Equal(
            2,
            (await registry.PublishedAsync<OrganisationDelisted>(content => content.Organisation.OrganisationId == id))
                .Organisation
                .StatusPoints
                .Count
        );
        var refused = (await registrar.Post($"{Organisations}/{id}/reinstate", new { reason = "x" })).Expect(
            409,
            "registry.organisation-state"
        );
        Assert.Empty(refused["allowed"]!.AsArray());
        // Whoever the number belongs to may register again.
        (await registry.As(Accounts.Org2).Post("/api/registry/v1/applications", Samples.Application(ubn))).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_owner_withdraws_from_today_on_and_changes_nothing_afterwards()
    {
        var (id, owner) = (await registry.RegisterAsync(Accounts.Org1), registry.As(Accounts.Org1));
        var read = await owner.Get($"{Organisations}/{id}");
        var path = $"{Organisations}/{id}/withdraw";
        (
            await registry
                .As(Accounts.Registrar)
                .Post($"{Organisations}/{id}/suspend", new { reason = "x", effectiveOn = registry.Today().AddDays(10).Text() })
        ).Expect(HttpStatusCode.OK);
        (await registry.As(Accounts.Org2).Post(path, new { reason = "x" })).Expect(HttpStatusCode.NotFound);
        (await registry.As(Accounts.Registrar).Post(path, new { reason = "x" })).Expect(HttpStatusCode.Forbidden);
        (await owner.Post(path, new { reason = "x", effectiveOn = "2020-01-01" })).Expect(400, "request.malformed");
        (await owner.Post(path, new { reason = "解散" })).Expect(HttpStatusCode.OK);
        var ubn = read["ubn"]!.GetValue<string>();
        Assert.Equal("withdrawn", await OnAsync(ubn, registry.Today()));
        Assert.Equal("withdrawn", await OnAsync(ubn, registry.Today().AddDays(10)));
        var now = await owner.Get($"{Organisations}/{id}");
        (await owner.Put($"{Organisations}/{id}", Samples.Application(ubn), now.ETag)).Expect(409, "registry.organisation-state");
    }

    [Fact]
    public async Task An_owner_changes_everything_but_the_identifier_and_needs_the_current_version()
    {
        var (id, owner) = (await registry.RegisterAsync(Accounts.Org1), registry.As(Accounts.Org1));
        var read = await owner.Get($"{Organisations}/{id}");
        var body = Samples.Application(read["ubn"]!.GetValue<string>());
        (await owner.Put($"{Organisations}/{id}", Samples.Application(), read.ETag)).Expect(422, "registry.identifier-fixed");
        (await owner.Call(HttpMethod.Put, $"{Organisations}/{id}", body)).Expect(428, "request.if-match-missing");
        body["county"] = "連江縣";
        (await owner.Put($"{Organisations}/{id}", body, read.ETag)).Expect(HttpStatusCode.OK);
        (await owner.Put($"{Organisations}/{id}", body, read.ETag)).Expect(412, "request.stale");
        Assert.Equal(
            "連江縣",
            (await registry.PublishedAsync<OrganisationUpdated>(content => content.Organisation.OrganisationId == id)).Organisation.County
        );
    }

    [Fact]
    public async Task A_contact_is_for_the_owner_and_registrars_wherever_an_organisation_is_read()
    {
        var id = await registry.RegisterAsync(Accounts.Org1);
        var ubn = (await registry.Anonymous.Get($"{Organisations}/{id}"))["ubn"]!.GetValue<string>();
        foreach (var path in new[] { $"{Organisations}/{id}", $"{Organisations}/by-ubn/{ubn}", $"{Organisations}?q=好日子&limit=200" })
        {
            foreach (var entitled in new[] { Accounts.Org1, Accounts.Registrar })
            {
                Assert.Contains("lin@gooddays.example", (await registry.As(entitled).Get(path)).Text, StringComparison.Ordinal);
            }

            foreach (var other in new[] { registry.Anonymous, registry.As(Accounts.Org2), registry.As(Accounts.Buyer1) })
            {
                Assert.DoesNotContain(
                    "lin@gooddays.example",
                    (await other.Get(path)).Expect(HttpStatusCode.OK).Text,
                    StringComparison.Ordinal
                );
            }
        }
    }

    [Fact]
    public async Task A_report_is_filed_once_a_year_by_the_owner_and_not_for_a_year_that_has_not_begun()
    {
        var (id, owner, year) = (await registry.RegisterAsync(Accounts.Org1), registry.As(Accounts.Org1), registry.Today().Year);
        var path = $"{Organisations}/{id}/reports";
        var refused = (await owner.Post(path, new { year = year + 1, summary = "明年" })).Expect(422, "registry.report-year-in-future");
        Assert.Contains("$.year", refused["errors"]!.AsObject().Select(error => error.Key));
        (await registry.As(Accounts.Org2).Post(path, new { year, summary = "別人的" })).Expect(HttpStatusCode.NotFound);
        (
            await owner.Post(
                path,
                new
                {
                    year,
                    summary = "今年",
                    documents = new[] { new { documentId = Guid.CreateVersion7() } },
                }
            )
        ).Expect(422, "documents.unknown");
        (
            await owner.Post(
                path,
                new
                {
                    year,
                    summary = "今年",
                    documents = new[] { new { name = "報告.pdf", sha256 = new string('b', 64) } },
                }
            )
        ).Expect(HttpStatusCode.Created);
        (await owner.Post(path, new { year, summary = "又一份" })).Expect(409, "registry.report-exists");
        Assert.Equal(year, (await registry.PublishedAsync<ReportFiled>(content => content.OrganisationId == id)).Year);
    }

    private async Task<string?> OnAsync(string ubn, DateOnly date)
    {
        var status = (await registry.Anonymous.Get($"{Organisations}/by-ubn/{ubn}/status?on={date.Text()}")).Expect(HttpStatusCode.OK);
        Assert.Equal(status["status"]?.GetValue<string>() == "registered", status["registered"]!.GetValue<bool>());
        return status["status"]?.GetValue<string>();
    }
}

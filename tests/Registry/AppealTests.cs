using System.Net;
using Platform.Contracts.Registry.V1;
using Platform.Harness;
using static Platform.Registry.Tests.Registrations;

namespace Platform.Registry.Tests;

public sealed class AppealTests(RegistryService registry) : IClassFixture<RegistryService>
{
    private const string Appeals = "/api/registry/v1/appeals";

    [Fact]
    public async Task An_upheld_appeal_against_a_decline_puts_the_application_back_into_the_queue()
    {
        var (org, registrar) = (registry.As(Accounts.Org1), registry.As(Accounts.Registrar));
        var application = await DeclinedAsync();
        var appeal = (await org.Post(Appeals, new { applicationId = application, text = "章程已補" })).Expect(HttpStatusCode.Created);
        (await org.Post(Appeals, new { applicationId = application, text = "再一次" })).Expect(409, "registry.appeal-exists");
        (await registrar.Post($"{Appeals}/{appeal.Id}/decide", new { uphold = true, reason = "有理由" })).Expect(HttpStatusCode.OK);
        (await registrar.Post($"{Appeals}/{appeal.Id}/decide", new { uphold = false, reason = "改變心意" })).Expect(
            409,
            "registry.appeal-decided"
        );
        Assert.Equal("submitted", (await org.Get($"/api/registry/v1/applications/{application}"))["status"]!.GetValue<string>());
        (await registrar.Post($"/api/registry/v1/applications/{application}/accept")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_upheld_appeal_against_a_delisting_undoes_it_from_its_own_date_on()
    {
        var id = await registry.RegisterAsync(Accounts.Org1);
        var today = registry.Today();
        (
            await registry
                .As(Accounts.Registrar)
                .Post($"{Organisations}/{id}/delist", new { reason = "未揭露", effectiveOn = today.Text() })
        ).Expect(HttpStatusCode.OK);
        var appeal = (await registry.As(Accounts.Org1).Post(Appeals, new { organisationId = id, text = "已揭露" })).Expect(
            HttpStatusCode.Created
        );
        (await registry.As(Accounts.Registrar).Post($"{Appeals}/{appeal.Id}/decide", new { uphold = true, reason = "已查明" })).Expect(
            HttpStatusCode.OK
        );
        var organisation = await registry.Anonymous.Get($"{Organisations}/{id}");
        Assert.Equal("registered", organisation["status"]!.GetValue<string>());
        var snapshot = (
            await registry.PublishedAsync<OrganisationReinstated>(content => content.Organisation.OrganisationId == id)
        ).Organisation;
        Assert.DoesNotContain(snapshot.StatusPoints, point => point.Status == "delisted");
        // It is live again: its number cannot be registered a second time.
        (await registry.As(Accounts.Org2).Post("/api/registry/v1/applications", Samples.Application(snapshot.Ubn))).Expect(
            409,
            "registry.already-registered"
        );
    }

    [Fact]
    public async Task An_appeal_cannot_be_upheld_once_somebody_else_has_the_number()
    {
        var id = await registry.RegisterAsync(Accounts.Org1);
        var ubn = (await registry.Anonymous.Get($"{Organisations}/{id}"))["ubn"]!.GetValue<string>();
        (await registry.As(Accounts.Registrar).Post($"{Organisations}/{id}/delist", new { reason = "未揭露" })).Expect(HttpStatusCode.OK);
        var appeal = (await registry.As(Accounts.Org1).Post(Appeals, new { organisationId = id, text = "已揭露" })).Expect(
            HttpStatusCode.Created
        );
        await registry.RegisterAsync(Accounts.Org2, ubn);
        var refused = (
            await registry.As(Accounts.Registrar).Post($"{Appeals}/{appeal.Id}/decide", new { uphold = true, reason = "已查明" })
        ).Expect(409, "registry.already-registered");
        Assert.Contains(ubn, refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("submitted", (await registry.As(Accounts.Org1).Get($"{Appeals}/{appeal.Id}"))["status"]!.GetValue<string>());
        (
            await registry.As(Accounts.Registrar).Post($"{Appeals}/{appeal.Id}/decide", new { uphold = false, reason = "已另行登錄" })
        ).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_dismissed_appeal_changes_nothing_but_the_record()
    {
        var application = await DeclinedAsync();
        var appeal = (await registry.As(Accounts.Org1).Post(Appeals, new { applicationId = application, text = "請再看" })).Expect(
            HttpStatusCode.Created
        );
        (await registry.As(Accounts.Registrar).Post($"{Appeals}/{appeal.Id}/decide", new { uphold = false, reason = "無新事證" })).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            "declined",
            (await registry.As(Accounts.Org1).Get($"/api/registry/v1/applications/{application}"))["status"]!.GetValue<string>()
        );
        var history = (await registry.As(Accounts.Org1).Get($"/api/registry/v1/applications/{application}/history")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            ["started", "submitted", "declined", "appealed", "appeal-dismissed"],
            history["items"]!.AsArray().Select(item => item!["what"]!.GetValue<string>())
        );
        Assert.False((await registry.PublishedAsync<AppealDecided>(content => content.AppealId == appeal.Id)).Upheld);
    }

    [Fact]
    public async Task What_cannot_be_appealed_against_is_refused_and_nobody_else_sees_an_appeal()
    {
        var org = registry.As(Accounts.Org1);
        var started = await org.Post("/api/registry/v1/applications", Samples.Application());
        (await org.Post(Appeals, new { applicationId = started.Id, text = "x" })).Expect(409, "registry.nothing-to-appeal");
        (await org.Post(Appeals, new { organisationId = await registry.RegisterAsync(Accounts.Org1), text = "x" })).Expect(
            409,
            "registry.nothing-to-appeal"
        );
        (await org.Post(Appeals, new { text = "x" })).Expect(422, "registry.appeal-target");
        (
            await org.Post(
                Appeals,
                new
                {
                    applicationId = started.Id,
                    organisationId = started.Id,
                    text = "x",
                }
            )
        ).Expect(422, "registry.appeal-target");
        var declined = await DeclinedAsync();
        (await registry.As(Accounts.Org2).Post(Appeals, new { applicationId = declined, text = "x" })).Expect(HttpStatusCode.NotFound);
        var appeal = (await org.Post(Appeals, new { applicationId = declined, text = "x" })).Expect(HttpStatusCode.Created);
        (await registry.As(Accounts.Org2).Get($"{Appeals}/{appeal.Id}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task After_its_business_days_a_decision_stands()
    {
        await using var later = new RegistryService();
        await later.InitializeAsync();
        var application = await DeclinedAsync(later);
        later.Clock.MoveTo(later.Clock.Offset + TimeSpan.FromDays(90));
        (await later.As(Accounts.Org1).Post(Appeals, new { applicationId = application, text = "太晚了" })).Expect(
            422,
            "registry.appeal-too-late"
        );
    }

    private async Task<Guid> DeclinedAsync(RegistryService? service = null)
    {
        service ??= registry;
        var started = (await service.As(Accounts.Org1).Post("/api/registry/v1/applications", Samples.Application())).Expect(
            HttpStatusCode.Created
        );
        await service.As(Accounts.Org1).Post($"/api/registry/v1/applications/{started.Id}/submit");
        (await service.As(Accounts.Registrar).Post($"/api/registry/v1/applications/{started.Id}/decline", new { reason = "不符" })).Expect(
            HttpStatusCode.OK
        );
        return started.Id;
    }
}

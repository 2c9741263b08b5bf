using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Harness;

namespace Platform.ServiceDefaults.Tests;

/// <summary>What an official did can be read by case and exported, and nobody can change it.</summary>
public sealed class AuditLogTests(RegistryService registry) : IClassFixture<RegistryService>
{
    private const string Decisions = "/api/registry/v1/decisions";

    [Fact]
    public async Task A_decision_is_kept_with_who_role_what_why_and_the_case()
    {
        var application = await SubmittedAsync();
        (
            await registry.As(Accounts.Registrar).Post($"{RegistryService.Applications}/{application}/assign", new { to = "registrar" })
        ).Expect(HttpStatusCode.OK);
        (
            await registry
                .As(Accounts.Registrar)
                .Post($"{RegistryService.Applications}/{application}/decline", new { reason = "未附章程。" })
        ).Expect(HttpStatusCode.OK);

        var entry = await OfAsync(application);
        Assert.Equal(
            ["POST /applications/{id}/assign", "POST /applications/{id}/decline"],
            entry.Select(decision => decision["operation"]!.GetValue<string>())
        );
        Assert.Equal("registrar", entry[0]["chosen"]!["to"]!.GetValue<string>());
        Assert.Equal(
            ("registrar", "registrar", "未附章程。"),
            (entry[1]["by"]!.GetValue<string>(), entry[1]["role"]!.GetValue<string>(), entry[1]["reason"]!.GetValue<string>())
        );
        Assert.Matches("^[0-9a-f]{32}$", entry[1]["traceId"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_refused_or_said_again_by_its_key_or_done_by_no_official_is_no_decision()
    {
        var application = await SubmittedAsync();
        Assert.Empty(await OfAsync(application));
        (await registry.As(Accounts.Registrar).Post($"{RegistryService.Applications}/{application}/decline", new { })).Expect(
            HttpStatusCode.BadRequest
        );
        for (var time = 0; time < 2; time++)
        {
            (
                await registry
                    .As(Accounts.Registrar)
                    .Post(
                        $"{RegistryService.Applications}/{application}/return",
                        new { reason = "請補件。" },
                        ("Idempotency-Key", $"return-{application}")
                    )
            ).Expect(HttpStatusCode.OK);
        }

        (await registry.As(Accounts.Registrar).Post($"{RegistryService.Applications}/{application}/accept")).Expect(
            HttpStatusCode.Conflict
        );
        Assert.Equal("POST /applications/{id}/return", Assert.Single(await OfAsync(application))["operation"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_official_reads_what_was_decided_in_his_own_role_only()
    {
        var application = await SubmittedAsync();
        (
            await registry
                .As(Accounts.Registrar)
                .Post($"{RegistryService.Applications}/{application}/notes", new { text = "與申請人通過電話。" })
        ).Expect(HttpStatusCode.Created);
        Assert.Equal("與申請人通過電話。", Assert.Single(await OfAsync(application))["reason"]!.GetValue<string>());
        Assert.Empty(
            (await registry.As(Accounts.Admin).Get($"{Decisions}?subject={application}")).Expect(HttpStatusCode.OK)["items"]!.AsArray()
        );
        Assert.DoesNotContain("電話", (await registry.As(Accounts.Admin).Get($"{Decisions}.csv")).Text, StringComparison.Ordinal);
        (await registry.As(Accounts.Org1).Get($"{Decisions}?subject={application}")).Expect(HttpStatusCode.Forbidden);
        (await registry.Anonymous.Get(Decisions)).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Decisions_are_paged_filtered_by_day_and_exported()
    {
        var application = await SubmittedAsync();
        for (var note = 1; note <= 3; note++)
        {
            (
                await registry
                    .As(Accounts.Registrar)
                    .Post($"{RegistryService.Applications}/{application}/notes", new { text = $"=第{note}次" })
            ).Expect(HttpStatusCode.Created);
        }

        var registrar = registry.As(Accounts.Registrar);
        var first = (await registrar.Get($"{Decisions}?subject={application}&limit=2")).Expect(HttpStatusCode.OK);
        var rest = (await registrar.Get($"{Decisions}?subject={application}&limit=2&cursor={first["nextCursor"]}")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal([2, 1], [first["items"]!.AsArray().Count, rest["items"]!.AsArray().Count]);
        Assert.Null(rest["nextCursor"]);

        var today = DateOnly.FromDateTime(registry.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        Assert.Equal(3, await CountAsync($"from={today:O}&to={today:O}"));
        Assert.Equal(0, await CountAsync($"from={today.AddDays(1):O}"));
        Assert.Equal(0, await CountAsync($"to={today.AddDays(-1):O}"));
        Assert.Equal(3, await CountAsync("from=0001-01-01&to=9999-12-31"));
        (await registrar.Get($"{Decisions}?from=yesterday")).Expect(HttpStatusCode.BadRequest);

        var csv = (await registrar.Get($"{Decisions}.csv?subject={application}")).Expect(HttpStatusCode.OK);
        Assert.Equal("text/csv", csv.Message.Content.Headers.ContentType!.MediaType);
        var lines = csv.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("id,at,by,clientId,role,operation,subject,about,chosen,reason,traceId", lines[0].TrimStart('\uFEFF'));
        Assert.Equal(4, lines.Length);
        Assert.Contains("'=第1次", lines[1], StringComparison.Ordinal);
        var exported = (await registrar.GetStringAsync($"{Decisions}.ndjson?subject={application}")).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
        Assert.Equal(["=第1次", "=第2次", "=第3次"], exported.Select(line => JsonNode.Parse(line)!["reason"]!.GetValue<string>()));

        async Task<int> CountAsync(string filter) =>
            (await registrar.Get($"{Decisions}?subject={application}&{filter}")).Expect(HttpStatusCode.OK)["items"]!.AsArray().Count;
    }

    [Theory]
    [InlineData("""UPDATE "Decisions" SET "Reason" = 'another'""")]
    [InlineData("""DELETE FROM "Decisions" WHERE "Role" = 'registrar'""")]
    [InlineData("""UPDATE "Changes" SET "By" = 'nobody'""")]
    [InlineData("""DELETE FROM "Changes" WHERE "By" <> ''""")]
    public async Task The_database_itself_refuses_to_change_or_remove_what_is_on_record(string statement)
    {
        var application = await SubmittedAsync();
        (
            await registry.As(Accounts.Registrar).Post($"{RegistryService.Applications}/{application}/return", new { reason = "請補件。" })
        ).Expect(HttpStatusCode.OK);
        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            registry.InScopeAsync<ServiceDbContext, int>(db => db.Database.ExecuteSqlRawAsync(statement))
        );
        Assert.Contains("is append-only", refused.Message, StringComparison.Ordinal);
        Assert.Single(await OfAsync(application));
    }

    private async Task<Guid> SubmittedAsync()
    {
        var application = (await registry.As(Accounts.Org1).Post(RegistryService.Applications, RegistryService.Application()))
            .Expect(HttpStatusCode.Created)
            .Id;
        (await registry.As(Accounts.Org1).Post($"{RegistryService.Applications}/{application}/submit")).Expect(HttpStatusCode.OK);
        return application;
    }

    private async Task<JsonNode[]> OfAsync(Guid application) =>
        [
            .. (await registry.As(Accounts.Registrar).Get($"{Decisions}?subject={application}")).Expect(HttpStatusCode.OK)["items"]!
                .AsArray()
                .Select(item => item!),
        ];
}

using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Harness;

namespace Platform.Sandbox.Tests.Features;

/// <summary>
/// For everybody but the NDC, its own party and the authorities asked, a request does not exist: proven for every route.
/// </summary>
public sealed class VisibilityTests(SandboxService sandbox) : IClassFixture<SandboxService>
{
    private static readonly Dictionary<string, (Account Stranger, object? Body)> Strangers = new()
    {
        ["GET "] = (Accounts.Org2, null),
        ["GET timeline"] = (Accounts.Org2, null),
        ["GET timeline.csv"] = (Accounts.Org2, null),
        ["GET meetings/{meetingId:guid}.ics"] = (Accounts.Org2, null),
        ["GET acknowledgements"] = (Accounts.Mof, null),
        ["GET similar"] = (Accounts.Ndc, null),
        ["POST supplement"] = (Accounts.Org2, new { text = "補件" }),
        ["POST question/confirm"] = (Accounts.Org2, null),
        ["POST question/amend"] = (Accounts.Org2, new { text = "改寫" }),
        ["POST withdraw"] = (Accounts.Org2, null),
        ["POST trial/reports"] = (Accounts.Org2, new { text = "報告" }),
        ["POST opinions/{authority}"] = (Accounts.Mof, new { position = "agree", text = "同意" }),
        ["POST acknowledgements"] = (SandboxService.Hualien, null),
        ["PATCH follow-ups/{followUpId:guid}"] = (Accounts.Mof, new { status = "done" }),
        ["POST assign"] = (Accounts.Ndc, new { to = "ndc" }),
        ["POST notes"] = (Accounts.Ndc, new { text = "註記" }),
        ["POST screen"] = (Accounts.Ndc, new { decision = "accept", reason = "受理" }),
        ["POST question"] = (Accounts.Ndc, new { text = "問題" }),
        ["POST opinions"] = (Accounts.Ndc, new { lead = "moea" }),
        ["POST opinions/{authority}/pause"] = (Accounts.Ndc, new { reason = "函詢" }),
        ["POST opinions/{authority}/resume"] = (Accounts.Ndc, null),
        ["POST meetings"] = (
            Accounts.Ndc,
            new
            {
                at = "2099-01-05T02:00:00Z",
                agenda = "議題",
                attendees = new[] { "moea" },
            }
        ),
        ["POST meetings/{meetingId:guid}/minutes"] = (Accounts.Ndc, new { text = "紀錄" }),
        ["POST meetings/{meetingId:guid}/cancel"] = (Accounts.Ndc, new { reason = "改期" }),
        ["POST decision"] = (Accounts.Ndc, SandboxService.Decision()),
        ["POST publish"] = (Accounts.Ndc, null),
        ["POST extend"] = (
            Accounts.Ndc,
            new
            {
                kind = "decision",
                businessDays = 5,
                reason = "展期",
            }
        ),
        ["POST follow-ups"] = (
            Accounts.Ndc,
            new
            {
                text = "追蹤",
                owner = "moea",
                dueOn = "2099-01-05",
            }
        ),
        ["POST trial/suspend"] = (Accounts.Ndc, new { reason = "事故" }),
        ["POST trial/resume"] = (Accounts.Ndc, new { reason = "改善完成" }),
        ["POST trial/extend"] = (Accounts.Ndc, new { months = 3, reason = "樣本不足" }),
        ["POST trial/end"] = (Accounts.Ndc, new { text = "結束" }),
        ["POST close"] = (Accounts.Ndc, null),
    };

    public static TheoryData<string> Routes() => new(Strangers.Keys);

    [Fact]
    public void Every_route_of_one_request_is_in_the_table()
    {
        const string Prefix = "/api/sandbox/v1/requests/{id:guid}";
        var routes = sandbox
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(endpoint =>
                $"{endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0]} "
                + endpoint.RoutePattern.RawText![Prefix.Length..].TrimStart('/')
            )
            .Order()
            .ToArray();
        Assert.NotEmpty(routes);
        Assert.Equal(Strangers.Keys.Order(), routes);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task For_a_stranger_a_request_does_not_exist(string route)
    {
        var (stranger, body) = Strangers[route];
        var (method, step) = route.Split(' ') is [var verb, var rest] ? (verb, rest) : throw new InvalidOperationException();
        // An officer of the NDC sees every request there is, so for one it is a request that there is not.
        var id = stranger == Accounts.Ndc ? Guid.CreateVersion7() : await sandbox.OpinionRequestedFromMoeaAsync();
        var path = $"{SandboxService.Requests}/{id}/{step}"
            .TrimEnd('/')
            .Replace("{authority}", "mof")
            .Replace("{meetingId:guid}", $"{Guid.CreateVersion7()}")
            .Replace("{followUpId:guid}", $"{Guid.CreateVersion7()}");
        (await sandbox.As(stranger).Call(new(method), path, body, ("If-Match", "*"))).Expect(404, "request.not-found");
    }

    [Fact]
    public async Task Lists_show_the_ndc_all_an_authority_what_it_was_asked_and_an_applicant_its_own()
    {
        var requested = await sandbox.OpinionRequestedFromMoeaAsync();
        var raised = (await sandbox.Mof.Post(SandboxService.Requests, SandboxService.Filing("財政部蒐集之案件"))).Expect(
            System.Net.HttpStatusCode.Created
        );
        Assert.Equal("authority", raised["origin"]!.GetValue<string>());
        async Task<Guid[]> Seen(Account who) =>
            [
                .. (await sandbox.As(who).Get($"{SandboxService.Requests}?limit=200"))["items"]!
                    .AsArray()
                    .Select(item => item!["id"]!.GetValue<Guid>())
                    .Where(id => id == requested || id == raised.Id),
            ];
        Assert.Equal([requested, raised.Id], await Seen(Accounts.Ndc));
        Assert.Equal([requested], await Seen(Accounts.Moea));
        Assert.Equal([raised.Id], await Seen(Accounts.Mof));
        Assert.Equal([requested], await Seen(Accounts.Org1));
        Assert.Empty(await Seen(Accounts.Org2));
        (await sandbox.Anonymous.Get(SandboxService.Requests)).Expect(401, "auth.token-missing");
    }

    [Fact]
    public async Task Opinions_notes_and_the_assignee_are_seen_by_those_they_are_for()
    {
        var id = await sandbox.OpinionsRequestedAsync();
        await sandbox.StepAsync(sandbox.Ndc, id, "assign", new { to = "ndc" });
        await sandbox.StepAsync(sandbox.Ndc, id, "notes", new { text = "內部註記" }, System.Net.HttpStatusCode.Created);
        await sandbox.StepAsync(sandbox.Moea, id, "opinions/moea", new { position = "agree", text = "經濟部之意見" });

        Assert.Contains("內部註記", (await sandbox.ReadAsync(sandbox.Ndc, id)).ToJsonString(Plain), StringComparison.Ordinal);
        var (own, other, applicant) = (
            await sandbox.ReadAsync(sandbox.Moea, id),
            await sandbox.ReadAsync(sandbox.Mof, id),
            await sandbox.ReadAsync(sandbox.Org, id)
        );
        Assert.Contains("經濟部之意見", own.ToJsonString(Plain), StringComparison.Ordinal);
        Assert.Equal(["mof"], other["opinions"]!.AsArray().Select(opinion => opinion!["authority"]!.GetValue<string>()));
        Assert.Equal(2, applicant["opinions"]!.AsArray().Count);
        Assert.All([other, applicant], seen => Assert.DoesNotContain("經濟部之意見", seen.ToJsonString(Plain), StringComparison.Ordinal));
        Assert.All([own, other, applicant], seen =>
        {
            Assert.DoesNotContain("內部註記", seen.ToJsonString(Plain), StringComparison.Ordinal);
            Assert.Null(seen["assignee"]);
        });

        await sandbox.StepAsync(sandbox.Ndc, id, "decision", SandboxService.Decision());
        Assert.Contains("經濟部之意見", (await sandbox.ReadAsync(sandbox.Org, id)).ToJsonString(Plain), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_is_opened_by_those_who_see_the_request_that_cites_it()
    {
        var file = new ByteArrayContent("%PDF-1.4"u8.ToArray());
        file.Headers.ContentType = new("application/pdf");
        using var form = new MultipartFormDataContent { { file, "file", "plan.pdf" } };
        var document = (await sandbox.Org.Post("/api/sandbox/v1/documents", form)).Expect(System.Net.HttpStatusCode.Created);
        var filing = SandboxService.Filing();
        filing["evidence"] = new[] { new { documentId = document.Id } };
        await sandbox.FileAsync(filing);
        (await sandbox.Ndc.Get($"/api/sandbox/v1/documents/{document.Id}")).Expect(System.Net.HttpStatusCode.OK);
        (await sandbox.As(Accounts.Org2).Get($"/api/sandbox/v1/documents/{document.Id}")).Expect(404, "request.not-found");
        (await sandbox.As(Accounts.Org2).Post(SandboxService.Requests, filing)).Expect(422, "documents.unknown");
    }

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Platform.Calendar;
using Platform.Harness;
using Platform.Sandbox.Features.Deadlines;
using Platform.Web.Identity;

namespace Platform.Sandbox.Tests;

/// <summary>The service, and the steps of a case as its people take them.</summary>
public class SandboxService : TestService, IAsyncLifetime
{
    public SandboxService()
        : this(_ => { }) { }

    protected SandboxService(Action<WebApplicationBuilder> also)
        : base(
            builder =>
            {
                builder.AddSandbox();
                also(builder);
            },
            app => app.MapSandbox()
        ) { }

    public const string Requests = "/api/sandbox/v1/requests";

    public static readonly Account Hualien = new("hualien", "authority:county-hualien", Roles.AuthorityOfficer);

    public HttpClient Ndc => As(Accounts.Ndc);

    public HttpClient Org => As(Accounts.Org1);

    public HttpClient Mof => As(Accounts.Mof);

    public HttpClient Moea => As(Accounts.Moea);

    /// <summary>Where the clock's offset is kept over a restart.</summary>
    public string ClockFile => Path.Combine(Services.GetRequiredService<IConfiguration>()["Platform:Data"]!, "clock");

    public DateOnly Today => TaipeiTime.Today(Clock);

    public static Dictionary<string, object?> Filing(string title = "社團法人成立閉鎖型公司") =>
        new()
        {
            ["title"] = title,
            ["businessModel"] = "協會以全資子公司經營社會企業",
            ["provisions"] = new[]
            {
                new
                {
                    law = "公司法",
                    article = "第356條之3",
                    authority = "moea",
                },
            },
            ["obstacle"] = "社團法人能否為閉鎖性股份有限公司之發起人並不明確",
            ["question"] = "社團法人得否為發起人?",
            ["relief"] = "interpretation",
            ["publicBenefit"] = "公益團體得以公司型態永續經營",
            ["evidence"] = Array.Empty<object>(),
            ["confidential"] = false,
        };

    public void Advance(double days) => Clock.MoveTo(Clock.Offset + TimeSpan.FromDays(days));

    /// <summary>A look of each of so many watchers at once, as replicas have them.</summary>
    public Task WatchAsync(int replicas = 1) =>
        Task.WhenAll(
            Enumerable
                .Range(0, replicas)
                .Select(_ =>
                    new WatchDeadlines(
                        Services.GetRequiredService<IServiceScopeFactory>(),
                        Clock,
                        new WatchSignal(),
                        Options.Create(new WatchSettings()),
                        NullLogger<WatchDeadlines>.Instance
                    ).ProcessDueAsync(CancellationToken.None)
                )
        );

    public async Task<Guid> FileAsync(Dictionary<string, object?>? filing = null, Account? by = null) =>
        (await As(by ?? Accounts.Org1).Post(Requests, filing ?? Filing())).Expect(HttpStatusCode.Created).Id;

    public Task<Reply> StepAsync(HttpClient who, Guid id, string step, object? body = null, HttpStatusCode status = HttpStatusCode.OK) =>
        Expecting(who.Post($"{Requests}/{id}/{step}", body), status);

    public async Task<Guid> ConfirmedAsync(Dictionary<string, object?>? filing = null, Account? by = null)
    {
        var id = await FileAsync(filing, by);
        await StepAsync(Ndc, id, "screen", new { decision = "accept", reason = "屬法規調適事項" });
        await StepAsync(Ndc, id, "question", new { text = "社團法人得否為閉鎖性股份有限公司之發起人?" });
        await StepAsync(As(by ?? Accounts.Org1), id, "question/confirm");
        return id;
    }

    public async Task<Guid> OpinionsRequestedAsync(Dictionary<string, object?>? filing = null)
    {
        var id = await ConfirmedAsync(filing);
        await StepAsync(Ndc, id, "opinions", new { lead = "moea", coAuthorities = new[] { "mof" } });
        return id;
    }

    public async Task<Guid> OpinionRequestedFromMoeaAsync()
    {
        var id = await ConfirmedAsync();
        await StepAsync(Ndc, id, "opinions", new { lead = "moea" });
        return id;
    }

    public async Task<Guid> DecidedAsync(Dictionary<string, object?>? filing = null, object? decision = null)
    {
        var id = await ConfirmedAsync(filing);
        await StepAsync(Ndc, id, "decision", decision ?? Decision());
        return id;
    }

    public async Task<Guid> PublishedAsync(Dictionary<string, object?>? filing = null)
    {
        var id = await DecidedAsync(filing);
        await StepAsync(Ndc, id, "publish");
        return id;
    }

    public static object Decision(string outcome = "interpretation") =>
        new
        {
            outcome,
            text = "社團法人得為發起人,惟應符合章程目的。",
            reference = "經商字第1號",
            @public = new { summary = "社團法人可否發起閉鎖性公司", answer = "可以,惟應符合章程目的。" },
        };

    public async Task<JsonNode> ReadAsync(HttpClient who, Guid id) => (await who.Get($"{Requests}/{id}")).Expect(HttpStatusCode.OK).Json!;

    public static IEnumerable<JsonNode> Deadlines(JsonNode request, string kind) =>
        request["deadlines"]!.AsArray().Where(deadline => deadline!["kind"]!.GetValue<string>() == kind)!;

    private static async Task<Reply> Expecting(Task<Reply> reply, HttpStatusCode status) => (await reply).Expect(status);
}

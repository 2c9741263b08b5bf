using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Sandbox.V1;
using Platform.Harness;
using Platform.Web.Identity;

namespace Platform.Sandbox.Tests.Features;

/// <summary>
/// A confidential request from its filing to its closing, through everything that can happen to one. Every text that anybody writes about
/// it holds
/// the secret; everything that the service logs is kept.
/// </summary>
public sealed class ConfidentialLife : SandboxService, IAsyncLifetime
{
    public const string Secret = "Xylophone密匙";

    /// <summary>The open request's, so that it is seen that the words of one are found where they may be.</summary>
    public const string Open = "Glockenspiel公開";

    public static readonly Account Successor = new("ftcnew", "authority:ftcnew", Roles.AuthorityOfficer);

    private readonly Listener log;

    public ConfidentialLife()
        : this(new Listener()) { }

    private ConfidentialLife(Listener log)
        : base(builder => builder.Logging.AddProvider(log).AddFilter<Listener>(_ => true)) => this.log = log;

    public Guid Id { get; private set; }

    public string CaseNo { get; private set; } = "";

    public Guid OpenId { get; private set; }

    /// <summary>The open figures before it was filed.</summary>
    public string FiguresBefore { get; private set; } = "";

    /// <summary>Everything that was logged during its life.</summary>
    public IReadOnlyList<string> Logged { get; private set; } = [];

    public new async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        OpenId = await PublishedAsync(Filing(Open));
        await StepAsync(Ndc, OpenId, "close");
        FiguresBefore = await FiguresAsync();
        await LiveAsync();
        await base.PublishedAsync<RequestClosed>(closed => closed.RequestId == Id);
        Logged = [.. log.Lines];
    }

    /// <summary>The open figures without the moment of which they are.</summary>
    public async Task<string> FiguresAsync()
    {
        var figures = (await Anonymous.Get("/api/sandbox/v1/statistics")).Json!.AsObject();
        Assert.True(figures.Remove("asOf"));
        return figures.ToJsonString();
    }

    private async Task LiveAsync()
    {
        await FileRequestAsync();
        await ConsultAuthoritiesAsync();
        await ConductMeetingAsync();
        await RunTrialAsync();
        await StepAsync(Ndc, Id, "close", new { text = $"{Secret}結案" });
    }

    private async Task FileRequestAsync()
    {
        var filing = Filing($"{Secret}標題");
        foreach (var member in new[] { "businessModel", "obstacle", "question", "publicBenefit", "risks", "onBehalfOf" })
        {
            filing[member] = $"{Secret}{member}";
        }

        filing["relief"] = "trial";
        filing["trial"] = new
        {
            participants = 10,
            months = 3,
            place = $"{Secret}地點",
        };
        filing["evidence"] = new[] { new { name = $"{Secret}.pdf", sha256 = new string('a', 64) } };
        filing["confidential"] = true;
        filing["provisions"] = new[]
        {
            new
            {
                law = $"{Secret}法",
                article = "第1條",
                authority = Secret,
            },
        };
        (await Org.Post(Requests, filing)).Expect(422, "sandbox.authority-unknown");
        filing["provisions"] = new[]
        {
            new
            {
                law = $"{Secret}法",
                article = $"{Secret}條",
                authority = "moea",
            },
        };
        var filed = (await Org.Post(Requests, filing)).Expect(HttpStatusCode.Created);
        (Id, CaseNo) = (filed.Id, filed["caseNo"]!.GetValue<string>());
        await StepAsync(Ndc, Id, "notes", new { text = $"{Secret}註記" }, HttpStatusCode.Created);
        await StepAsync(Ndc, Id, "screen", new { decision = "needMore", reason = $"{Secret}理由" });
        await StepAsync(Org, Id, "supplement", new { text = $"{Secret}補件" });
        await StepAsync(Ndc, Id, "screen", new { decision = "accept", reason = $"{Secret}理由" });
        await StepAsync(Ndc, Id, "question", new { text = $"{Secret}問題" });
        await StepAsync(Org, Id, "question/amend", new { text = $"{Secret}改寫" });
        await StepAsync(Ndc, Id, "question", new { text = $"{Secret}問題" });
        await StepAsync(Org, Id, "question/confirm");
    }

    private async Task ConsultAuthoritiesAsync()
    {
        await StepAsync(Ndc, Id, "opinions", new { lead = "moea", coAuthorities = new[] { "ftc" } });
        await StepAsync(Ndc, Id, "opinions/moea/pause", new { reason = $"{Secret}函詢" });
        await StepAsync(Ndc, Id, "opinions/moea/resume");
        await StepAsync(
            Ndc,
            Id,
            "extend",
            new
            {
                kind = "opinion",
                businessDays = 3,
                reason = $"{Secret}展期",
            }
        );
        await StepAsync(
            Moea,
            Id,
            "opinions/moea",
            new
            {
                position = "conditional",
                text = $"{Secret}意見",
                instrument = $"{Secret}號",
            }
        );
        var admin = As(Accounts.Admin);
        (await admin.Put("/api/sandbox/v1/authorities/ftcnew", new { name = new { zh = "公平競爭部" } }, "*")).Expect(HttpStatusCode.OK);
        (
            await admin.Put(
                "/api/sandbox/v1/authorities/ftc",
                new
                {
                    name = new { zh = "公平會" },
                    validTo = Today.AddDays(-1),
                    successor = "ftcnew",
                },
                "*"
            )
        ).Expect(HttpStatusCode.OK);
        await base.PublishedAsync<WorkHandedOver>(content => content.RequestId == Id);
        for (var day = 0; day < 45; day++)
        {
            Advance(1);
            await WatchAsync();
        }

        await base.PublishedAsync<DeadlineApproaching>(content => content.RequestId == Id && content.Kind == "opinion");
        await base.PublishedAsync<DeadlineMissed>(content => content.RequestId == Id && content.Kind == "opinion");
    }

    private async Task ConductMeetingAsync()
    {
        var at = Clock.GetUtcNow().AddDays(7);
        var first = await StepAsync(
            Ndc,
            Id,
            "meetings",
            new
            {
                at,
                agenda = $"{Secret}議題",
                attendees = new[] { $"{Secret}科長" },
            },
            HttpStatusCode.Created
        );
        await StepAsync(Ndc, Id, $"meetings/{first.Id}/cancel", new { reason = $"{Secret}取消" });
        var second = await StepAsync(Ndc, Id, "meetings", new { at, attendees = new[] { $"{Secret}科長" } }, HttpStatusCode.Created);
        await StepAsync(
            Ndc,
            Id,
            $"meetings/{second.Id}/minutes",
            new
            {
                text = $"{Secret}紀錄",
                attended = new[] { $"{Secret}代理人" },
                resolutions = new[]
                {
                    new
                    {
                        text = $"{Secret}決議",
                        owner = "moea",
                        dueOn = Today.AddDays(60),
                    },
                },
            }
        );
        await StepAsync(As(Successor), Id, "opinions/ftcnew", new { position = "object", text = $"{Secret}意見" });
    }

    private async Task RunTrialAsync()
    {
        await StepAsync(
            Ndc,
            Id,
            "decision",
            new
            {
                outcome = "trial",
                text = $"{Secret}決定",
                reference = $"{Secret}字號",
                trial = new
                {
                    participants = 10,
                    months = 3,
                    place = $"{Secret}地點",
                    scope = $"{Secret}範圍",
                    safeguards = $"{Secret}保護",
                    lawsSetAside = new[] { $"{Secret}法" },
                },
                @public = new { summary = $"{Secret}摘要", answer = $"{Secret}答復" },
            }
        );
        (await Ndc.Post($"{Requests}/{Id}/publish")).Expect(422, "sandbox.confidential");
        await StepAsync(Org, Id, "trial/reports", new { text = $"{Secret}事故", incident = true }, HttpStatusCode.Created);
        await StepAsync(Ndc, Id, "trial/resume", new { reason = $"{Secret}恢復" });
        await StepAsync(Ndc, Id, "trial/extend", new { months = 1, reason = $"{Secret}延長" });
        var ended = await StepAsync(Ndc, Id, "trial/end", new { text = $"{Secret}結束" });
        foreach (var followUp in ended["followUps"]!.AsArray())
        {
            (
                await Ndc.Call(
                    HttpMethod.Patch,
                    $"{Requests}/{Id}/follow-ups/{followUp!["id"]}",
                    new { status = "done", report = $"{Secret}回報" },
                    ("If-Match", "*")
                )
            ).Expect(HttpStatusCode.OK);
        }
    }

    private sealed class Listener : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new RecordingLogger(categoryName, Lines);

        public void Dispose() { }
    }

    private sealed class RecordingLogger(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"{category} scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue($"{category} {formatter(state, exception)} {exception}");
    }
}

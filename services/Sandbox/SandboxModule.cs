using Microsoft.EntityFrameworkCore;
using Platform.Documents;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.AuthorityRegister;
using Platform.Sandbox.Features.Calendar;
using Platform.Sandbox.Features.Deadlines;
using Platform.Sandbox.Features.Decisions;
using Platform.Sandbox.Features.FollowUps;
using Platform.Sandbox.Features.Meetings;
using Platform.Sandbox.Features.Opinions;
using Platform.Sandbox.Features.Precedents;
using Platform.Sandbox.Features.Requests;
using Platform.Sandbox.Features.Samples;
using Platform.Sandbox.Features.SandboxTrials;
using Platform.Sandbox.Features.Statistics;
using Platform.Web;
using Platform.Web.Http;

namespace Platform.Sandbox;

/// <summary>The service for regulatory adjustment requests to the National Development Council (法規調適).</summary>
public static class SandboxModule
{
    public static void AddSandbox(this IHostApplicationBuilder builder)
    {
        builder.AddService<SandboxDbContext>("sandbox");
        builder.AddSettings<ClockLengths>("Sandbox:Clocks");
        builder.AddSettings<WatchSettings>("Sandbox:Watch");
        builder.Services.AddSingleton<AuthorityCache>();
        builder.Services.AddScoped<AuthorityList>();
        builder.Services.AddScoped<Caseload>();
        builder.Services.AddSingleton(_ => new CostlyAnswers<string, ReadStatistics.StatisticsView>(TimeProvider.System));
        builder.Services.AddSingleton<WatchSignal>();
        builder.Services.AddHostedService<WatchDeadlines>();
        if (builder.Configuration.GetValue<bool>("Platform:Sample"))
        {
            builder.Services.AddHostedService<LoadSampleCases>();
        }
    }

    public static void MapSandbox(this WebApplication app)
    {
        var api = app.MapService();
        FileRequest.Map(api);
        WorkRequest.Map(api);
        ScreenRequest.Map(api);
        SupplementRequest.Map(api);
        AgreeOnQuestion.Map(api);
        RequestOpinions.Map(api);
        GiveOpinion.Map(api);
        PauseOpinion.Map(api);
        CallMeeting.Map(api);
        CancelMeeting.Map(api);
        RecordMinutes.Map(api);
        DownloadMeeting.Map(api);
        DecideRequest.Map(api);
        PublishDecision.Map(api);
        ExtendDeadline.Map(api);
        FollowUpRequest.Map(api);
        FollowTrial.Map(api);
        AcknowledgeLetter.Map(api);
        EndRequest.Map(api);
        ReadRequests.Map(api);
        ReadTimeline.Map(api);
        ReadPrecedents.Map(api);
        FindSimilar.Map(api);
        ReadStatistics.Map(api);
        ManageAuthorities.Map(api);
        ManageCalendar.Map(api);
        api.MapDocuments(http =>
            async (documentId, caller, cancellationToken) =>
            {
                var db = http.RequestServices.GetRequiredService<SandboxDbContext>();
                return await db
                    .Requests.VisibleTo(db, caller)
                    .AnyAsync(
                        request => db.CitedDocuments.Any(cited => cited.DocumentId == documentId && cited.RequestId == request.Id),
                        cancellationToken
                    );
            }
        );
    }
}

using Platform.Documents;
using Platform.Partnerships.Data;
using Platform.Partnerships.Data.ReferenceData;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Sessions;
using Platform.Partnerships.Features.Introductions;
using Platform.Partnerships.Features.Matching;
using Platform.Partnerships.Features.Profiles;
using Platform.Partnerships.Features.Programmes;
using Platform.Partnerships.Features.Sessions;
using Platform.Partnerships.Features.Sessions.CpSat;
using Platform.Partnerships.Features.Statistics;
using Platform.Web;

namespace Platform.Partnerships;

/// <summary>The partnerships service: profiles, matches, introductions with their outcomes, and matching sessions.</summary>
public static class PartnershipsModule
{
    public static void AddPartnerships(this IHostApplicationBuilder builder)
    {
        builder.AddService<PartnershipsDbContext>("partnerships");
        var settings = PartnershipsSettings.From(builder.Configuration);
        var economies = ReferenceFiles.ReadEconomies();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(settings.Matching);
        builder.Services.AddSingleton(economies);
        builder.Services.AddSingleton(ReferenceFiles.ReadLanguages(economies));
        builder.Services.AddSingleton(new EditedLists(ReferenceFiles.ReadVocabulary(), ReferenceFiles.ReadProgrammes()));
        builder.Services.AddScoped<ProfileReading>();
        builder.Services.AddSingleton(new Matcher(settings.Matching));
        builder.Services.AddSingleton<ListedProfiles>();
        builder.Services.AddScoped<BestMatches>();
        builder.Services.AddHostedService<ListProfilesAtStart>();
        builder.Services.AddScoped<Sessions>();
        builder.Services.AddScoped<Schedules>();
        builder.Services.AddSingleton<ScheduleSignal>();
        builder.Services.AddSingleton<LocalSearchPlanner>();
        builder.Services.AddSingleton(new CpSatLimits());
        builder.Services.AddSingleton<CpSatPlanner>();
        builder.Services.AddSingleton<ISessionPlanner, PlannerBySize>();
        builder.Services.AddHostedService<SchedulePlanning>();
        builder.Services.AddScoped<ProfileSearch>();
        builder.Services.AddScoped<Profiles>();
        builder.Services.AddScoped<Terms>();
        builder.Services.AddScoped<Programmes>();
        builder.Services.AddScoped<Introductions>();
        builder.Services.AddHostedService<WatchIntroductions>();
        builder.Services.AddHostedService<WatchRenewals>();
    }

    public static void MapPartnerships(this WebApplication app)
    {
        var api = app.MapService();
        CreateProfile.Map(api);
        ChangeProfile.Map(api);
        VetProfile.Map(api);
        ReadProfiles.Map(api);
        RenewProfile.Map(api);
        ReadVocabulary.Map(api);
        EditTerm.Map(api);
        ReadProgrammes.Map(api);
        EditProgramme.Map(api);
        ReadMatches.Map(api);
        RequestIntroduction.Map(api);
        AcceptIntroduction.Map(api);
        DeclineIntroduction.Map(api);
        WithdrawIntroduction.Map(api);
        RecordOutcome.Map(api);
        MakeCommitment.Map(api);
        ReportCommitment.Map(api);
        ReadStatistics.Map(api);
        ReadIntroductions.Map(api);
        CreateSession.Map(api);
        AddParticipant.Map(api);
        ChangeParticipant.Map(api);
        PlanSchedule.Map(api);
        ConfirmMeeting.Map(api);
        DownloadSchedule.Map(api);
        ReadSessions.Map(api);
        api.MapDocuments(http =>
            (document, caller, cancellationToken) =>
                http.RequestServices.GetRequiredService<PartnershipsDbContext>().MayOpenEvidenceAsync(document, caller, cancellationToken)
        );
    }
}

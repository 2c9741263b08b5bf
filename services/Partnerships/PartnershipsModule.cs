using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Matching;
using Platform.Partnerships.Domain.Profiles;
using Platform.Partnerships.Features.Introductions;
using Platform.Partnerships.Features.Matching;
using Platform.Partnerships.Features.Profiles;
using Platform.Partnerships.Features.Sessions;
using Platform.Partnerships.ReferenceData;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Calendar;

namespace Platform.Partnerships;

/// <summary>International matching: profiles, matches, introductions and what becomes of them, matching sessions.</summary>
public static class PartnershipsModule
{
    public static void AddPartnerships(this IHostApplicationBuilder builder)
    {
        builder.AddService<PartnershipsDbContext>("partnerships");
        var settings = PartnershipsSettings.From(builder.Configuration);
        var (vocabulary, economies) = (ReferenceFiles.ReadVocabulary(), ReferenceFiles.ReadEconomies());
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(settings.Matching);
        builder.Services.AddSingleton(vocabulary);
        builder.Services.AddSingleton(economies);
        builder.Services.AddSingleton(new ProfileRules(vocabulary, economies, ReferenceFiles.ReadLanguages(economies)));
        builder.Services.AddSingleton(new Matcher(settings.Matching));
        builder.Services.AddSingleton(new MatchNames(vocabulary, economies));
        builder.Services.AddSingleton(BusinessCalendar.BuiltIn);
        builder.Services.AddSingleton<ScheduleSignal>();
        builder.Services.AddHostedService<SchedulePlanning>();
        builder.Services.AddHostedService<IntroductionExpiry>();
    }

    public static void MapPartnerships(this WebApplication app)
    {
        var api = app.MapService();
        CreateProfile.Map(api);
        ChangeProfile.Map(api);
        VetProfile.Map(api);
        ReadProfiles.Map(api);
        ReadVocabulary.Map(api);
        ReadMatches.Map(api);
        RequestIntroduction.Map(api);
        AcceptIntroduction.Map(api);
        DeclineIntroduction.Map(api);
        WithdrawIntroduction.Map(api);
        RecordOutcome.Map(api);
        ReadIntroductions.Map(api);
        CreateSession.Map(api);
        AddParticipant.Map(api);
        PlanSchedule.Map(api);
        ReadSessions.Map(api);
    }
}

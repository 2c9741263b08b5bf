using Platform.Documents;
using Platform.Registry.Data;
using Platform.Registry.Domain.Organisations;
using Platform.Registry.Features.Appeals;
using Platform.Registry.Features.Applications;
using Platform.Registry.Features.Claims;
using Platform.Registry.Features.Exports;
using Platform.Registry.Features.Imports;
using Platform.Registry.Features.IndustryPartners;
using Platform.Registry.Features.Organisations;
using Platform.Registry.Features.Statistics;
using Platform.Web;
using Platform.Web.Identity;

namespace Platform.Registry;

/// <summary>The registry of social-innovation organisations (社會創新組織登錄).</summary>
public static class RegistryModule
{
    public static void AddRegistry(this IHostApplicationBuilder builder) => builder.AddRegistry([]);

    /// <summary>
    /// Adds the registry with consumers of another assembly, for a test that runs the current and the next version side by side.
    /// </summary>
    internal static void AddRegistry(this IHostApplicationBuilder builder, IEnumerable<Type> moreConsumers)
    {
        builder.AddService<RegistryDbContext>("registry", moreConsumers);
        builder.Services.AddSingleton<ImportSignal>();
        builder.Services.AddHostedService<ImportWorker>();
        builder.Services.AddSingleton(_ => TierRulesFile.Read(builder.Configuration["Registry:TierRules"]));
        builder.Services.AddSingleton(_ => new ReportReminders(
            builder.Configuration.GetSection("Registry:ReportReminders").Get<string[]>()
        ));
        builder.Services.AddScoped<Organisations>();
        builder.Services.AddScoped<Applications>();
        builder.Services.AddScoped<Claims>();
        builder.Services.AddScoped<Appeals>();
        builder.Services.AddScoped<IndustryPartners>();
        builder.Services.AddHostedService<RecalculationWorker>();
        builder.AddSettings<AppealSettings>("Registry:Appeals");
        builder.AddSettings<StatisticsSettings>("Registry:Statistics");
        builder.Services.AddSingleton<StatisticsCache>();
    }

    public static void MapRegistry(this WebApplication app)
    {
        var api = app.MapService();
        StartApplication.Map(api);
        EditApplication.Map(api);
        SubmitApplication.Map(api);
        WithdrawApplication.Map(api);
        AcceptApplication.Map(api);
        ReturnApplication.Map(api);
        DeclineApplication.Map(api);
        WorkApplication.Map(api);
        ReadApplications.Map(api);
        ReadOrganisations.Map(api);
        ReadStatus.Map(api);
        UpdateOrganisation.Map(api);
        ChangeStatus.Map(api);
        FileReport.Map(api);
        ReadHistory.Map(api);
        FileClaim.Map(api);
        DecideClaim.Map(api);
        FileAppeal.Map(api);
        DecideAppeal.Map(api);
        PledgeAsIndustryPartner.Map(api);
        LinkOrganisation.Map(api);
        ReadStatistics.Map(api);
        ReadTierRules.Map(api);
        StartImport.Map(api);
        ExportOrganisations.Map(api);
        // Reports and claims cite documents, and a registrar may read all of them.
        api.MapDocuments(_ => (_, caller, _) => Task.FromResult(caller.Has(Roles.Registrar)));
    }
}

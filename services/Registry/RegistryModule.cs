using Platform.Registry.Data;
using Platform.Registry.Features.Applications;
using Platform.Registry.Features.Imports;
using Platform.Registry.Features.Organisations;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Documents;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry;

/// <summary>The registry of social-innovation organisations (社會創新組織登錄).</summary>
public static class RegistryModule
{
    public static void AddRegistry(this IHostApplicationBuilder builder)
    {
        builder.AddService<RegistryDbContext>("registry");
        builder.Services.AddSingleton<ImportSignal>();
        builder.Services.AddHostedService<ImportWorker>();
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
        StartImport.Map(api);
        // Reports are the only thing here that cites documents, and a registrar reads them all.
        api.MapDocuments(_ => (_, caller, _) => Task.FromResult(caller.Has(Roles.Registrar)));
    }
}

using Microsoft.EntityFrameworkCore;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Domain.Organisations;
using Platform.Registry.Features.Organisations;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry.Features.Applications;

internal static class StartApplication
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/applications", HandleAsync)
            .For(Roles.Organisation)
            .Creates()
            .Refuses(
                "registry.ubn-invalid",
                "registry.identifier-missing",
                "registry.county-unknown",
                "registry.sdg-unknown",
                "registry.founded-in-future",
                "registry.already-registered"
            )
            .WithTags("Applications")
            .WithSummary("Start an application for registration (draft)");

    private static async Task<Answer<ApplicationView>> HandleAsync(
        OrganisationBody body,
        Caller caller,
        RegistryDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!FactsRules.Check(body.ToFacts(), TaipeiTime.Today(clock)).Succeeded(out var facts, out var refused))
        {
            return refused;
        }

        if (await db.Organisations.AnyAsync(organisation => organisation.LiveIdentifier == facts.IdentifierKey, cancellationToken))
        {
            return RegistryErrors.AlreadyRegistered(facts.IdentifierKey);
        }

        var application = new Application
        {
            Id = Guid.CreateVersion7(),
            Party = caller.Party,
            Status = ApplicationStatus.Draft,
            Facts = facts,
            LiveIdentifier = facts.IdentifierKey,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(application);
        db.Record(application.Id, caller, Roles.Organisation, "started", null, application.CreatedAt);
        if (await db.SaveUniqueAsync(RegistryErrors.AlreadyRegistered(facts.IdentifierKey), cancellationToken) is { } duplicate)
        {
            return duplicate;
        }

        return Answer.At($"/api/registry/v1/applications/{application.Id}", ApplicationView.Of(application, caller));
    }
}

using Microsoft.EntityFrameworkCore;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Domain.Organisations;
using Platform.Registry.Features.Organisations;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry.Features.Applications;

internal static class EditApplication
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/applications/{id:guid}", HandleAsync)
            .For(Roles.Organisation)
            .Refuses("registry.application-state", "registry.already-registered", "registry.ubn-invalid")
            .WithTags("Applications")
            .WithSummary("Change a draft or returned application");

    private static async Task<Answer<ApplicationView>> HandleAsync(
        Guid id,
        OrganisationBody body,
        IfMatch ifMatch,
        Caller caller,
        RegistryDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.Applications.SingleOrDefaultAsync(found => found.Id == id && found.Party == caller.Party, cancellationToken)
            is not { } application
        )
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(application.Version) is { } stale)
        {
            return stale;
        }

        if (ApplicationLifecycle.Table.Next(application.Status, ApplicationCommand.Edit).Error is { } refused)
        {
            return refused;
        }

        if (!FactsRules.Check(body.ToFacts(), TaipeiTime.Today(clock)).Succeeded(out var facts, out var broken))
        {
            return broken;
        }

        var fields = FieldChange.Between(application.Facts, facts);
        application.Facts = facts;
        application.LiveIdentifier = facts.IdentifierKey;
        db.Record(id, caller, Roles.Organisation, "edited", null, clock.GetUtcNow(), fields);
        if (await db.SaveUniqueAsync(RegistryErrors.AlreadyRegistered(facts.IdentifierKey), cancellationToken) is { } duplicate)
        {
            return duplicate;
        }

        return ApplicationView.Of(application, caller);
    }
}

using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Registry.Domain;
using Platform.Registry.Domain.Organisations;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry.Features.Organisations;

internal static class UpdateOrganisation
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/organisations/{id:guid}", HandleAsync)
            .For(Roles.Organisation)
            .Refuses("registry.organisation-state", "registry.identifier-fixed", "registry.county-unknown", "registry.sdg-unknown")
            .WithTags("Organisations")
            .WithSummary("Change what your organisation discloses");

    private static async Task<Answer<OrganisationView>> HandleAsync(
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
            await db
                .Organisations.Include(found => found.StatusPoints)
                .SingleOrDefaultAsync(found => found.Id == id && found.OwnerParty == caller.Party, cancellationToken)
            is not { } organisation
        )
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(organisation.Version) is { } stale)
        {
            return stale;
        }

        if (!FactsRules.Check(body.ToFacts(), TaipeiTime.Today(clock)).Succeeded(out var facts, out var broken))
        {
            return broken;
        }

        if (facts.IdentifierKey != organisation.Facts.IdentifierKey)
        {
            return RegistryErrors.IdentifierFixed;
        }

        if (organisation.History.On(TaipeiTime.Today(clock)) is { } status && !OrganisationLifecycle.IsLive(status))
        {
            return RegistryErrors.OrganisationState(status, []);
        }

        var fields = FieldChange.Between(organisation.Facts, facts);
        organisation.Disclose(facts);
        db.Record(id, caller, Roles.Organisation, "updated", null, clock.GetUtcNow(), fields);
        db.Publish(organisation, new OrganisationUpdated { Organisation = organisation.Snapshot() }, Audience.Public, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return OrganisationView.Of(organisation, caller);
    }
}

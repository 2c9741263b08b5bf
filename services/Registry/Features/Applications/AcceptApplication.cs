using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Messaging;
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

/// <summary>
/// Accepts an application: it becomes an organisation that is registered from today and belongs to the applicant's party.
/// </summary>
internal static class AcceptApplication
{
    internal sealed record Response(Guid OrganisationId, Guid ApplicationId, ApplicationStatus Status);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/applications/{id:guid}/accept", HandleAsync)
            .For(Roles.Registrar)
            .Refuses("registry.application-state", "registry.already-registered")
            .WithTags("Applications")
            .WithSummary("Accept: the organisation is registered");

    private static async Task<Answer<Response>> HandleAsync(
        Guid id,
        IfMatch ifMatch,
        Caller caller,
        RegistryDbContext db,
        Recalculation recalculation,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.Applications.VisibleTo(caller).SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } application
        )
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(application.Version) is { } stale)
        {
            return stale;
        }

        if (!ApplicationLifecycle.Table.Next(application.Status, ApplicationCommand.Accept).Succeeded(out var status, out var refused))
        {
            return refused;
        }

        var (now, today) = (clock.GetUtcNow(), TaipeiTime.Today(clock));
        var organisation = new Organisation
        {
            Id = Guid.CreateVersion7(),
            OwnerParty = application.Party,
            Facts = application.Facts,
            Ubn = application.Facts.Ubn,
            LiveIdentifier = application.Facts.IdentifierKey,
            Status = OrganisationStatus.Registered,
            CreatedAt = now,
            StatusPoints =
            [
                new()
                {
                    EffectiveOn = today,
                    Status = OrganisationStatus.Registered,
                    RecordedAt = now,
                },
            ],
        };
        organisation.Disclose(application.Facts);
        application.Status = status;
        application.LiveIdentifier = null;
        application.OrganisationId = organisation.Id;
        db.Add(organisation);
        recalculation.Recalculate(organisation, []);
        db.Record(id, caller, Roles.Registrar, "accepted", null, now);
        db.Record(organisation.Id, caller, Roles.Registrar, "registered", null, now);
        db.Publish(
            organisation,
            new OrganisationRegistered { Organisation = organisation.Snapshot() },
            Audience.Public.Notifying(Audience.Party(organisation.OwnerParty)),
            now
        );
        if (
            await db.SaveUniqueAsync(RegistryErrors.AlreadyRegistered(application.Facts.IdentifierKey), cancellationToken) is { } duplicate
        )
        {
            return duplicate;
        }

        return new Response(organisation.Id, id, status);
    }
}

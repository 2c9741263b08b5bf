using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Registry.Data;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Features.Organisations;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry.Features.Applications;

internal static class DeclineApplication
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/applications/{id:guid}/decline", HandleAsync)
            .For(Roles.Registrar)
            .Refuses("registry.application-state")
            .WithTags("Applications")
            .WithSummary("Decline with the reason");

    private static async Task<Answer<ApplicationView>> HandleAsync(
        Guid id,
        ReasonBody body,
        IfMatch ifMatch,
        Caller caller,
        RegistryDbContext db,
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

        if (!ApplicationLifecycle.Table.Next(application.Status, ApplicationCommand.Decline).Succeeded(out var status, out var refused))
        {
            return refused;
        }

        var now = clock.GetUtcNow();
        application.Status = status;
        application.Reason = body.Reason;
        application.LiveIdentifier = null;
        db.Record(id, caller, Roles.Registrar, "declined", body.Reason, now);
        db.Publish(
            application,
            new ApplicationDeclined { Application = application.Snapshot(), Reason = body.Reason! },
            Correspondence.ToParty(application.Party),
            now
        );
        await db.SaveChangesAsync(cancellationToken);
        return ApplicationView.Of(application, caller);
    }
}

using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Registry.Data;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Features.Organisations;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry.Features.Applications;

internal static class SubmitApplication
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/applications/{id:guid}/submit", HandleAsync)
            .For(Roles.Organisation)
            .Refuses("registry.application-state")
            .WithTags("Applications")
            .WithSummary("Submit, or submit again after a return");

    private static async Task<Answer<ApplicationView>> HandleAsync(
        Guid id,
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

        if (!ApplicationLifecycle.Table.Next(application.Status, ApplicationCommand.Submit).Succeeded(out var status, out var refused))
        {
            return refused;
        }

        var now = clock.GetUtcNow();
        application.Status = status;
        application.SubmittedAt = now;
        db.Record(id, caller, Roles.Organisation, "submitted", null, now);
        db.Publish(
            application,
            new ApplicationSubmitted { Application = application.Snapshot() },
            Correspondence.ToRegistrars(application.Party),
            now
        );
        await db.SaveChangesAsync(cancellationToken);
        return ApplicationView.Of(application, caller);
    }
}

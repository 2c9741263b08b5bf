using Microsoft.EntityFrameworkCore;
using Platform.Registry.Data;
using Platform.Registry.Domain.Applications;
using Platform.Registry.Features.Organisations;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry.Features.Applications;

internal static class WithdrawApplication
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/applications/{id:guid}/withdraw", HandleAsync)
            .For(Roles.Organisation)
            .Refuses("registry.application-state")
            .WithTags("Applications")
            .WithSummary("Withdraw an application that is not decided");

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

        if (!ApplicationLifecycle.Table.Next(application.Status, ApplicationCommand.Withdraw).Succeeded(out var status, out var refused))
        {
            return refused;
        }

        application.Status = status;
        application.LiveIdentifier = null;
        db.Record(id, caller, Roles.Organisation, "withdrawn", null, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return ApplicationView.Of(application, caller);
    }
}

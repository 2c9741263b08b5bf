using Platform.Access.Data;
using Platform.Messaging;
using Platform.Web.Identity;

namespace Platform.Access.Features.Usage;

/// <summary>
/// Stores a gateway's request counts (<see cref="UsageReport"/>), each report once. The route is internal: the gateway does not forward
/// it.
/// </summary>
internal static class StoreUsage
{
    public static void Map(WebApplication app) =>
        app.MapPost(UsageReport.Path, async (UsageReport report, AccessDbContext db, CancellationToken cancellationToken) =>
            {
                await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
                if (await db.StoreUsageAsync(report, cancellationToken))
                {
                    await write.CommitAsync(cancellationToken);
                }

                return Results.NoContent();
            })
            .ForAnyone()
            .ExcludeFromDescription();
}

using Microsoft.EntityFrameworkCore;
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
                // The gateway's row stays locked until the commit. When the same report arrives twice at once, the second finds its
                // number already stored.
                var isNew =
                    await db.Database.ExecuteSqlAsync(
                        $"""
                        INSERT INTO "UsageGateways" ("Gateway", "Number") VALUES ({report.Gateway}, {report.Number})
                        ON CONFLICT ("Gateway") DO UPDATE SET "Number" = excluded."Number" WHERE "UsageGateways"."Number" < excluded."Number"
                        """,
                        cancellationToken
                    ) > 0;
                if (!isNew)
                {
                    return Results.NoContent();
                }

                // The order is the same everywhere, so that two gateways never block each other.
                foreach (var line in report.Lines.OrderBy(line => (line.Day, line.ClientId, line.Service)))
                {
                    await db.Database.ExecuteSqlAsync(
                        $"""
                        INSERT INTO "UsageDays" ("Day", "ClientId", "Service", "Succeeded", "Refused", "Failed")
                        VALUES ({line.Day}, {line.ClientId}, {line.Service}, {line.Succeeded}, {line.Refused}, {line.Failed})
                        ON CONFLICT ("ClientId", "Day", "Service") DO UPDATE SET "Succeeded" = "UsageDays"."Succeeded" + excluded."Succeeded",
                          "Refused" = "UsageDays"."Refused" + excluded."Refused", "Failed" = "UsageDays"."Failed" + excluded."Failed"
                        """,
                        cancellationToken
                    );
                }

                await write.CommitAsync(cancellationToken);
                return Results.NoContent();
            })
            .ForAnyone()
            .ExcludeFromDescription();
}

using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Messaging;
using Platform.ServiceDefaults.Identity;

namespace Platform.Access.Features.Usage;

/// <summary>
/// Takes what a gateway has counted (<see cref="UsageReport"/>), each report once. Inside only: the gateway does not forward it.
/// </summary>
internal static class StoreUsage
{
    public static void Map(WebApplication app) =>
        app.MapPost(UsageReport.Path, async (UsageReport report, AccessDbContext db, CancellationToken cancellationToken) =>
            {
                await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
                // The row of the gateway stays locked until the end: of the same report twice at once the second finds its number taken.
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

                // In one order everywhere, so that two gateways never wait for each other.
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

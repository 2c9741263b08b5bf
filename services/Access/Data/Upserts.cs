using Microsoft.EntityFrameworkCore;
using Platform.Web.Identity;

namespace Platform.Access.Data;

/// <summary>Rows that are added or changed in one statement, so that two callers at once do not collide.</summary>
internal static class Upserts
{
    /// <summary>Records that somebody has read a notice, once.</summary>
    public static Task MarkReadAsync(this AccessDbContext db, Guid notice, string subject, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "NoticesRead" ("NoticeId", "Subject") VALUES ({notice}, {subject}) ON CONFLICT DO NOTHING""",
            cancellationToken
        );

    /// <summary>
    /// Adds the counts of a gateway's report; returns whether it is new. The gateway's row stays locked until the commit: when the same
    /// report arrives twice at once, the second finds its number already stored.
    /// </summary>
    public static async Task<bool> StoreUsageAsync(this AccessDbContext db, UsageReport report, CancellationToken cancellationToken)
    {
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
            return false;
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

        return true;
    }
}

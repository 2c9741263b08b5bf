using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Platform.Calendar;
using Platform.Data;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Web.Audit;

/// <summary>A decision as officials read it.</summary>
public sealed record DecisionView(
    Guid Id,
    DateTimeOffset At,
    string By,
    string ClientId,
    string Role,
    string Operation,
    string Subject,
    string? About,
    IReadOnlyDictionary<string, string> Chosen,
    string? Reason,
    string? TraceId
);

/// <summary>The filter: a case, and two days in Taipei, both included.</summary>
internal readonly record struct AuditQuery(
    [property: FromQuery(Name = "subject")] string? Subject,
    [property: FromQuery(Name = "from")] DateOnly? From,
    [property: FromQuery(Name = "to")] DateOnly? To
);

/// <summary>
/// The endpoints <c>/decisions</c> of each service, as a list, as CSV and as NDJSON. Officials see the decisions that were made in their
/// own roles, so that nobody reads a reason without access to the case; officers of an authority see only those of their authority.
/// </summary>
internal static class AuditLogEndpoints
{
    private const int Batch = 1_000;

    public static void MapAuditLog(this RouteGroupBuilder api)
    {
        var operations = api.MapGroup("").For([.. Roles.OfOfficials]).WithTags("Operations");
        operations
            .MapGet(
                "/decisions",
                async Task<Answer<Page<DecisionView>>> (
                    [AsParameters] AuditQuery query,
                    [AsParameters] PageQuery page,
                    Caller caller,
                    ServiceDbContext db,
                    CancellationToken cancellationToken
                ) => await Matching(db, query, caller).PageAsync(page, ToView, cancellationToken)
            )
            .WithSummary("What officials decided: who, in which role, what, about which case, and why");
        operations
            .MapGet("/decisions.csv", (HttpContext http, [AsParameters] AuditQuery query, Caller caller, ServiceDbContext db) =>
                ExportAsync(
                    http,
                    "text/csv",
                    "decisions.csv",
                    output =>
                    {
                        var csv = new CsvWriter(output);
                        csv.Begin("id", "at", "by", "clientId", "role", "operation", "subject", "about", "chosen", "reason", "traceId");
                        return entry =>
                            csv.Row(
                                entry.Id.ToString(),
                                entry.At.ToOffset(TaipeiTime.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
                                entry.By,
                                entry.ClientId,
                                entry.Role,
                                entry.Operation,
                                entry.Subject,
                                entry.About,
                                string.Join("; ", entry.Chosen.Select(chosen => $"{chosen.Key}={chosen.Value}")),
                                entry.Reason,
                                entry.TraceId
                            );
                    },
                    Matching(db, query, caller)
                )
            )
            .Produces<string>(200, "text/csv")
            .WithSummary("The same as CSV for spreadsheets, all of them; times are Taipei's");
        operations
            .MapGet("/decisions.ndjson", (HttpContext http, [AsParameters] AuditQuery query, Caller caller, ServiceDbContext db) =>
                ExportAsync(
                    http,
                    "application/x-ndjson",
                    "decisions.ndjson",
                    output =>
                        entry =>
                        {
                            using (var json = new Utf8JsonWriter(output))
                            {
                                JsonSerializer.Serialize(json, ToView(entry), PlatformJson.Options);
                            }

                            output.Write("\n"u8);
                        },
                    Matching(db, query, caller)
                )
            )
            .Produces<string>(200, "application/x-ndjson")
            .WithSummary("The same as NDJSON, one a line, all of them");
    }

    private static IQueryable<AuditEntry> Matching(ServiceDbContext db, AuditQuery query, Caller caller)
    {
        string[] roles = [.. caller.Roles];
        var entries = db.Set<AuditEntry>()
            .Where(entry => roles.Contains(entry.Role) && (entry.Role != Roles.AuthorityOfficer || entry.Party == caller.Party));
        if (query.Subject is { } subject)
        {
            entries = entries.Where(entry => entry.Subject == subject);
        }

        if (query.From is { } from && from > DateOnly.MinValue)
        {
            var start = TaipeiTime.StartOfDay(from);
            entries = entries.Where(entry => entry.At >= start);
        }

        if (query.To is { } to && to < DateOnly.MaxValue)
        {
            var end = TaipeiTime.EndOfDay(to);
            entries = entries.Where(entry => entry.At < end);
        }

        return entries;
    }

    /// <summary>Writes all entries by id with one query per batch, so that a slow reader leaves nothing open in the database.</summary>
    private static async Task ExportAsync(
        HttpContext http,
        string mediaType,
        string name,
        Func<PipeWriter, Action<AuditEntry>> format,
        IQueryable<AuditEntry> entries
    )
    {
        http.Response.ContentType = $"{mediaType}; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        var write = format(http.Response.BodyWriter);
        for (var last = Guid.Empty; ; )
        {
            var after = last;
            var batch = await entries
                .AsNoTracking()
                .Where(entry => entry.Id > after)
                .OrderBy(entry => entry.Id)
                .Take(Batch)
                .ToListAsync(http.RequestAborted);
            batch.ForEach(write);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
            if (batch.Count < Batch)
            {
                return;
            }

            last = batch[^1].Id;
        }
    }

    private static DecisionView ToView(AuditEntry entry) =>
        new(
            entry.Id,
            entry.At,
            entry.By,
            entry.ClientId,
            entry.Role,
            entry.Operation,
            entry.Subject,
            entry.About,
            entry.Chosen,
            entry.Reason,
            entry.TraceId
        );
}

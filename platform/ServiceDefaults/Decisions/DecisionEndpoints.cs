using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.ServiceDefaults.Decisions;

/// <summary>A decision as officials read it.</summary>
public sealed record DecisionView(
    Guid Id, DateTimeOffset At, string By, string ClientId, string Role, string Operation, string Subject, string? About, IReadOnlyDictionary<string, string> Chosen, string? Reason,
    string? TraceId);

/// <summary>Which decisions: of a case, between two days in Taipei, both included.</summary>
internal readonly record struct DecisionQuery(
    [property: FromQuery(Name = "subject")] string? Subject, [property: FromQuery(Name = "from")] DateOnly? From, [property: FromQuery(Name = "to")] DateOnly? To);

/// <summary>
/// <c>/decisions</c> of each service, as a list, as CSV and as NDJSON. Officials read what was decided in the roles that they have themselves, so that a reason is read
/// by none who could not read the case; officers of an authority what was decided for theirs.
/// </summary>
internal static class DecisionEndpoints
{
    private const int Stretch = 1_000;

    public static void MapDecisions(this RouteGroupBuilder api)
    {
        var decisions = api.MapGroup("").For([.. Roles.OfOfficials]).WithTags("Operations");
        decisions.MapGet("/decisions", async Task<Answer<Page<DecisionView>>> (
                [AsParameters] DecisionQuery query, [AsParameters] PageQuery page, Caller caller, ServiceDbContext db, CancellationToken cancellationToken) =>
                await Matching(db, query, caller).PageAsync(page, View, cancellationToken))
            .WithSummary("What officials decided: who, in which role, what, about which case, and why");
        decisions.MapGet("/decisions.csv", (HttpContext http, [AsParameters] DecisionQuery query, Caller caller, ServiceDbContext db) => ExportAsync(http, "text/csv", "decisions.csv", output =>
            {
                var csv = new CsvWriter(output);
                csv.Begin("id", "at", "by", "clientId", "role", "operation", "subject", "about", "chosen", "reason", "traceId");
                return decision => csv.Row(
                    decision.Id.ToString(), decision.At.ToOffset(TaipeiTime.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture), decision.By, decision.ClientId,
                    decision.Role, decision.Operation, decision.Subject, decision.About, string.Join("; ", decision.Chosen.Select(chosen => $"{chosen.Key}={chosen.Value}")),
                    decision.Reason, decision.TraceId);
            }, Matching(db, query, caller)))
            .Produces<string>(200, "text/csv").WithSummary("The same as CSV for spreadsheets, all of them; times are Taipei's");
        decisions.MapGet("/decisions.ndjson", (HttpContext http, [AsParameters] DecisionQuery query, Caller caller, ServiceDbContext db) =>
                ExportAsync(http, "application/x-ndjson", "decisions.ndjson", output => decision =>
                {
                    using (var json = new Utf8JsonWriter(output))
                        JsonSerializer.Serialize(json, View(decision), PlatformJson.Options);
                    output.Write("\n"u8);
                }, Matching(db, query, caller)))
            .Produces<string>(200, "application/x-ndjson").WithSummary("The same as NDJSON, one a line, all of them");
    }

    private static IQueryable<OfficialDecision> Matching(ServiceDbContext db, DecisionQuery query, Caller caller)
    {
        string[] roles = [.. caller.Roles];
        var decisions = db.Set<OfficialDecision>().Where(decision => roles.Contains(decision.Role) && (decision.Role != Roles.AuthorityOfficer || decision.Party == caller.Party));
        if (query.Subject is { } subject)
            decisions = decisions.Where(decision => decision.Subject == subject);
        if (query.From is { } from && from > DateOnly.MinValue)
        {
            var start = TaipeiTime.StartOfDay(from);
            decisions = decisions.Where(decision => decision.At >= start);
        }

        if (query.To is { } to && to < DateOnly.MaxValue)
        {
            var end = TaipeiTime.EndOfDay(to);
            decisions = decisions.Where(decision => decision.At < end);
        }

        return decisions;
    }

    /// <summary>All of them by id, each stretch a query of its own: nothing in the database stays open for a slow reader.</summary>
    private static async Task ExportAsync(
        HttpContext http, string mediaType, string name, Func<PipeWriter, Action<OfficialDecision>> format, IQueryable<OfficialDecision> decisions)
    {
        http.Response.ContentType = $"{mediaType}; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        var write = format(http.Response.BodyWriter);
        for (var last = Guid.Empty; ;)
        {
            var after = last;
            var stretch = await decisions.AsNoTracking().Where(decision => decision.Id > after).OrderBy(decision => decision.Id).Take(Stretch).ToListAsync(http.RequestAborted);
            stretch.ForEach(write);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
            if (stretch.Count < Stretch)
                return;
            last = stretch[^1].Id;
        }
    }

    private static DecisionView View(OfficialDecision decision) => new(
        decision.Id, decision.At, decision.By, decision.ClientId, decision.Role, decision.Operation, decision.Subject, decision.About, decision.Chosen, decision.Reason, decision.TraceId);
}

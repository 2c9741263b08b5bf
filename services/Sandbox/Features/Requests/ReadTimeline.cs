using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Platform.Calendar;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Requests;

/// <summary>
/// Returns everything that happened to a request, in order: all of it for the NDC, and for the applicant and an authority the lines that
/// they may read. As JSON, or as CSV with a label in both languages on each line.
/// </summary>
internal static class ReadTimeline
{
    internal sealed record TimelineItem(
        DateTimeOffset At,
        FactKind Kind,
        string ByRole,
        string? By,
        string? Authority,
        Guid? About,
        string? Detail,
        DateOnly? DueOn
    );

    internal sealed record TimelineView(
        Guid RequestId,
        string CaseNo,
        CaseStatus Status,
        IReadOnlyList<TimelineItem> Items,
        string? NextCursor,
        IReadOnlyList<DeadlineView> Deadlines
    );

    public static void Map(RouteGroupBuilder api)
    {
        var timeline = api.MapGroup("/requests/{id:guid}")
            .For(Roles.Organisation, Roles.NdcOfficer, Roles.AuthorityOfficer)
            .WithTags("Requests");
        timeline.MapGet("timeline", ReadAsync).WithSummary("Everything that happened, in order");
        timeline
            .MapGet("timeline.csv", ExportAsync)
            .Produces<string>(200, "text/csv")
            .WithSummary("Everything that happened, in order, as CSV for spreadsheets");
    }

    private static async Task<Answer<TimelineView>> ReadAsync(
        Guid id,
        Caller caller,
        SandboxDbContext db,
        Caseload caseload,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(id, caller, db, cancellationToken) is not { } row)
        {
            return PlatformErrors.NotFound;
        }

        var now = await caseload.SituationAsync(caller.ToActor(), cancellationToken);
        return new TimelineView(
            id,
            row.CaseNo,
            row.Status,
            await ItemsAsync(row, caller, db, cancellationToken),
            null,
            RequestView.DeadlinesOf(row.Case, row.Case.AuthorityAs(caller), now.Today, now.Calendar)
        );
    }

    private static async Task<IResult> ExportAsync(
        Guid id,
        HttpContext http,
        Caller caller,
        SandboxDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(id, caller, db, cancellationToken) is not { } row)
        {
            return (Answer<NoContent>)PlatformErrors.NotFound;
        }

        var items = await ItemsAsync(row, caller, db, cancellationToken);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{row.CaseNo}.csv\"";
        var csv = new CsvWriter(http.Response.BodyWriter);
        csv.Begin("at", "kind", "zh", "en", "byRole", "by", "authority", "about", "detail", "dueOn");
        foreach (var item in items)
        {
            var label = FactLabels.Of(item.Kind);
            csv.Row(
                item.At.ToOffset(TaipeiTime.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
                CaseMachine.Name(item.Kind),
                label.Zh,
                label.En,
                item.ByRole,
                item.By,
                item.Authority,
                item.About?.ToString(),
                item.Detail,
                item.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            );
        }

        await http.Response.BodyWriter.FlushAsync(cancellationToken);
        return Results.Empty;
    }

    private static Task<RequestRow?> FindAsync(Guid id, Caller caller, SandboxDbContext db, CancellationToken cancellationToken) =>
        db.Requests.AsNoTracking().VisibleTo(db, caller).SingleOrDefaultAsync(found => found.Id == id, cancellationToken);

    private static async Task<IReadOnlyList<TimelineItem>> ItemsAsync(
        RequestRow row,
        Caller caller,
        SandboxDbContext db,
        CancellationToken cancellationToken
    )
    {
        var isNdc = caller.Has(Roles.NdcOfficer);
        var lines = db.Timeline.AsNoTracking().Where(line => line.RequestId == row.Id);
        if (!isNdc)
        {
            // An authority reads about its own opinion only; the applicant reads about no opinion before the decision.
            var (authority, decided) = (row.Case.AuthorityAs(caller), row.Case.Ruling is not null);
            lines = authority is null
                ? lines.Where(line => line.View == FactView.Applicant || (decided && line.View == FactView.Authority))
                : lines.Where(line => line.View != FactView.Ndc && (line.Authority == null || line.Authority == authority));
        }

        return await lines
            .OrderBy(line => line.Version)
            .ThenBy(line => line.Number)
            .Select(line => new TimelineItem(
                line.At,
                line.Kind,
                line.ByRole,
                isNdc ? line.By : null,
                line.Authority,
                line.About,
                line.Detail,
                line.DueOn
            ))
            .ToListAsync(cancellationToken);
    }
}

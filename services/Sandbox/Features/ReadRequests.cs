using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Sandbox.Casework;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Sandbox.Features;

/// <summary>The queue, one request, and its timeline: the NDC all, an authority what it was asked, an applicant its own.</summary>
internal static class ReadRequests
{
    internal readonly record struct Filters(
        [property: FromQuery(Name = "status")] Word<CaseStatus>? Status,
        [property: FromQuery(Name = "authority")] string? Authority,
        [property: FromQuery(Name = "assignee")] string? Assignee,
        [property: FromQuery(Name = "overdue")] bool? Overdue,
        [property: FromQuery(Name = "q")] string? Q);

    internal sealed record TimelineItem(
        DateTimeOffset At, FactKind Kind, string ByRole, string? By, string? Authority, Guid? About, string? Detail, DateOnly? DueOn);

    internal sealed record TimelineView(
        Guid RequestId, string CaseNo, CaseStatus Status, IReadOnlyList<TimelineItem> Items, string? NextCursor, IReadOnlyList<DeadlineView> Deadlines);

    public static void Map(RouteGroupBuilder api)
    {
        var requests = api.MapGroup("/requests").For(Roles.Organisation, Roles.NdcOfficer, Roles.AuthorityOfficer).WithTags("Requests");
        requests.MapGet("", ListAsync).WithSummary("Requests that you may see");
        requests.MapGet("{id:guid}", GetAsync).WithSummary("One request with its deadlines");
        requests.MapGet("{id:guid}/timeline", TimelineAsync).WithSummary("Everything that happened, in order");
    }

    private static async Task<Answer<Page<RequestView>>> ListAsync(
        [AsParameters] PageQuery page, [AsParameters] Filters filters, Caller caller, SandboxDbContext db, Caseload caseload,
        CancellationToken cancellationToken)
    {
        var now = await caseload.SituationAsync(caller.ToActor(), cancellationToken);
        var found = db.Requests.VisibleTo(db, caller);
        if (filters.Status is { Value: var status })
            found = found.Where(request => request.Status == status);
        if (filters.Authority is { Length: > 0 } authority)
        {
            found = found.Where(request =>
                db.AskedAuthorities.Any(asked => asked.Authority == authority && asked.RequestId == request.Id)
                || db.Provisions.Any(provision => provision.RequestId == request.Id && provision.Authority == authority));
        }

        if (filters.Assignee is { Length: > 0 } assignee && caller.Has(Roles.NdcOfficer))
        {
            var who = assignee == "me" ? caller.Subject : assignee;
            found = found.Where(request => request.Assignee == who);
        }

        if (filters.Overdue is { } overdue)
            found = overdue
                ? found.Where(request => request.Late || request.NextDueOn < now.Today)
                : found.Where(request => !request.Late && (request.NextDueOn == null || request.NextDueOn >= now.Today));
        if (filters.Q is { Length: > 0 } q)
        {
            var pattern = SearchText.Pattern(q);
            found = found.Where(request => EF.Functions.Like(request.SearchText, pattern, @"\"));
        }

        return await found.PageAsync(page, row => RequestView.Of(row, caller, now.Today, now.Calendar), cancellationToken);
    }

    private static async Task<Answer<RequestView>> GetAsync(
        Guid id, Caller caller, SandboxDbContext db, Caseload caseload, CancellationToken cancellationToken)
    {
        if (await db.Requests.AsNoTracking().VisibleTo(db, caller).SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } row)
            return PlatformErrors.NotFound;
        var now = await caseload.SituationAsync(caller.ToActor(), cancellationToken);
        return RequestView.Of(row, caller, now.Today, now.Calendar);
    }

    private static async Task<Answer<TimelineView>> TimelineAsync(
        Guid id, Caller caller, SandboxDbContext db, Caseload caseload, CancellationToken cancellationToken)
    {
        if (await db.Requests.AsNoTracking().VisibleTo(db, caller).SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } row)
            return PlatformErrors.NotFound;
        var now = await caseload.SituationAsync(caller.ToActor(), cancellationToken);
        var isNdc = caller.Has(Roles.NdcOfficer);
        var authority = isNdc || caller.Owns(row.Party) ? null : caller.AsksForAuthority();
        var lines = db.Timeline.AsNoTracking().Where(line => line.RequestId == id);
        if (!isNdc)
        {
            // An authority reads of its own opinion only, the applicant of none before the decision.
            var decided = row.Case.Ruling is not null;
            lines = authority is null
                ? lines.Where(line => line.View == FactView.Applicant || (decided && line.View == FactView.Authority))
                : lines.Where(line => line.View != FactView.Ndc && (line.Authority == null || line.Authority == authority));
        }

        var items = await lines.OrderBy(line => line.Version).ThenBy(line => line.Number).ToListAsync(cancellationToken);
        return new TimelineView(
            id, row.CaseNo, row.Status,
            [.. items.Select(line => new TimelineItem(
                line.At, line.Kind, line.ByRole, isNdc ? line.By : null, line.Authority, line.About, line.Detail, line.DueOn))],
            null,
            RequestView.DeadlinesOf(row.Case, authority, now.Today, now.Calendar));
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Requests;

/// <summary>
/// Lists requests and returns one: all for the NDC, those it was consulted on or raised for an authority, its own for an applicant.
/// </summary>
internal static class ReadRequests
{
    internal readonly record struct Filters(
        [property: FromQuery(Name = "status")] CamelCaseEnum<CaseStatus>? Status,
        [property: FromQuery(Name = "authority")] string? Authority,
        [property: FromQuery(Name = "assignee")] string? Assignee,
        [property: FromQuery(Name = "overdue")] bool? Overdue,
        [property: FromQuery(Name = "q")] string? Q,
        [property: FromQuery(Name = "sort")] CamelCaseEnum<Order>? Sort
    );

    private const string Day = "yyyyMMdd";

    /// <summary>The order of a list.</summary>
    internal enum Order
    {
        /// <summary>By receipt.</summary>
        Received,

        /// <summary>What is late or due first comes first.</summary>
        Due,
    }

    public static void Map(RouteGroupBuilder api)
    {
        var requests = api.MapGroup("/requests").For(Roles.Organisation, Roles.NdcOfficer, Roles.AuthorityOfficer).WithTags("Requests");
        requests.MapGet("", ListAsync).Refuses("sandbox.query-too-long").WithSummary("Requests that you may see");
        requests.MapGet("{id:guid}", GetAsync).WithSummary("One request with its deadlines");
    }

    private static async Task<Answer<Page<RequestView>>> ListAsync(
        [AsParameters] PageQuery page,
        [AsParameters] Filters filters,
        Caller caller,
        SandboxDbContext db,
        Caseload caseload,
        CancellationToken cancellationToken
    )
    {
        var now = await caseload.SituationAsync(caller.ToActor(), cancellationToken);
        var found = db.Requests.VisibleTo(db, caller);
        if (filters.Status is { Value: var status })
        {
            found = found.Where(request => request.Status == status);
        }

        if (filters.Authority is { Length: > 0 } authority)
        {
            found = found.Where(request =>
                db.ConcernedAuthorities.Any(concerned => concerned.Authority == authority && concerned.RequestId == request.Id)
            );
        }

        if (filters.Assignee is { Length: > 0 } assignee && caller.Has(Roles.NdcOfficer))
        {
            var who = assignee == "me" ? caller.Subject : assignee;
            found = found.Where(request => request.Assignee == who);
        }

        if (filters.Overdue is { } overdue)
        {
            found = overdue ? found.Where(request => request.OwedBy < now.Today) : found.Where(request => request.OwedBy >= now.Today);
        }

        if (!CaseSearch.By(filters.Q, inPrecedents: false, db).Succeeded(out var fetch, out var tooLong))
        {
            return tooLong;
        }

        RequestView ToView(RequestRow row) => RequestView.Of(row, caller, now.Today, now.Calendar);
        return filters.Sort is { Value: Order.Due }
            ? await DueFirstAsync(found, page, ToView, fetch, cancellationToken)
            : await found.PageAsync(page, ToView, fetch, cancellationToken);
    }

    /// <summary>
    /// Returns a page by due date and then by id. A request whose due date moves between two pages may be listed twice or not at all.
    /// </summary>
    private static async Task<Answer<Page<RequestView>>> DueFirstAsync(
        IQueryable<RequestRow> found,
        PageQuery page,
        Func<RequestRow, RequestView> view,
        FetchRows<RequestRow> fetch,
        CancellationToken cancellationToken
    )
    {
        if (!page.Size().Succeeded(out var size, out var error))
        {
            return error;
        }

        if (page.Cursor is { } cursor)
        {
            if (
                cursor.Split('.') is not [var day, var id]
                || !Pages.TryRead(id, out var after)
                || !DateOnly.TryParseExact(day, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            )
            {
                return PlatformErrors.CursorInvalid;
            }

            // The first condition lets the database enter the index at the date.
            found = found.Where(request => request.OwedBy >= from).Where(request => request.OwedBy > from || request.Id > after);
        }

        var rows = await fetch(
            found.AsNoTracking().OrderBy(request => request.OwedBy).ThenBy(request => request.Id),
            size + 1,
            cancellationToken
        );
        var next =
            rows.Count > size && rows[size - 1] is var last
                ? $"{last.OwedBy.ToString(Day, CultureInfo.InvariantCulture)}.{Pages.Write(last.Id)}"
                : null;
        return new Page<RequestView>([.. rows.Take(size).Select(view)], next);
    }

    private static async Task<Answer<RequestView>> GetAsync(
        Guid id,
        Caller caller,
        SandboxDbContext db,
        Caseload caseload,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.Requests.AsNoTracking().VisibleTo(db, caller).SingleOrDefaultAsync(found => found.Id == id, cancellationToken)
            is not { } row
        )
        {
            return PlatformErrors.NotFound;
        }

        var now = await caseload.SituationAsync(caller.ToActor(), cancellationToken);
        return RequestView.Of(row, caller, now.Today, now.Calendar);
    }
}

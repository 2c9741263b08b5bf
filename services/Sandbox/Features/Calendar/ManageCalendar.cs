using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Sandbox.V1;
using Platform.Data;
using Platform.Messaging;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.Requests;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Calendar;

/// <summary>
/// The office calendar of a year. Replacing it (by the official one instead of a provisional one, or to add a typhoon day) recalculates
/// every open deadline in the same transaction, so that the due date that is shown is always the one that is enforced.
/// </summary>
internal static class ManageCalendar
{
    private const int FirstYear = 1912,
        LastYear = 2200,
        Batch = 500;

    internal sealed record YearView(
        int Year,
        long Version,
        bool Provisional,
        IReadOnlyList<DateOnly> Closed,
        IReadOnlyList<DateOnly> Workdays
    ) : IVersionedView;

    internal sealed record CalendarYearBody(
        int? Year,
        bool Provisional,
        IReadOnlyList<DateOnly>? Closed,
        IReadOnlyList<DateOnly>? Workdays
    );

    internal sealed class CalendarYearBodyValidator : AbstractValidator<CalendarYearBody>
    {
        public CalendarYearBodyValidator()
        {
            RuleFor(body => body.Closed).NotNull().Must(closed => closed is null || closed.Count <= 366);
            RuleFor(body => body.Workdays).Must(workdays => workdays is null || workdays.Count <= 366);
        }
    }

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/calendar/{year:int}", GetAsync)
            .ForAnyone()
            .Refuses("sandbox.calendar-year-invalid")
            .WithTags("Calendar")
            .WithSummary("The office calendar of a year: closed days besides weekends, and weekend days that are worked");
        api.MapPut("/calendar/{year:int}", ReplaceAsync)
            .For(Roles.PlatformAdmin)
            .Refuses("sandbox.calendar-year-invalid", "sandbox.calendar-date-invalid")
            .WithTags("Calendar")
            .WithSummary("Replace a year; open deadlines are re-dated");
    }

    private static async Task<Answer<YearView>> GetAsync(int year, SandboxDbContext db, CancellationToken cancellationToken)
    {
        if (year is < FirstYear or > LastYear)
        {
            return SandboxErrors.CalendarYearInvalid;
        }

        var calendarYear = (await db.CalendarAsync(cancellationToken)).Year(year);
        var version = await db
            .CalendarYears.Where(row => row.Year == year)
            .Select(row => row.Version)
            .SingleOrDefaultAsync(cancellationToken);
        return new YearView(year, version, calendarYear.Provisional, calendarYear.Closed, calendarYear.Workdays);
    }

    private static async Task<Answer<YearView>> ReplaceAsync(
        int year,
        CalendarYearBody body,
        Command command,
        SandboxDbContext db,
        Caseload caseload
    )
    {
        if (year is < FirstYear or > LastYear || (body.Year ?? year) != year)
        {
            return SandboxErrors.CalendarYearInvalid;
        }

        IReadOnlyList<DateOnly> closed = [.. body.Closed!.Order()],
            workdays = [.. (body.Workdays ?? []).Order()];
        if (closed.Any(date => date.Year != year) || closed.Distinct().Count() != closed.Count)
        {
            return SandboxErrors.CalendarDateInvalid("$.closed");
        }

        if (workdays.Any(date => date.Year != year || closed.Contains(date)) || workdays.Distinct().Count() != workdays.Count)
        {
            return SandboxErrors.CalendarDateInvalid("$.workdays");
        }

        await db.AcquireCalendarAsync(command.Aborted);
        var row = await db.CalendarYears.SingleOrDefaultAsync(existing => existing.Year == year, command.Aborted);
        if (command.IfMatch.Refuses(row?.Version ?? 0) is { } stale)
        {
            return stale;
        }

        if (row is null)
        {
            row = new CalendarYearRow
            {
                Id = Guid.CreateVersion7(),
                Year = year,
                Provisional = body.Provisional,
                Closed = closed,
                Workdays = workdays,
            };
            db.Add(row);
        }
        else
        {
            (row.Provisional, row.Closed, row.Workdays) = (body.Provisional, closed, workdays);
        }

        db.Publish(
            row,
            new CalendarYearChanged
            {
                Year = year,
                Provisional = row.Provisional,
                Closed = closed,
                Workdays = workdays,
            },
            Audience.Public,
            command.Now
        );
        if (await db.SaveUniqueAsync(PlatformErrors.LostRace, command.Aborted) is { } lost)
        {
            return lost;
        }

        var view = new YearView(year, row.Version, row.Provisional, closed, workdays);
        await RedateAsync(db, caseload, command.Caller, command.Aborted);
        return view;
    }

    private static async Task RedateAsync(SandboxDbContext db, Caseload caseload, Caller caller, CancellationToken cancellationToken)
    {
        var now = await caseload.SituationAsync(caller.ToActor(), cancellationToken);
        var after = Guid.Empty;
        while (true)
        {
            db.ChangeTracker.Clear();
            var rows = await db
                .Requests.Where(request => request.HasOpenDeadlines && request.Id > after)
                .OrderBy(request => request.Id)
                .Take(Batch)
                .ToListAsync(cancellationToken);
            var moved = rows.Select(row => (Row: row, Change: row.Case.Redate(now)))
                .Where(redated => redated.Change.Events.Count > 0 || HasVisibleChange(redated.Row.Case, redated.Change.State))
                .ToArray();
            await caseload.SaveAsync(moved, now, cancellationToken);
            if (rows.Count < Batch)
            {
                return;
            }

            after = rows[^1].Id;
        }
    }

    // The due date stays, but it is no longer provisional, or its reminder moves to another day.
    private static bool HasVisibleChange(RegulatoryCase before, RegulatoryCase after) =>
        !before
            .Deadlines.Select(deadline => (deadline.Provisional, deadline.RemindOn))
            .SequenceEqual(after.Deadlines.Select(deadline => (deadline.Provisional, deadline.RemindOn)));
}

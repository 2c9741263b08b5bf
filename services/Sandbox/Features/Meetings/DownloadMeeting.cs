using System.Text;
using Microsoft.EntityFrameworkCore;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.Requests;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Meetings;

/// <summary>Returns a meeting as an iCalendar file (RFC 5545).</summary>
internal static class DownloadMeeting
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/requests/{id:guid}/meetings/{meetingId:guid}.ics", HandleAsync)
            .For(Roles.Organisation, Roles.NdcOfficer, Roles.AuthorityOfficer)
            .Produces(200, contentType: "text/calendar")
            .WithTags("Meetings")
            .WithSummary("A meeting as iCalendar");

    private static async Task<IResult> HandleAsync(
        Guid id,
        Guid meetingId,
        Caller caller,
        SandboxDbContext db,
        CancellationToken cancellationToken
    )
    {
        var row = await db.Requests.AsNoTracking().VisibleTo(db, caller).SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        if (row?.Case.Meetings.SingleOrDefault(meeting => meeting.Id == meetingId) is not { } meeting)
        {
            return (Answer<NoContent>)PlatformErrors.NotFound;
        }

        var agenda = MeetingView.AgendaOf(meeting, full: row.Case.IsFullyShownTo(caller));
        return Results.File(
            Encoding.UTF8.GetBytes(Calendar(row.Case, meeting, agenda)),
            "text/calendar; charset=utf-8",
            $"{row.CaseNo}.ics"
        );
    }

    // A calendar identifies the meeting by its UID. A higher SEQUENCE makes it apply the cancellation (RFC 5545 §3.8.7.4).
    private static string Calendar(RegulatoryCase @case, Meeting meeting, IReadOnlyList<string> agenda) =>
        new ICalendarText()
            .Line("BEGIN:VCALENDAR")
            .Line("VERSION:2.0")
            .Line("PRODID:-//Social Innovation Platform//Sandbox//ZH")
            .Line("METHOD:PUBLISH")
            .Line("BEGIN:VEVENT")
            .Line($"UID:{meeting.Id}@sandbox")
            .Instant("DTSTAMP", meeting.CancelledAt ?? meeting.CalledAt)
            .Line(meeting.CancelledAt is null ? "SEQUENCE:0" : "SEQUENCE:1")
            .Line(meeting.CancelledAt is null ? "STATUS:CONFIRMED" : "STATUS:CANCELLED")
            .Instant("DTSTART", meeting.At)
            .Instant("DTEND", meeting.At.AddHours(2))
            .Text("SUMMARY", $"{@case.CaseNo} 法規協調會議 / Coordination meeting")
            .Text("DESCRIPTION", string.Join('\n', agenda.Concat(["", .. meeting.Attendees])))
            .Line("END:VEVENT")
            .Line("END:VCALENDAR")
            .ToString();
}

using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Platform.Sandbox.Casework;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Sandbox.Features;

/// <summary>A meeting for everybody's calendar: iCalendar (RFC 5545).</summary>
internal static class DownloadMeeting
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/requests/{id:guid}/meetings/{meetingId:guid}.ics", HandleAsync)
        .For(Roles.Organisation, Roles.NdcOfficer, Roles.AuthorityOfficer)
        .Produces(200, contentType: "text/calendar").WithTags("Meetings").WithSummary("A meeting as iCalendar");

    private static async Task<IResult> HandleAsync(
        Guid id, Guid meetingId, Caller caller, SandboxDbContext db, CancellationToken cancellationToken)
    {
        var row = await db.Requests.AsNoTracking().VisibleTo(db, caller).SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        if (row?.Case.Meetings.SingleOrDefault(meeting => meeting.Id == meetingId) is not { } meeting)
            return (Answer<Nothing>)PlatformErrors.NotFound;
        var agenda = MeetingView.AgendaOf(meeting, full: row.Case.IsFullyShownTo(caller));
        return Results.File(Encoding.UTF8.GetBytes(Calendar(row.Case, meeting, agenda)), "text/calendar; charset=utf-8", $"{row.CaseNo}.ics");
    }

    // Calendars know the meeting by its UID: a higher SEQUENCE tells them that it was cancelled (RFC 5545 §3.8.7.4).
    private static string Calendar(RegulatoryCase @case, Meeting meeting, IReadOnlyList<string> agenda)
    {
        string[] lines =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Social Innovation Platform//Sandbox//ZH",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            $"UID:{meeting.Id}@sandbox",
            $"DTSTAMP:{Utc(meeting.CancelledAt ?? meeting.CalledAt)}",
            $"SEQUENCE:{(meeting.CancelledAt is null ? 0 : 1)}",
            $"STATUS:{(meeting.CancelledAt is null ? "CONFIRMED" : "CANCELLED")}",
            $"DTSTART:{Utc(meeting.At)}",
            $"DTEND:{Utc(meeting.At.AddHours(2))}",
            $"SUMMARY:{Escaped($"{@case.CaseNo} 法規協調會議 / Coordination meeting")}",
            $"DESCRIPTION:{Escaped(string.Join('\n', agenda.Concat(["", .. meeting.Attendees])))}",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        return string.Concat(lines.Select(line => Folded(line) + "\r\n"));
    }

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    // RFC 5545 §3.3.11: backslash, semicolon, comma and line breaks in a text.
    private static string Escaped(string text) => text
        .Replace(@"\", @"\\").Replace(";", @"\;").Replace(",", @"\,").Replace("\r\n", @"\n").Replace("\n", @"\n").Replace("\r", @"\n");

    // RFC 5545 §3.1: no line is longer than 75 octets; a continuation begins with a space.
    private static string Folded(string line)
    {
        var folded = new StringBuilder();
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > 75)
            {
                folded.Append("\r\n ");
                octets = 1;
            }

            folded.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        return folded.ToString();
    }
}

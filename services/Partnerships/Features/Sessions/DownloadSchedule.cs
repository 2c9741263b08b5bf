using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Platform.Calendar;
using Platform.Contracts;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Sessions;

/// <summary>
/// Exports a schedule: a participant's meetings as iCalendar, all meetings as CSV for the organiser. It contains names only, because
/// contact details need the consent of both sides.
/// </summary>
internal static class DownloadSchedule
{
    private const string Csv = "text/csv; charset=utf-8",
        Calendar = "text/calendar; charset=utf-8";

    private sealed record ScheduledProfile(Guid Id, string Party, Bilingual Name, string Economy);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/sessions/{id:guid}/schedule.csv", CsvAsync)
            .For(Roles.PartnershipManager)
            .Produces<string>(200, "text/csv")
            .Refuses("partnerships.schedule-not-found")
            .WithTags("Sessions")
            .WithSummary("The meetings of a session as CSV for spreadsheets; times are Taipei's");
        api.MapGet("/sessions/{id:guid}/participants/{profileId:guid}.ics", CalendarAsync)
            .For(Roles.PartnershipManager, Roles.Partner, Roles.Organisation)
            .Produces<string>(200, "text/calendar")
            .Refuses("partnerships.schedule-not-found")
            .WithTags("Sessions")
            .WithSummary("The meetings of a participant as iCalendar");
    }

    private static async Task<IResult> CsvAsync(Guid id, PartnershipsDbContext db, CancellationToken cancellationToken)
    {
        if (await db.Sessions.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } session)
        {
            return (Answer<NoContent>)PlatformErrors.NotFound;
        }

        if (await db.Schedules.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } schedule)
        {
            return (Answer<NoContent>)PartnershipsErrors.ScheduleNotFound;
        }

        var profiles = await ProfilesAsync(id, db, cancellationToken);
        var text = new ArrayBufferWriter<byte>();
        var csv = new CsvWriter(text);
        csv.Begin(
            "slot",
            "start",
            "end",
            "table",
            "oneId",
            "oneName",
            "oneEconomy",
            "otherId",
            "otherName",
            "otherEconomy",
            "score",
            "confirmed"
        );
        foreach (var meeting in schedule.Meetings)
        {
            var (slot, one, other) = (session.Frame.Slots[meeting.Slot], profiles[meeting.One], profiles[meeting.Other]);
            csv.Row(
                Number(meeting.Slot),
                Local(slot.Start),
                Local(slot.End),
                Number(meeting.Table),
                one.Id.ToString(),
                NameOf(one),
                one.Economy,
                other.Id.ToString(),
                NameOf(other),
                other.Economy,
                Number(meeting.Score),
                meeting.Confirmed ? "true" : "false"
            );
        }

        return Results.File(text.WrittenMemory.ToArray(), Csv, $"schedule-{id}.csv");
    }

    private static async Task<IResult> CalendarAsync(
        Guid id,
        Guid profileId,
        Caller caller,
        PartnershipsDbContext db,
        CancellationToken cancellationToken
    )
    {
        var profiles = await ProfilesAsync(id, db, cancellationToken);
        if (
            await db.Sessions.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } session
            || !profiles.TryGetValue(profileId, out var self)
            || !(caller.Owns(self.Party) || caller.Has(Roles.PartnershipManager))
        )
        {
            return (Answer<NoContent>)PlatformErrors.NotFound;
        }

        if (await db.Schedules.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } schedule)
        {
            return (Answer<NoContent>)PartnershipsErrors.ScheduleNotFound;
        }

        var calendar = new ICalendarText()
            .Line("BEGIN:VCALENDAR")
            .Line("VERSION:2.0")
            .Line("PRODID:-//Social Innovation Platform//Partnerships//ZH")
            .Line("METHOD:PUBLISH");
        foreach (var meeting in schedule.Meetings.Where(meeting => meeting.Has(profileId)))
        {
            var (slot, counterpart) = (
                session.Frame.Slots[meeting.Slot],
                profiles[meeting.One == profileId ? meeting.Other : meeting.One]
            );
            // The UID depends only on the pair, so a new plan moves the existing calendar entry.
            calendar
                .Line("BEGIN:VEVENT")
                .Line($"UID:{id:N}-{IntroductionRow.PairOf(meeting.One, meeting.Other)}@partnerships")
                .Instant("DTSTAMP", schedule.RequestedAt)
                .Line($"SEQUENCE:{Number(schedule.Version)}")
                .Instant("DTSTART", slot.Start)
                .Instant("DTEND", slot.End)
                .Text("SUMMARY", $"{NameOf(counterpart)} ({counterpart.Economy})")
                .Text("LOCATION", $"第 {meeting.Table} 桌 / Table {meeting.Table}")
                .Text("DESCRIPTION", string.Join('\n', new[] { session.Name.Zh, session.Name.En }.Where(name => name is not null)))
                .Line(meeting.Confirmed ? "STATUS:CONFIRMED" : "STATUS:TENTATIVE")
                .Line("END:VEVENT");
        }

        return Results.File(Encoding.UTF8.GetBytes(calendar.Line("END:VCALENDAR").ToString()), Calendar, $"meetings-{profileId}.ics");
    }

    private static async Task<Dictionary<Guid, ScheduledProfile>> ProfilesAsync(
        Guid session,
        PartnershipsDbContext db,
        CancellationToken cancellationToken
    ) =>
        (
            await db
                .Profiles.AsNoTracking()
                .Where(profile =>
                    db.Participants.Any(participant => participant.SessionId == session && participant.ProfileId == profile.Id)
                )
                .Select(profile => new
                {
                    profile.Id,
                    profile.Party,
                    profile.Content,
                    profile.Economy,
                })
                .ToListAsync(cancellationToken)
        ).ToDictionary(found => found.Id, found => new ScheduledProfile(found.Id, found.Party, found.Content.Name, found.Economy));

    private static string NameOf(ScheduledProfile profile) =>
        string.Join(" / ", new[] { profile.Name.Zh, profile.Name.En }.Where(name => name is not null));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Local(DateTimeOffset at) =>
        at.ToOffset(TaipeiTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Sandbox.V1;
using Platform.Data;
using Platform.Messaging;
using Platform.Partnerships.Data;
using Platform.Partnerships.Data.ReferenceData;
using Platform.Partnerships.Domain.Introductions;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>
/// Copies the sandbox's office calendar and recalculates the dates of open introductions in the same transaction. Introductions that are
/// answered or expired do not change. An older version that arrives late changes nothing.
/// </summary>
[ConsumerName("redate-when-calendar-year-changed")]
internal sealed class TrackOfficeCalendar(PartnershipsDbContext db, PartnershipsSettings settings) : IEventConsumer<CalendarYearChanged>
{
    public async Task ConsumeAsync(Delivery<CalendarYearChanged> delivery)
    {
        var changed = delivery.Event;
        await db.AcquireCalendarAsync(delivery.CancellationToken);
        var years = await db.OfficeYears.ToListAsync(delivery.CancellationToken);
        var year = years.Find(officeYear => officeYear.Year == changed.Year);
        if (year?.SnapshotVersion >= delivery.Envelope.Version)
        {
            return;
        }

        if (year is null)
        {
            year = new OfficeYear { Year = changed.Year, SnapshotVersion = 0 };
            years.Add(year);
            db.Add(year);
        }

        (year.SnapshotVersion, year.Provisional, year.Closed, year.Workdays) = (
            delivery.Envelope.Version,
            changed.Provisional,
            changed.Closed,
            changed.Workdays
        );
        var calendar = OfficeCalendar.Of(years);
        await foreach (
            var row in db
                .Introductions.Where(row => row.State == IntroductionState.Requested)
                .AsAsyncEnumerable()
                .WithCancellation(delivery.CancellationToken)
        )
        {
            if (row.Current.Redate(new AnswerTerm(calendar, row.AnswerDays, settings.ReminderBusinessDays)) is { } moved)
            {
                row.Apply(moved, settings.Silence);
            }
        }
    }
}

using Platform.ServiceDefaults.Calendar;

namespace Platform.Partnerships.Domain.Introductions;

/// <summary>How long an introduction can be answered, in business days of a calendar: the day of the request is not counted.</summary>
/// <param name="Calendar">The office calendar in force.</param>
/// <param name="AnswerDays">Business days until it expires.</param>
/// <param name="ReminderDays">Business days before the last day on which the side that was asked is reminded.</param>
internal sealed record AnswerTerm(BusinessCalendar Calendar, int AnswerDays, int ReminderDays)
{
    public DateOnly LastDay(DateOnly requestedOn) => Calendar.AddBusinessDays(requestedOn, AnswerDays);

    /// <summary>Not before the day after the request, however short the term is.</summary>
    public DateOnly RemindOn(DateOnly requestedOn) => Calendar.AddBusinessDays(requestedOn, Math.Max(1, AnswerDays - ReminderDays));
}

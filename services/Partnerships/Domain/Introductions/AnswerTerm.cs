using Platform.Calendar;

namespace Platform.Partnerships.Domain.Introductions;

/// <summary>The time limit for an answer, in business days of a calendar. The day of the request does not count.</summary>
/// <param name="Calendar">The office calendar in force.</param>
/// <param name="AnswerDays">The business days until the introduction expires.</param>
/// <param name="ReminderDays">The business days between the reminder of the recipient and the last day.</param>
internal sealed record AnswerTerm(BusinessCalendar Calendar, int AnswerDays, int ReminderDays)
{
    public DateOnly LastDay(DateOnly requestedOn) => Calendar.AddBusinessDays(requestedOn, AnswerDays);

    /// <summary>Returns the day of the reminder: at least one business day after the request, however short the limit is.</summary>
    public DateOnly RemindOn(DateOnly requestedOn) => Calendar.AddBusinessDays(requestedOn, Math.Max(1, AnswerDays - ReminderDays));
}

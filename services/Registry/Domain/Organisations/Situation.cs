using Platform.Calendar;

namespace Platform.Registry.Domain.Organisations;

/// <summary>What a decision on an organisation needs to know besides its record.</summary>
internal sealed record Situation(DateTimeOffset Now, TierRules Rules, ReportReminders Reminders, IReadOnlyCollection<FiledReport> Reports)
{
    public DateOnly Today { get; } = TaipeiTime.DateOf(Now);
}

/// <summary>The figures of a report that count for the light and the tier.</summary>
internal sealed record FiledReport(int Year, long? Beneficiaries, long? Jobs);

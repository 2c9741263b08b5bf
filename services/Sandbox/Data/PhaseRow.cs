using Platform.Calendar;
using Platform.Sandbox.Domain;

namespace Platform.Sandbox.Data;

/// <summary>How long an obligation took, for the open statistics; only of cases that are not confidential.</summary>
internal sealed class PhaseRow
{
    public required Guid DeadlineId { get; set; }

    public required Guid RequestId { get; set; }

    public required DeadlineKind Kind { get; set; }

    /// <summary>The number of business days without those of pauses.</summary>
    public required int BusinessDays { get; set; }

    public required bool Missed { get; set; }

    /// <summary>Returns a row for each obligation that was met since the previous state of the case.</summary>
    public static IEnumerable<PhaseRow> Of(RegulatoryCase @case, BusinessCalendar calendar, RegulatoryCase? before = null) =>
        @case.IsConfidential
            ? []
            : @case
                .Deadlines.Where(deadline =>
                    deadline.IsDone && before?.Deadlines.Any(earlier => earlier.Id == deadline.Id && earlier.IsDone) != true
                )
                .Select(deadline => new PhaseRow
                {
                    DeadlineId = deadline.Id,
                    RequestId = @case.Id,
                    Kind = deadline.Kind,
                    BusinessDays = deadline.CountBusinessDays(calendar),
                    Missed = deadline.State == DeadlineState.Missed,
                });
}

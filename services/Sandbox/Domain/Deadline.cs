using System.Text.Json.Serialization;
using Platform.Calendar;

namespace Platform.Sandbox.Domain;

/// <summary>One deadline of a case with its whole history. The due date that is shown is the one that is enforced.</summary>
internal sealed record Deadline
{
    public required Guid Id { get; init; }

    public required DeadlineKind Kind { get; init; }

    /// <summary>The authority that owes it, by code.</summary>
    public string? Authority { get; init; }

    /// <summary>The follow-up it belongs to.</summary>
    public Guid? FollowUpId { get; init; }

    public required string LegalBasis { get; init; }

    public required DateOnly StartedOn { get; init; }

    public required Period Period { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>How many business days before the due date a reminder is published; 0 means never.</summary>
    public int RemindBusinessDays { get; init; }

    /// <summary>The day from which a reminder is due; none once it was published, until the due date moves to a later day.</summary>
    public DateOnly? RemindOn { get; init; }

    /// <summary>The due date that the last reminder was about.</summary>
    public DateOnly? RemindedOf { get; init; }

    /// <summary>True when the due date depends on a year without an official calendar.</summary>
    public bool Provisional { get; init; }

    public DeadlineState State { get; init; }

    /// <summary>The day on which the obligation was met, in time or late, or on which the deadline lapsed.</summary>
    public DateOnly? EndedOn { get; init; }

    public IReadOnlyList<PausedDays> Pauses { get; init; } = [];

    public IReadOnlyList<Extension> Extensions { get; init; } = [];

    public IReadOnlyList<DeadlineEntry> History { get; init; } = [];

    [JsonIgnore]
    public bool OwedByApplicant => Kind == DeadlineKind.TrialReport;

    [JsonIgnore]
    public bool IsOpen => State is DeadlineState.Running or DeadlineState.Paused;

    /// <summary>The next day on which the watcher has work to do: to publish the reminder, or to mark the deadline as missed.</summary>
    [JsonIgnore]
    public DateOnly? WatchOn => State != DeadlineState.Running ? null : RemindOn ?? DueOn.AddDays(1);

    public static Deadline Start(
        Guid id,
        DeadlineKind kind,
        DateOnly on,
        Period period,
        string legalBasis,
        BusinessCalendar calendar,
        int remindBusinessDays = 0
    ) =>
        new Deadline
        {
            Id = id,
            Kind = kind,
            LegalBasis = legalBasis,
            StartedOn = on,
            Period = period,
            DueOn = on,
            RemindBusinessDays = remindBusinessDays,
        }
            .Dated(calendar, on)
            .Noted(on, "started");

    /// <summary>
    /// Returns the due date as of a day. While paused, it is the earliest possible date: as if the pause ended on that day.
    /// </summary>
    public DateOnly DueAsOf(DateOnly today, BusinessCalendar calendar) =>
        State == DeadlineState.Paused ? Dated(calendar, today).DueOn : DueOn;

    public Deadline Pause(DateOnly on, string reason, BusinessCalendar calendar) =>
        State != DeadlineState.Running
            ? this
            : (this with { State = DeadlineState.Paused, Pauses = [.. Pauses, new PausedDays(on, null, reason)] })
                .Dated(calendar, on)
                .Noted(on, "paused", reason);

    public Deadline Resume(DateOnly on, BusinessCalendar calendar) =>
        State != DeadlineState.Paused
            ? this
            : (
                this with
                {
                    State = DeadlineState.Running,
                    Pauses = [.. Pauses.Select(pause => pause.To is null ? pause with { To = on } : pause)],
                }
            )
                .Dated(calendar, on)
                .Noted(on, "resumed");

    public Deadline Extend(Extension extension, BusinessCalendar calendar) =>
        !IsOpen
            ? this
            : (this with { Extensions = [.. Extensions, extension] })
                .Dated(calendar, extension.On)
                .Noted(extension.On, "extended", extension.Reason, extension.By);

    /// <summary>Replaces the fixed due date; extensions of the old one still apply.</summary>
    public Deadline Reset(DateOnly date, DateOnly on, string reason, BusinessCalendar calendar) =>
        (this with { Period = Period.Until(date) }).Dated(calendar, on).Noted(on, "reset", reason);

    /// <summary>
    /// Records that the obligation was met. When it was late, the deadline stays missed and gets the date on which it was met.
    /// </summary>
    public Deadline Meet(DateOnly on, BusinessCalendar calendar) =>
        State switch
        {
            DeadlineState.Paused => Resume(on, calendar).Meet(on, calendar),
            DeadlineState.Running when on > DueOn => Miss().Meet(on, calendar),
            DeadlineState.Running => (this with { State = DeadlineState.Met, EndedOn = on }).Noted(on, "met"),
            DeadlineState.Missed when EndedOn is null => (this with { EndedOn = on }).Noted(on, "doneLate"),
            _ => this,
        };

    /// <summary>Whether the obligation was met, in time or late.</summary>
    [JsonIgnore]
    public bool IsDone => State is DeadlineState.Met or DeadlineState.Missed && EndedOn is not null;

    /// <summary>Returns the number of business days until the obligation was met, without the days of pauses.</summary>
    public int CountBusinessDays(BusinessCalendar calendar) =>
        calendar.BusinessDaysBetween(StartedOn, EndedOn!.Value)
        - Pauses.Sum(pause => calendar.BusinessDaysBetween(pause.From, pause.To ?? EndedOn.Value));

    public bool IsOverdue(DateOnly today) => State == DeadlineState.Running && DueOn < today;

    public bool IsToBeReminded(DateOnly today) => State == DeadlineState.Running && RemindOn <= today && today <= DueOn;

    /// <summary>Records that the reminder of the present due date was published: once for each date.</summary>
    public Deadline Remind(DateOnly on) => (this with { RemindOn = null, RemindedOf = DueOn }).Noted(on, "reminded");

    public Deadline Miss() => (this with { State = DeadlineState.Missed }).Noted(DueOn, "missed");

    public Deadline Lapse(DateOnly on, string reason) =>
        IsOpen ? (this with { State = DeadlineState.Lapsed, EndedOn = on }).Noted(on, "lapsed", reason) : this;

    /// <summary>Ends an obligation that is no longer owed, in time or late. That a date had passed stays in the history.</summary>
    public Deadline GiveUp(DateOnly on, string reason) =>
        EndedOn is null ? (this with { State = DeadlineState.Lapsed, EndedOn = on }).Noted(on, "lapsed", reason) : this;

    /// <summary>Makes another authority owe it; the due date and the history stay.</summary>
    public Deadline HandOver(string to, DateOnly on, string reason) => (this with { Authority = to }).Noted(on, "handedOver", reason);

    /// <summary>Recalculates the due date of an open deadline by a changed calendar; the date of an ended one never moves.</summary>
    public Deadline Redate(DateOnly on, BusinessCalendar calendar)
    {
        if (!IsOpen)
        {
            return this;
        }

        var dated = Dated(calendar, on);
        return dated.DueOn != DueOn ? dated.Noted(on, "redated") : dated;
    }

    private Deadline Dated(BusinessCalendar calendar, DateOnly asOf)
    {
        var due = Period.DueOn(StartedOn, Pauses, Extensions.Sum(extension => extension.BusinessDays), calendar, asOf);
        return this with { DueOn = due, RemindOn = ReminderOf(due, calendar), Provisional = calendar.IsProvisional(StartedOn, due) };
    }

    // A deadline that is not longer than its reminder has none: it was announced when it started.
    private DateOnly? ReminderOf(DateOnly due, BusinessCalendar calendar)
    {
        if (RemindBusinessDays == 0 || RemindedOf >= due)
        {
            return null;
        }

        var day = due;
        for (var left = RemindBusinessDays; left > 0; left -= calendar.IsBusinessDay(day) ? 1 : 0)
        {
            day = day.AddDays(-1);
        }

        return day > StartedOn ? day : null;
    }

    private Deadline Noted(DateOnly on, string what, string? reason = null, string? by = null) =>
        this with
        {
            History = [.. History, new DeadlineEntry(on, what, DueOn, reason, by)],
        };
}

/// <summary>
/// An entry of a deadline's history: started, paused, resumed, extended, redated, reset, reminded, met, missed, doneLate, lapsed or
/// handedOver.
/// </summary>
internal sealed record DeadlineEntry(DateOnly On, string What, DateOnly DueOn, string? Reason, string? By);

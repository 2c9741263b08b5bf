using Platform.Calendar;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Requests;

/// <summary>
/// A case as the caller may see it. Only the NDC sees notes, the assignee and internal flags; an authority sees its own opinion; the
/// applicant sees the opinions once the case is decided.
/// </summary>
internal sealed record RequestView : IVersionedView
{
    public required Guid Id { get; init; }

    public required long Version { get; init; }

    public required string CaseNo { get; init; }

    public required Origin Origin { get; init; }

    public required CaseStatus Status { get; init; }

    /// <summary>The commands that the status allows, whoever may give them.</summary>
    public required IReadOnlyList<CaseCommand> Allowed { get; init; }

    public required string Title { get; init; }

    public required string BusinessModel { get; init; }

    public required IReadOnlyList<Provision> Provisions { get; init; }

    public required string Obstacle { get; init; }

    public required string Question { get; init; }

    public required Relief Relief { get; init; }

    public required string PublicBenefit { get; init; }

    public string? Risks { get; init; }

    public TrialScale? Trial { get; init; }

    public required IReadOnlyList<Evidence> Evidence { get; init; }

    public required bool Confidential { get; init; }

    public string? OnBehalfOf { get; init; }

    public string? IdenticalTo { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateOnly ReceivedOn { get; init; }

    public string? Assignee { get; init; }

    public IReadOnlyList<InternalNote>? Notes { get; init; }

    public Screening? Screening { get; init; }

    public required IReadOnlyList<SupplementText> Supplements { get; init; }

    /// <summary>The question as the NDC drafted it.</summary>
    public QuestionText? OfficialQuestion { get; init; }

    public required IReadOnlyList<OpinionView> Opinions { get; init; }

    public MeetingDue? MeetingDue { get; init; }

    public required IReadOnlyList<MeetingView> Meetings { get; init; }

    public Ruling? Decision { get; init; }

    public Trial? PermittedTrial { get; init; }

    public required IReadOnlyList<FollowUp> FollowUps { get; init; }

    public required IReadOnlyList<Acknowledgement> Acknowledgements { get; init; }

    public required IReadOnlyList<DeadlineView> Deadlines { get; init; }

    public DateOnly? EndedOn { get; init; }

    public static RequestView Of(Handled handled) => Of(handled.Row, handled.Caller, handled.Situation.Today, handled.Situation.Calendar);

    public static RequestView Of(RequestRow row, Caller caller, DateOnly today, BusinessCalendar calendar)
    {
        var (c, filing) = (row.Case, row.Case.Filing);
        var isNdc = caller.Has(Roles.NdcOfficer);
        var authority = c.AuthorityAs(caller);
        return new RequestView
        {
            Id = c.Id,
            Version = row.Version,
            CaseNo = c.CaseNo,
            Origin = c.Origin,
            Status = c.Status,
            Allowed = [.. CaseMachine.Allowed(c.Status)],
            Title = filing.Title,
            BusinessModel = filing.BusinessModel,
            Provisions = filing.Provisions,
            Obstacle = filing.Obstacle,
            Question = filing.Question,
            Relief = filing.Relief,
            PublicBenefit = filing.PublicBenefit,
            Risks = filing.Risks,
            Trial = filing.Trial,
            Evidence = filing.Evidence,
            Confidential = filing.Confidential,
            OnBehalfOf = filing.OnBehalfOf,
            IdenticalTo = filing.IdenticalTo,
            ReceivedAt = c.ReceivedAt,
            ReceivedOn = c.ReceivedOn,
            Assignee = isNdc ? c.Assignee : null,
            Notes = isNdc ? c.Notes : null,
            Screening = c.Screening,
            Supplements = c.Supplements,
            OfficialQuestion = c.Question,
            Opinions =
            [
                .. c
                    .Opinions.Where(opinion => authority is null || opinion.Authority == authority)
                    .Select(opinion => OpinionView.Of(opinion, full: c.IsFullyShownTo(caller))),
            ],
            MeetingDue = isNdc ? c.MeetingDue : null,
            Meetings = [.. c.Meetings.Select(meeting => MeetingView.Of(row, meeting, full: c.IsFullyShownTo(caller)))],
            Decision = c.Ruling,
            PermittedTrial = c.Trial,
            FollowUps =
            [
                .. c.FollowUps.Where(followUp =>
                    authority is null || followUp.Owner == authority || followUp.FormerOwners.Contains(authority)
                ),
            ],
            Acknowledgements = c.Acknowledgements,
            Deadlines = DeadlinesOf(c, authority, today, calendar),
            EndedOn = c.EndedOn,
        };
    }

    public static IReadOnlyList<DeadlineView> DeadlinesOf(RegulatoryCase c, string? onlyFor, DateOnly today, BusinessCalendar calendar) =>
        [
            .. c
                .Deadlines.Where(deadline => onlyFor is null || deadline.Authority is null || deadline.Authority == onlyFor)
                .Select(deadline => DeadlineView.Of(deadline, today, calendar)),
        ];
}

internal sealed record OpinionView(
    string Authority,
    bool Lead,
    DateOnly RequestedOn,
    Guid DeadlineId,
    DateOnly? GivenOn,
    bool Late,
    Position? Position,
    string? Text,
    string? Instrument,
    string? HandedOverTo
)
{
    public static OpinionView Of(Opinion opinion, bool full) =>
        new(
            opinion.Authority,
            opinion.Lead,
            opinion.RequestedOn,
            opinion.DeadlineId,
            opinion.GivenOn,
            opinion.Late,
            full ? opinion.Position : null,
            full ? opinion.Text : null,
            full ? opinion.Instrument : null,
            opinion.HandedOverTo
        );
}

/// <summary>A meeting; <see cref="Status"/> is the status of the request.</summary>
internal sealed record MeetingView : IVersionedView
{
    public required Guid Id { get; init; }

    public required Guid RequestId { get; init; }

    public required CaseStatus Status { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<string> Agenda { get; init; }

    public required IReadOnlyList<string> Attendees { get; init; }

    /// <summary>The reasons for which the meeting was due; empty when the NDC called it on its own initiative.</summary>
    public required IReadOnlyList<MeetingReason> Because { get; init; }

    public string? Minutes { get; init; }

    public DateOnly? MinutesOn { get; init; }

    public required IReadOnlyList<string> Attended { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }

    public string? CancelledBecause { get; init; }

    public static IReadOnlyList<string> AgendaOf(Meeting meeting, bool full) => full || !meeting.AgendaDrafted ? meeting.Agenda : [];

    public static MeetingView Of(RequestRow row, Meeting meeting, bool full) =>
        new()
        {
            Id = meeting.Id,
            RequestId = row.Id,
            Status = row.Status,
            Version = row.Version,
            At = meeting.At,
            Agenda = AgendaOf(meeting, full),
            Attendees = meeting.Attendees,
            Because = meeting.Because,
            Minutes = full ? meeting.Minutes : null,
            MinutesOn = meeting.MinutesOn,
            Attended = full ? meeting.Attended : [],
            CancelledAt = meeting.CancelledAt,
            CancelledBecause = meeting.CancelledBecause,
        };
}

/// <summary>
/// A deadline as of today. While it is paused, <see cref="DueOn"/> is the earliest possible date: as if the pause ended today.
/// </summary>
internal sealed record DeadlineView
{
    public required Guid Id { get; init; }

    public required DeadlineKind Kind { get; init; }

    public string? Authority { get; init; }

    public Guid? FollowUpId { get; init; }

    public required string LegalBasis { get; init; }

    public required DateOnly StartedOn { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>Negative when late; absent once the deadline is met or has lapsed.</summary>
    public int? BusinessDaysLeft { get; init; }

    public required DeadlineState State { get; init; }

    public required bool Provisional { get; init; }

    public DateOnly? EndedOn { get; init; }

    public required IReadOnlyList<PausedDays> Pauses { get; init; }

    public required IReadOnlyList<Extension> Extensions { get; init; }

    public required IReadOnlyList<DeadlineEntry> History { get; init; }

    public static DeadlineView Of(Deadline deadline, DateOnly today, BusinessCalendar calendar)
    {
        var due = deadline.DueAsOf(today, calendar);
        // The date may have passed since midnight before the watcher has run.
        var state = deadline.IsOverdue(today) ? DeadlineState.Missed : deadline.State;
        return new DeadlineView
        {
            Id = deadline.Id,
            Kind = deadline.Kind,
            Authority = deadline.Authority,
            FollowUpId = deadline.FollowUpId,
            LegalBasis = deadline.LegalBasis,
            StartedOn = deadline.StartedOn,
            DueOn = due,
            BusinessDaysLeft =
                deadline.IsOpen || state == DeadlineState.Missed && deadline.EndedOn is null
                    ? calendar.BusinessDaysBetween(today, due)
                    : null,
            State = state,
            Provisional = deadline.Provisional,
            EndedOn = deadline.EndedOn,
            Pauses = deadline.Pauses,
            Extensions = deadline.Extensions,
            History = deadline.History,
        };
    }
}
